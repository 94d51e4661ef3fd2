package dev.landfast.agent.model;

import dev.landfast.agent.AgentChoice;
import dev.landfast.agent.Maker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The real programs of coding agents, where they are installed: the property `landfast.agents`
/// names the folder, `landfast.makers` those to be used.
public final class RealPrograms {

    /// The variable that holds the key of a scripted model.
    private static final String KEY = "SCRIPTED_KEY";

    private static final Optional<Path> FOLDER =
            Optional.ofNullable(System.getProperty("landfast.agents")).map(Path::of);

    private RealPrograms() {}

    public static boolean has(Maker maker) {
        var wanted = System.getProperty("landfast.makers", "");
        return (wanted.isEmpty() || List.of(wanted.split(",")).contains(maker.word()))
                && FOLDER.map(bin -> bin.resolve(maker.program()))
                        .filter(Files::exists)
                        .isPresent();
    }

    /// The program with a model of ours behind it.
    ///
    /// @param url of the {@link ModelServer}
    public static AgentChoice.Coding choice(Maker maker, String url) {
        var endpoint =
                switch (maker) {
                    case CLAUDE, GEMINI -> url;
                    case CODEX, OPENCODE -> url + "/v1";
                };
        return new AgentChoice.Coding(
                maker,
                List.of(FOLDER.orElseThrow().resolve(maker.program()).toString()),
                Map.of("default", model(maker)),
                new AgentChoice.Connection(Optional.of(endpoint), KEY),
                List.of());
    }

    /// A name that the program takes.
    private static String model(Maker maker) {
        return switch (maker) {
            case CLAUDE -> "sonnet";
            case CODEX, OPENCODE -> "scripted";
            case GEMINI -> "gemini-2.5-pro";
        };
    }

    /// What the programs want to find in their environment.
    public static Map<String, String> environment() {
        var environment = new LinkedHashMap<String, String>();
        environment.put(KEY, "none");
        for (var maker : Maker.values()) {
            environment.put(maker.keys().getFirst(), "none");
        }
        return environment;
    }

    /// A new folder below `target`: where temporary files lie some of the programs trust nothing.
    public static Path folder() throws IOException {
        var parent = Files.createDirectories(Path.of("target", "agents").toAbsolutePath());
        return Files.createTempDirectory(parent, "a");
    }
}
