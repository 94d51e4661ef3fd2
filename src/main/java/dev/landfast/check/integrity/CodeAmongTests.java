package dev.landfast.check.integrity;

import dev.landfast.journal.Finding;
import dev.landfast.journal.Finding.Place;
import dev.landfast.syntax.Function;
import dev.landfast.syntax.PythonFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Code that others use and that only its name makes a test: no wrong versions of it are tried, and
/// nobody asks whether its lines run.
///
/// It is a new file that is called like a test, outside of the folders of tests, and holds
/// functions that somebody imports; or one of the tests that code of the product imports.
final class CodeAmongTests {

    static final String RULE = "code-among-tests";

    private final Change change;
    private final Map<String, String> testModules = new TreeMap<>();
    private final Set<String> testNames = new HashSet<>();

    CodeAmongTests(Change change) {
        this.change = change;
        for (var file : change.now().files().keySet()) {
            if (file.endsWith(".py") && change.testFiles().isOfTests(file)) {
                testModules.put(file, module(file));
                testNames.add(last(module(file)));
            }
        }
    }

    List<Finding> all() {
        var found = new ArrayList<Finding>();
        for (var path : change.python()) {
            if (isNewAndCalledATest(path) && holdsCode(path) && isImported(path)) {
                found.add(finding(path, "is called like a test, and others import code from it"));
            } else if (change.now().has(path) && !change.testFiles().isOfTests(path)) {
                importedByProduct(path)
                        .forEach(t ->
                                found.add(
                                        finding(path, "imports " + t + ", which is of the tests")));
            }
        }
        return found;
    }

    private static Finding finding(String path, String what) {
        return Facts.fact(
                RULE,
                new Place(path, 0),
                path + " " + what,
                "give code of the product a name and a place outside of the tests");
    }

    private boolean isNewAndCalledATest(String path) {
        return change.now().has(path)
                && !change.base().has(path)
                && change.testFiles().collected(path)
                && !TestFiles.inFolder(path);
    }

    private boolean holdsCode(String path) {
        return change.now().python(path).map(PythonFile::functions).orElse(List.of()).stream()
                .anyMatch(CodeAmongTests::isCode);
    }

    /// No test, no hook, no fixture, and nothing that stands in one of those.
    private static boolean isCode(Function function) {
        return !function.name().matches("(.*::)?(test|pytest_|Test|set[Uu]p|tear[Dd]own).*")
                && function.decorators().stream().noneMatch(d -> d.contains("fixture"));
    }

    private boolean isImported(String path) {
        var module = module(path);
        return change.python().stream()
                .filter(other -> !other.equals(path))
                .flatMap(other -> newImports(other, Set.of(last(module))).stream())
                .anyMatch(i -> (i + ".").startsWith(module + "."));
    }

    private Set<String> importedByProduct(String path) {
        var found = new TreeSet<String>();
        for (var imported : newImports(path, testNames)) {
            testModules.forEach((file, module) -> {
                if ((imported + ".").startsWith(module + ".")) {
                    found.add(file);
                }
            });
        }
        return found;
    }

    /// What it imports and did not at the base; nothing where it imports none of these for sure.
    private Set<String> newImports(String path, Set<String> names) {
        var found = new TreeSet<String>();
        if (!Glance.mayImport(change.now().text(path), names)) {
            return found;
        }
        imports(change.now(), path).forEach(i -> found.add(absolute(path, i)));
        imports(change.base(), path).forEach(i -> found.remove(absolute(path, i)));
        return found;
    }

    private static List<String> imports(Side side, String path) {
        return side.python(path).map(PythonFile::imports).orElse(List.of());
    }

    /// `..rates.interest`, seen from `ledger/sub/a.py`, is `ledger.rates.interest`.
    private static String absolute(String path, String imported) {
        var name = imported.replaceFirst("^\\.+", "");
        var dots = imported.length() - name.length();
        var folder = path;
        for (var up = 0; up < dots; up++) {
            folder = folder.contains("/") ? folder.substring(0, folder.lastIndexOf('/')) : "";
        }
        return dots == 0 ? imported : folder.isEmpty() ? name : module(folder) + "." + name;
    }

    private static String last(String module) {
        return module.substring(module.lastIndexOf('.') + 1);
    }

    private static String module(String path) {
        return path.replaceFirst("^src/", "")
                .replaceFirst("(/__init__)?\\.pyi?$", "")
                .replace('/', '.');
    }
}
