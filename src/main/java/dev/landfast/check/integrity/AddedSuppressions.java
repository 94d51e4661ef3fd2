package dev.landfast.check.integrity;

import dev.landfast.check.tests.CoverageSettings;
import dev.landfast.journal.Finding;
import dev.landfast.journal.Finding.Place;
import dev.landfast.syntax.PythonFile;
import dev.landfast.syntax.Suppression;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Comments and their like by which the change tells a tool to look away where it did not before:
/// also the words that the base's configuration has coverage look for, and a stub that a type
/// checker reads in place of a module.
///
/// One that stood on the same code anywhere in the touched files has only moved. One that stood in
/// the same function, and is gone from there, has moved with the code that was rewritten.
final class AddedSuppressions {

    static final String RULE = "suppression-added";

    /// Files without any of these words need not be parsed.
    private static final Pattern MAY =
            Pattern.compile(
                    "noqa|ignore|pragma|nosec|pylint|pyright|mypy|fmt|isort|yapf|no_type_check",
                    Pattern.CASE_INSENSITIVE);

    private static final String EXCLUDED = "excluded by words that coverage looks for";

    private final Change change;
    private final List<Pattern> words;

    AddedSuppressions(Change change) {
        this.change = change;
        this.words = CoverageSettings.of(change.base()::text).excluded();
    }

    private record Found(String path, Suppression what) {}

    List<Finding> all() {
        var now = of(change.now());
        if (!now.isEmpty()) {
            var before = of(change.base());
            take(now, before, (n, b) -> n.path().equals(b.path()) && sameCode(n, b));
            take(now, before, AddedSuppressions::sameCode);
            take(now, before, AddedSuppressions::samePlace);
        }
        var found = new ArrayList<>(now.stream().map(AddedSuppressions::finding).toList());
        found.addAll(stubs());
        return found;
    }

    private List<Found> of(Side side) {
        return change.python().parallelStream()
                .filter(path -> mayHoldAny(side.text(path)))
                .flatMap(path -> side.python(path).map(file -> of(path, file)).stream())
                .flatMap(List::stream)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private boolean mayHoldAny(String text) {
        return MAY.matcher(text).find() || words.stream().anyMatch(w -> w.matcher(text).find());
    }

    private List<Found> of(String path, PythonFile file) {
        var all = new ArrayList<>(file.suppressions());
        if (!change.testFiles().isOfTests(path)) {
            for (var remark : file.remarks()) {
                var known = all.stream().anyMatch(s -> s.line() == remark.line());
                all.addAll(known ? List.of() : remark.suppresses(EXCLUDED, words));
            }
        }
        return all.stream().map(s -> new Found(path, s)).toList();
    }

    /// Where a module of the project has a stub beside it, no type checker reads the module.
    private List<Finding> stubs() {
        return change.python().stream()
                .map(path -> path.endsWith(".pyi") ? path : path + "i")
                .distinct()
                .filter(stub -> isHidden(change.now(), stub) && !isHidden(change.base(), stub))
                .map(stub ->
                        Facts.fact(
                                RULE,
                                new Place(stub, 0),
                                "a tool is told to look away: type checkers read this stub and not "
                                        + module(stub),
                                "annotate the module itself; if the stub has to be, a person waives it"))
                .toList();
    }

    private static boolean isHidden(Side side, String stub) {
        return side.has(stub) && side.has(module(stub));
    }

    private static String module(String stub) {
        return stub.substring(0, stub.length() - 1);
    }

    private static void take(
            List<Found> now, List<Found> before, BiPredicate<Found, Found> accounts) {
        now.removeIf(n -> {
            var old = before.stream().filter(b -> accounts.test(n, b)).findFirst();
            old.ifPresent(before::remove);
            return old.isPresent();
        });
    }

    private static boolean sameCode(Found now, Found before) {
        return before.what().covers(now.what()) && before.what().code().equals(now.what().code());
    }

    private static boolean samePlace(Found now, Found before) {
        return before.what().covers(now.what())
                && before.path().equals(now.path())
                && before.what().scope().equals(now.what().scope());
    }

    private static Finding finding(Found found) {
        return Facts.fact(
                RULE,
                new Place(found.path(), found.what().line()),
                "a tool is told to look away: " + found.what(),
                "mend what the tool says; if it is wrong here, a person waives this line");
    }
}
