package dev.landfast.check;

import dev.landfast.definition.Config;
import dev.landfast.gate.Bench;
import dev.landfast.gate.Check;
import dev.landfast.gate.Findings;
import dev.landfast.gate.Plant;
import dev.landfast.gate.Verdict;
import dev.landfast.journal.Finding;
import dev.landfast.journal.Finding.Level;
import dev.landfast.journal.Finding.Place;
import dev.landfast.yaml.Frontmatter;
import dev.landfast.yaml.PlainYaml;
import dev.landfast.yaml.PlainYaml.NotYaml;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Files that tell agents how to work on parts of the code (`*.instructions.md`) begin with
/// settings between `---` that say where they apply and what they are about.
///
/// That a file has no section, or next to nothing in it, is noted and no error.
final class InstructionsCheck implements Check {

    private static final String NAME = ".instructions.md";
    private static final List<String> FOLDERS =
            List.of(".github/instructions", ".augment/instructions");
    private static final int SHORTEST = 100;

    @Override
    public String name() {
        return "instructions";
    }

    @Override
    public Set<String> settings() {
        return Set.of("errors", "folders");
    }

    @Override
    public Optional<Plant> plant(Bench bench, Config with) {
        return folders(with).stream()
                .findFirst()
                .map(folder ->
                        Plant.file(
                                        folder.replaceAll("/*$", "") + "/canary" + NAME,
                                        "no settings at all\n")
                                .with(Map.of("errors", 0L)));
    }

    private static List<String> folders(Config with) {
        return with.has("folders") ? with.texts("folders") : FOLDERS;
    }

    @Override
    public Verdict judge(Bench bench, Config with) {
        var folders = folders(with);
        Set<String> files = new TreeSet<>(bench.candidate().files().keySet());
        files.removeIf(f -> !f.endsWith(NAME) || folders.stream().noneMatch(d -> isIn(f, d)));
        bench.log().count("files", files.size());
        var findings = new ArrayList<Finding>();
        for (var file : files) {
            var text = new String(bench.candidate().content(file), StandardCharsets.UTF_8);
            findings.addAll(findings(file, text));
            warnings(text).forEach(w -> bench.log().note("warning: " + file + " " + w));
        }
        bench.log().count("errors", findings.size());
        return findings.size() <= with.integer("errors").orElse(0L)
                ? new Verdict.Pass()
                : new Verdict.Fail(findings);
    }

    private static boolean isIn(String file, String folder) {
        return file.startsWith(folder.replaceAll("/*$", "") + "/");
    }

    private static List<Finding> findings(String file, String text) {
        var parts = Frontmatter.split(text);
        if (parts.isEmpty()) {
            return List.of(
                    finding(
                            file,
                            "it does not begin with settings between two lines of ---",
                            "begin it with ---, applyTo: \"**/*.py\", description: …, ---"));
        }
        Object settings;
        try {
            settings = PlainYaml.read(parts.get().settings());
        } catch (NotYaml e) {
            return List.of(
                    finding(
                            file,
                            "its settings are no YAML: " + e.getMessage(),
                            "mend what stands between the lines of ---"));
        }
        if (!(settings instanceof Map<?, ?> map)) {
            return List.of(
                    finding(
                            file,
                            "its settings are no keys with values",
                            "say applyTo: and description:"));
        }
        return findings(file, map);
    }

    private static List<Finding> findings(String file, Map<?, ?> settings) {
        var findings = new ArrayList<Finding>();
        var applies = settings.get("applyTo");
        if (applies == null) {
            findings.add(finding(file, "it has no applyTo", "add applyTo: \"**/*.py\""));
        } else if (!isTexts(applies)) {
            findings.add(
                    finding(
                            file,
                            "its applyTo is neither a text nor a list of texts",
                            "name patterns of files, such as \"src/**/*.py\""));
        }
        if (settings.get("description") == null) {
            findings.add(finding(file, "it has no description", "add description: and a sentence"));
        } else if (!(settings.get("description") instanceof String said) || said.isBlank()) {
            findings.add(
                    finding(
                            file,
                            "its description is no text",
                            "say in a sentence what it is about"));
        }
        return findings;
    }

    private static boolean isTexts(Object value) {
        return switch (value) {
            case String text -> !text.isBlank();
            case List<?> list ->
                    !list.isEmpty()
                            && list.stream().allMatch(t -> t instanceof String s && !s.isBlank());
            default -> false;
        };
    }

    private static List<String> warnings(String text) {
        var body = Frontmatter.split(text).map(Frontmatter.Parts::body).orElse(text);
        var warnings = new ArrayList<String>();
        if (body.lines().noneMatch(l -> l.startsWith("## "))) {
            warnings.add("has no section (##)");
        }
        if (body.strip().length() < SHORTEST) {
            warnings.add("has less than " + SHORTEST + " characters");
        }
        return warnings;
    }

    private static Finding finding(String file, String message, String advice) {
        return Findings.advised(
                Findings.of("instructions", Level.MEDIUM, new Place(file, 1), message), advice);
    }
}
