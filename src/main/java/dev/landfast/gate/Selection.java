package dev.landfast.gate;

import dev.landfast.definition.Config;
import java.util.List;
import java.util.Optional;

/// Which tests of a tree are meant.
///
/// @param paths files and folders; empty for what the project's own configuration says
/// @param ignored files and folders left out
/// @param marker a pytest marker expression
record Selection(List<String> paths, List<String> ignored, Optional<String> marker) {

    Selection {
        paths = List.copyOf(paths);
        ignored = List.copyOf(ignored);
    }

    /// From the settings of a `tests` check: `paths`, `exclude`, `marker`, or a `level` whose
    /// folder the project names under `tests:` (by default `tests/<level>`).
    static Selection of(Config with, Config project) {
        var paths = with.texts("paths");
        var level = with.text("level").filter(l -> !l.equals("unit"));
        if (paths.isEmpty() && level.isPresent()) {
            paths = project.map("tests").texts(level.get());
            if (paths.isEmpty()) {
                paths = List.of("tests/" + level.get());
            }
        }
        return new Selection(paths, with.texts("exclude"), with.text("marker"));
    }

    /// Whether a tree has anything at these paths.
    boolean existsIn(Tree tree) {
        return paths.isEmpty()
                || paths.stream()
                        .allMatch(p ->
                                tree.files().keySet().stream()
                                        .anyMatch(f -> f.equals(p) || f.startsWith(folder(p))));
    }

    private static String folder(String path) {
        return path.endsWith("/") ? path : path + "/";
    }
}
