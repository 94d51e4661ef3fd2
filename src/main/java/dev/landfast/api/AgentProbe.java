package dev.landfast.api;

import dev.landfast.agent.AgentChoice;
import dev.landfast.agent.Maker;
import dev.landfast.definition.Config;
import dev.landfast.file.Removal;
import dev.landfast.problem.LandfastException;
import dev.landfast.process.Capture;
import dev.landfast.process.CaptureException;
import dev.landfast.process.Tasks;
import dev.landfast.project.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which coding agents there are here, by asking their programs for their version, which takes no
/// network: no key and nothing of the person's home is given to them for that.
final class AgentProbe {

    private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+\\.\\d+\\S*");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Home home;

    AgentProbe(Home home) {
        this.home = home;
    }

    /// A line for each that is installed or that the project's settings choose.
    List<Setup.Finding> look() {
        var chosen = chosen();
        var found = new ArrayList<Setup.Finding>();
        for (var maker : Maker.values()) {
            var choice = Optional.ofNullable(chosen.get(maker));
            var own = choice.filter(coding -> !coding.program().equals(usual(maker)));
            if (own.isPresent()) {
                found.add(unasked(maker, own.get()));
                continue;
            }
            var version = version(maker);
            if (version.isPresent() || choice.isPresent()) {
                found.add(
                        version.map(said -> there(maker, said, choice))
                                .orElseGet(() -> missing(maker)));
            }
        }
        if (found.isEmpty()) {
            found.add(
                    new Setup.Finding(
                            "coding agents",
                            true,
                            "none on the PATH; a person or any executable can play a role",
                            ""));
        }
        return found;
    }

    private static List<String> usual(Maker maker) {
        return List.of(maker.program());
    }

    /// Looking is no reason to run what came with a repository.
    private static Setup.Finding unasked(Maker maker, AgentChoice.Coding coding) {
        return new Setup.Finding(
                maker.title(),
                true,
                coding.program().getFirst() + ", as landfast.yaml names it, was not asked",
                "");
    }

    /// Those that play a role by `landfast.yaml`.
    private Map<Maker, AgentChoice.Coding> chosen() {
        var chosen = new EnumMap<Maker, AgentChoice.Coding>(Maker.class);
        for (var value : settings().map("agents").values().values()) {
            if (AgentChoice.parse(value, home.repository().root()).orElse(null)
                    instanceof AgentChoice.Coding coding) {
                chosen.putIfAbsent(coding.maker(), coding);
            }
        }
        return chosen;
    }

    private Config settings() {
        try {
            var base = home.repository().start(Optional.empty());
            return Project.at(home.repository(), base.commit()).settings();
        } catch (LandfastException e) {
            return new Config(Map.of());
        }
    }

    private Setup.Finding there(Maker maker, String version, Optional<AgentChoice.Coding> choice) {
        var same =
                version.equals(maker.version())
                        ? version
                        : version + " (its words were read off " + maker.version() + ")";
        var keys = choice.map(coding -> List.copyOf(coding.keys())).orElse(maker.keys());
        var set = keys.stream().filter(key -> !home.surroundings().variable(key).isEmpty());
        var key = set.findFirst();
        if (key.isEmpty() && choice.isPresent()) {
            return new Setup.Finding(
                    maker.title(),
                    false,
                    same + ", and no key",
                    "export one of " + String.join(", ", keys));
        }
        return new Setup.Finding(
                maker.title(),
                true,
                same + key.map(name -> ", key in " + name).orElse(", no key in " + keys.getFirst()),
                "");
    }

    private static Setup.Finding missing(Maker maker) {
        return new Setup.Finding(
                maker.title(), false, maker.program() + " cannot be run", maker.install());
    }

    private Optional<String> version(Maker maker) {
        Path folder;
        try {
            folder = Files.createTempDirectory("landfast-probe");
        } catch (IOException e) {
            return Optional.empty();
        }
        try {
            var command = List.of(maker.program(), "--version");
            var environment =
                    Map.of("PATH", home.surroundings().variable("PATH"), "HOME", folder.toString());
            var said =
                    Tasks.capture(Capture.of(command, folder, environment).withTimeout(PATIENCE));
            var version = VERSION.matcher(said.outText());
            return said.succeeded() && version.find()
                    ? Optional.of(version.group())
                    : Optional.empty();
        } catch (CaptureException e) {
            return Optional.empty();
        } finally {
            Removal.wherePossible(folder);
        }
    }
}
