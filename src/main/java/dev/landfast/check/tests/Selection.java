package dev.landfast.check.tests;

import dev.landfast.definition.Config;
import dev.landfast.gate.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which tests of a tree are meant.
///
/// @param paths files and folders; empty for what the project's own configuration says
/// @param ignored files and folders left out
/// @param marker a pytest marker expression
record Selection(List<String> paths, List<String> ignored, Optional<String> marker) {

    private static final Set<String> LEVELS = Set.of("unit", "integration", "e2e");

    Selection {
        paths = List.copyOf(paths);
        ignored = List.copyOf(ignored);
    }

    /// From the settings of a `tests` check: `select`, `exclude`, `marker`, `path`, or a `level`
    /// whose folders the project names under `tests:` (by default `tests/<level>`, for `unit` what
    /// pytest itself would run).
    static Selection of(Config with, Config project) {
        var paths = with.texts(with.has("select") ? "select" : "path");
        var level = with.text("level").orElse("");
        if (paths.isEmpty() && LEVELS.contains(level)) {
            paths = project.map("tests").texts(level);
            if (paths.isEmpty() && !level.equals("unit")) {
                paths = List.of("tests/" + level);
            }
        }
        return new Selection(paths, with.texts("exclude"), with.text("marker"));
    }

    /// The paths that a tree does not have.
    List<String> missingIn(Tree tree) {
        return paths.stream()
                .filter(p -> tree.files().keySet().stream().noneMatch(f -> isIn(p, f)))
                .toList();
    }

    /// Whether a tree has none of it.
    boolean absentIn(Tree tree) {
        return !paths.isEmpty() && missingIn(tree).size() == paths.size();
    }

    /// What of it a tree has.
    Selection within(Tree tree) {
        var missing = missingIn(tree);
        return new Selection(
                paths.stream().filter(p -> !missing.contains(p)).toList(), ignored, marker);
    }

    /// Whether a file is among what is meant.
    boolean covers(String file) {
        return (paths.isEmpty() || paths.stream().anyMatch(path -> isIn(path, file)))
                && ignored.stream().noneMatch(path -> isIn(path, file));
    }

    private static boolean isIn(String path, String file) {
        return file.equals(path) || file.startsWith(folder(path));
    }

    /// As pytest is told.
    List<String> words() {
        var words = new ArrayList<String>();
        marker.ifPresent(m -> words.addAll(List.of("-m", m)));
        ignored.forEach(i -> words.add("--ignore=" + i));
        if (!paths.isEmpty()) {
            words.add("--");
            words.addAll(paths);
        }
        return words;
    }

    private static String folder(String path) {
        return path.endsWith("/") ? path : path + "/";
    }
}
