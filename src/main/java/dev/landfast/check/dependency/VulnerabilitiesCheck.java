package dev.landfast.check.dependency;

import dev.landfast.check.dependency.Advisories.Known;
import dev.landfast.check.dependency.Pins.Pin;
import dev.landfast.definition.Config;
import dev.landfast.gate.Bench;
import dev.landfast.gate.Check;
import dev.landfast.gate.Findings;
import dev.landfast.gate.Plant;
import dev.landfast.gate.Unmeasured;
import dev.landfast.gate.Verdict;
import dev.landfast.journal.Finding;
import dev.landfast.journal.Finding.Level;
import dev.landfast.journal.Finding.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// No package that the project pins is known to be vulnerable, by a folder of advisories in OSV
/// format. Nothing is asked over the network: without such a folder nothing is known.
public final class VulnerabilitiesCheck implements Check {

    /// Where a package is planted.
    private static final String FILE = "requirements-canary.txt";

    @Override
    public String name() {
        return "vulnerabilities";
    }

    @Override
    public Set<String> settings() {
        return Set.of("critical", "high", "medium", "advisories");
    }

    /// The advisories are no part of the tree.
    @Override
    public boolean repeatable() {
        return false;
    }

    /// A version that one of the advisories is about: what they know is shown with it.
    @Override
    public Optional<Plant> plant(Bench bench, Config with) {
        var pins = Pins.of(bench.candidate());
        if (pins.pins().isEmpty() && pins.open().isEmpty()) {
            return Optional.empty();
        }
        var bad =
                Advisories.in(folder(bench, with))
                        .example()
                        .orElseThrow(() ->
                                Unmeasured.missingTool(
                                        "the advisories name no version of a package of PyPI that is worse than low",
                                        "fetch the advisories of PyPI in OSV format"));
        return Optional.of(
                Plant.file(FILE, bad.name() + "==" + bad.version() + "\n")
                        .with(Map.of("critical", 0L, "high", 0L, "medium", 0L))
                        .named(bad.name() + " " + bad.version()));
    }

    @Override
    public Verdict judge(Bench bench, Config with) {
        var pins = Pins.of(bench.candidate());
        bench.log().count("packages", pins.pins().size());
        if (pins.pins().isEmpty() && pins.open().isEmpty()) {
            bench.log().note("the project depends on nothing");
            return new Verdict.Pass();
        }
        if (!pins.open().isEmpty()) {
            throw Unmeasured.evidence(
                    "no file pins a version of "
                            + String.join(", ", pins.open().stream().sorted().toList()),
                    "commit a lock file, or requirements with ==");
        }
        var advisories = Advisories.in(folder(bench, with));
        if (advisories.files() == 0) {
            throw Unmeasured.evidence(
                    "the folder of advisories is empty", "fetch the advisories of PyPI into it");
        }
        bench.log().count("advisories", advisories.files());
        bench.log().note("the newest advisory is of " + advisories.newest());
        return verdict(bench, with, findings(pins, advisories));
    }

    private static Path folder(Bench bench, Config with) {
        var named =
                with.text("advisories")
                        .orElseThrow(() ->
                                Unmeasured.missingTool(
                                        "no folder of advisories is named",
                                        "set 'advisories' of the check to a folder in OSV format"));
        var folder = bench.base().quiet().directory().resolve(named).normalize();
        if (!Files.isDirectory(folder)) {
            throw Unmeasured.missingTool(
                    "there is no folder of advisories " + named,
                    "fetch the advisories of PyPI in OSV format into it");
        }
        return folder;
    }

    private static Map<Severity, List<Finding>> findings(Pins pins, Advisories advisories) {
        Map<Severity, List<Finding>> found = new EnumMap<>(Severity.class);
        Set<String> seen = new HashSet<>();
        for (var pin : pins.pins()) {
            if (seen.add(pin.name() + " " + pin.version())) {
                for (var known : advisories.against(pin.name(), pin.version())) {
                    found.computeIfAbsent(known.severity(), s -> new ArrayList<>())
                            .add(finding(pin, known));
                }
            }
        }
        return found;
    }

    private static Verdict verdict(Bench bench, Config with, Map<Severity, List<Finding>> found) {
        var over = new ArrayList<Finding>();
        for (var severity : Severity.values()) {
            var findings = found.getOrDefault(severity, List.of());
            var word = severity.name().toLowerCase(Locale.ROOT);
            bench.log().count(word, findings.size());
            if (severity == Severity.LOW) {
                findings.forEach(f -> bench.log().note(f.message()));
            } else if (findings.size() > with.integer(word).orElse(0L)) {
                over.addAll(findings);
            }
        }
        return over.isEmpty() ? new Verdict.Pass() : new Verdict.Fail(over);
    }

    private static Finding finding(Pin pin, Known known) {
        return Findings.advised(
                Findings.of(
                        "vulnerable-" + known.severity().name().toLowerCase(Locale.ROOT),
                        switch (known.severity()) {
                            case CRITICAL -> Level.CRITICAL;
                            case HIGH -> Level.HIGH;
                            case MEDIUM -> Level.MEDIUM;
                            case LOW -> Level.LOW;
                        },
                        new Place(pin.file(), pin.line()),
                        "%s %s: %s %s"
                                .formatted(pin.name(), pin.version(), known.id(), known.summary())),
                "take a version that it is mended in");
    }
}
