package dev.landfast.check.integrity;

import dev.landfast.journal.Finding;
import dev.landfast.journal.Finding.Place;
import dev.landfast.syntax.PythonFile;
import dev.landfast.syntax.Suppression;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/// Comments by which the change tells a tool to look away where it did not before.
///
/// One that stood on the same code anywhere in the touched files has only moved. One that stood in
/// the same function, and is gone from there, has moved with the code that was rewritten.
final class AddedSuppressions {

    static final String RULE = "suppression-added";

    /// Files without any of these words need not be parsed.
    private static final Pattern MAY =
            Pattern.compile(
                    "noqa|ignore|pragma|nosec|pylint|pyright|mypy|fmt|isort|yapf",
                    Pattern.CASE_INSENSITIVE);

    private final Change change;

    AddedSuppressions(Change change) {
        this.change = change;
    }

    private record Found(String path, Suppression what) {}

    List<Finding> all() {
        var now = of(change.now());
        if (now.isEmpty()) {
            return List.of();
        }
        var before = of(change.base());
        take(now, before, (n, b) -> n.path().equals(b.path()) && sameCode(n, b));
        take(now, before, AddedSuppressions::sameCode);
        take(now, before, AddedSuppressions::samePlace);
        return now.stream().map(AddedSuppressions::finding).toList();
    }

    private List<Found> of(Side side) {
        var found = new ArrayList<Found>();
        for (var path : change.python()) {
            if (MAY.matcher(side.text(path)).find()) {
                side.python(path).map(PythonFile::suppressions).orElse(List.of()).stream()
                        .map(s -> new Found(path, s))
                        .forEach(found::add);
            }
        }
        return found;
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
