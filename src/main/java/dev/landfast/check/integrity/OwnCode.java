package dev.landfast.check.integrity;

import dev.landfast.syntax.PythonFile;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What belongs to the project itself.
final class OwnCode {

    private OwnCode() {}

    /// Its packages and modules at the top of the tree or of `src`, and what the touched tests
    /// import from those.
    static Set<String> packages(Change change) {
        var found = new TreeSet<String>();
        for (var path : change.now().files().keySet()) {
            if (path.endsWith(".py") && !change.testFiles().isOfTests(path)) {
                var below = path.startsWith("src/") ? path.substring("src/".length()) : path;
                found.add(below.replaceAll("/.*|\\.py$", ""));
            }
        }
        found.remove("setup");
        var names = new TreeSet<String>();
        change.python().parallelStream()
                .filter(change.testFiles()::isOfTests)
                .flatMap(path -> change.now().python(path).stream())
                .map(PythonFile::imports)
                .toList()
                .stream()
                .flatMap(List::stream)
                .filter(name -> found.contains(name.replaceAll("\\..*", "")))
                .forEach(name -> names.add(name.substring(name.lastIndexOf('.') + 1)));
        found.addAll(names);
        return found;
    }
}
