package dev.landfast.check.integrity;

import dev.landfast.gate.Findings;
import dev.landfast.journal.Finding;
import dev.landfast.journal.Finding.Level;
import dev.landfast.journal.Finding.Place;
import dev.landfast.syntax.Assignment;
import dev.landfast.syntax.Function;
import dev.landfast.syntax.PythonFile;
import dev.landfast.syntax.Skip;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What the trees show without interpretation, and a person must have wanted: a test that is gone
/// or no longer runs, a suppression that is new, code of the product that is called a test.
final class Facts {

    static final String DELETED = "base-test-missing";
    static final String SKIPPED = "base-test-newly-skipped";
    static final String FROZEN = "test-file-changed";

    private final Change change;
    private final Lineage lineage;

    Facts(Change change, Lineage lineage) {
        this.change = change;
        this.lineage = lineage;
    }

    List<Finding> all() {
        var found = new ArrayList<Finding>();
        lineage.gone().forEach(test -> found.add(gone(test)));
        lineage.kept().forEach(kept -> silenced(kept).ifPresent(found::add));
        found.addAll(ignored());
        found.addAll(new AddedSuppressions(change).all());
        found.addAll(new CodeAmongTests(change).all());
        return found;
    }

    /// Every file of the tests that is not as the base has it.
    List<Finding> thawed() {
        return change.changedTestFiles().stream()
                .map(path ->
                        fact(
                                FROZEN,
                                new Place(path, 0),
                                "differs from the base, and tests are frozen here",
                                "take the change of " + path + " back, or let a person accept it"))
                .toList();
    }

    private Finding gone(Known test) {
        var elsewhere = uncollected(test);
        if (elsewhere.isPresent()) {
            return fact(
                    SKIPPED,
                    new Place(elsewhere.get(), 0),
                    test.id() + ": is in " + elsewhere.get() + ", where pytest collects nothing",
                    "give the file a name that is collected");
        }
        return fact(
                DELETED,
                new Place(test.path(), change.now().has(test.path()) ? 0 : test.place().line()),
                test.id() + ": is gone, and no other test does what it did",
                "bring the test back; if it went on purpose, a person waives it by name");
    }

    /// Where a file that is no test file has a function of that name.
    private Optional<String> uncollected(Known test) {
        return change.python().stream()
                .filter(path -> !change.testFiles().collected(path))
                .filter(path -> functions(path).anyMatch(f -> isTheSame(f, test)))
                .findFirst();
    }

    private Stream<Function> functions(String path) {
        return change.now().python(path).map(PythonFile::functions).stream().flatMap(List::stream);
    }

    private static boolean isTheSame(Function function, Known test) {
        return function.name().equals(test.test().name())
                && function.hash().equals(test.body().hash());
    }

    private static Optional<Finding> silenced(Lineage.Kept kept) {
        var before = kept.before().test();
        if (before.isSkippedAlways()) {
            return Optional.empty();
        }
        var known = before.skips().stream().map(Skip::what).toList();
        return kept.now().test().skips().stream()
                .filter(skip -> !known.contains(skip.what()))
                .findFirst()
                .map(skip ->
                        fact(
                                SKIPPED,
                                new Place(kept.now().path(), skip.line()),
                                kept.now().id() + ": counted at the base, and now: " + skip.what(),
                                "let the test run and mend what makes it fail"));
    }

    /// What a conftest.py keeps from being collected that the base collected.
    private List<Finding> ignored() {
        var found = new ArrayList<Finding>();
        for (var path : change.python()) {
            if (TestFiles.isConftest(path)) {
                var before =
                        change.base().python(path).map(PythonFile::assignments).orElse(List.of());
                var known = before.stream().map(Assignment::value).toList();
                change.now().python(path).map(PythonFile::assignments).orElse(List.of()).stream()
                        .filter(a -> a.target().startsWith("collect_ignore"))
                        .filter(a -> !known.contains(a.value()))
                        .filter(a -> hides(path, a, before))
                        .forEach(a -> found.add(ignored(path, a)));
            }
        }
        return found;
    }

    private static Finding ignored(String path, Assignment a) {
        return fact(
                SKIPPED,
                new Place(path, a.line()),
                "test files of the base are no longer collected: " + a.target() + " = " + a.value(),
                "let the tests be collected");
    }

    /// Names a test file of the base or a folder of some, or is computed.
    private boolean hides(String conftest, Assignment ignore, List<Assignment> before) {
        var folder = conftest.substring(0, conftest.length() - "conftest.py".length());
        var names = new ArrayList<>(ignore.literals());
        before.stream()
                .filter(a -> a.target().equals(ignore.target()))
                .forEach(a -> names.removeAll(a.literals()));
        if (names.isEmpty()) {
            return ignore.literals().isEmpty() && !ignore.value().equals("[ ]");
        }
        return change.base().files().keySet().stream()
                .filter(change.testFiles()::collected)
                .filter(path -> path.startsWith(folder))
                .map(path -> path.substring(folder.length()))
                .anyMatch(path -> names.stream().anyMatch(n -> matches(path, n)));
    }

    private static boolean matches(String path, String ignored) {
        return path.equals(ignored)
                || path.startsWith(ignored.replaceAll("/*$", "/"))
                || TestFiles.pattern(ignored).matcher(path).matches();
    }

    static Finding fact(String rule, Place place, String message, String advice) {
        return Findings.advised(Findings.of(rule, Level.CRITICAL, place, message), advice);
    }
}
