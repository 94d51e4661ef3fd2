package dev.landfast.check.app;

import dev.landfast.definition.Config;
import dev.landfast.gate.Checkout;
import dev.landfast.gate.PythonProject;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Which modules of a tree the application cannot do without.
final class Application {

    private static final String PACKAGE = "/__init__.py";
    private static final String MODULE = ".py";

    private Application() {}

    /// Those that the command names, as `app.main:app` or `serve.py`, and where the imports of each
    /// of the project's packages begin.
    static Set<String> modules(Checkout tree, Config settings, List<String> start) {
        Set<String> found = new TreeSet<>();
        var project = new PythonProject(tree);
        for (var source : project.sources(settings)) {
            var path = source.replaceFirst("^(\\./)+", "").replaceFirst("/*$", "");
            Stream.of(path, path + PACKAGE)
                    .filter(file -> file.endsWith(MODULE) && tree.files().contains(file))
                    .forEach(found::add);
        }
        start.stream()
                .flatMap(words -> Stream.of(words.split("[^\\w./-]+", -1)))
                .filter(word -> word.matches("\\.{0,2}[\\w/][\\w./-]*"))
                .forEach(word -> found.addAll(named(tree, word)));
        return found;
    }

    /// The files that a word of a command may mean, wherever it is run.
    private static List<String> named(Checkout tree, String word) {
        var path =
                (word.endsWith(MODULE)
                                ? word.substring(0, word.length() - 3)
                                : word.replace('.', '/'))
                        .replaceFirst("^[./]+", "");
        return tree.files().stream()
                .filter(file ->
                        List.of(path + MODULE, path + PACKAGE, path + "/__main__.py").stream()
                                .anyMatch(
                                        meant -> file.equals(meant) || file.endsWith("/" + meant)))
                .toList();
    }
}
