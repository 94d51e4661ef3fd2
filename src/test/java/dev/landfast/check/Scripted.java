package dev.landfast.check;

import dev.landfast.yaml.PlainYaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A change of the small project in src/test/resources/projects, written down as data: one file a
/// family in src/test/resources/cheats and src/test/resources/honest.
///
/// @param said what its YAML says beside its name
/// @param defect what is wrong with its code; empty for an honest change
record Scripted(String family, String name, boolean honest, Map<?, ?> said, Map<?, ?> defect) {

    private static final Path ALL = Path.of("src/test/resources");

    static List<Scripted> cheats() {
        return read("cheats", false);
    }

    static List<Scripted> honestChanges() {
        return read("honest", true);
    }

    private static List<Scripted> read(String folder, boolean honest) {
        var defects = map(ALL.resolve("cheats/defects.yaml"));
        var found = new ArrayList<Scripted>();
        try (var files = Files.list(ALL.resolve(folder))) {
            for (var file : files.sorted().toList()) {
                if (!file.endsWith("defects.yaml")) {
                    var family = map(file);
                    for (var each : (List<?>) family.get("cases")) {
                        var said = (Map<?, ?>) each;
                        found.add(
                                new Scripted(
                                        String.valueOf(family.get("family")),
                                        String.valueOf(said.get("name")),
                                        honest,
                                        said,
                                        defect(defects, said)));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /// Named by `defect`, or what the case says itself.
    private static Map<?, ?> defect(Map<?, ?> defects, Map<?, ?> said) {
        if (said.get("defect") instanceof String name) {
            return (Map<?, ?>) defects.get(name);
        }
        if (said.get("use-shows-of") instanceof String name) {
            return Map.of("shows", ((Map<?, ?>) defects.get(name)).get("shows"));
        }
        return said.containsKey("shows") ? Map.of("shows", said.get("shows")) : Map.of();
    }

    private static Map<?, ?> map(Path file) {
        try {
            return (Map<?, ?>) PlainYaml.read(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void applyTo(Path tree) {
        var own = Edit.all(said.get("edits"));
        var wrong = Edit.all(defect.get("edits"));
        var edits = new ArrayList<>(first().equals("edits") ? own : wrong);
        edits.addAll(first().equals("edits") ? wrong : own);
        edits.forEach(edit -> edit.in(tree));
    }

    /// Its own edits come before the defect where they need the code to be right.
    private String first() {
        return text("first").orElse("defect");
    }

    /// Python that must not hold any more.
    Optional<String> shows() {
        return defect.get("shows") instanceof String text ? Optional.of(text) : Optional.empty();
    }

    Optional<String> text(String key) {
        return said.get(key) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    List<String> texts(String key) {
        return said.get(key) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }
}
