package dev.landfast.check.integrity;

import dev.landfast.journal.Finding;
import dev.landfast.journal.Finding.Place;
import dev.landfast.syntax.Assertion.Form;
import dev.landfast.syntax.Call;
import dev.landfast.syntax.PythonTest.Body;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What tests do that were written or changed.
final class TestSmells {

    private static final Set<String> PATCHING =
            Set.of(
                    "patch",
                    "patch.object",
                    "mock.patch",
                    "mock.patch.object",
                    "setattr",
                    "delattr");
    private static final Set<String> MOCKS =
            Set.of("Mock", "MagicMock", "AsyncMock", "create_autospec");
    private static final Pattern CHECKING =
            Pattern.compile("_*(assert|check|verify|expect|ensure|should|validate|compare|fail).*");

    private final Change change;
    private final Lineage lineage;
    private Optional<Set<String>> own = Optional.empty();
    private final List<Finding> found = new ArrayList<>();

    private TestSmells(Change change, Lineage lineage) {
        this.change = change;
        this.lineage = lineage;
    }

    static List<Finding> of(Change change, Lineage lineage) {
        var smells = new TestSmells(change, lineage);
        smells.look();
        return smells.found;
    }

    private void look() {
        for (var kept : lineage.kept().parallelStream().filter(TestSmells::isOther).toList()) {
            found.addAll(AssertionSmells.of(kept));
            beside(kept.now(), Optional.of(kept.before().body()));
            if (kept.now().body().text().isEmpty() && !kept.before().body().text().isEmpty()) {
                add(Smell.TEST_EMPTIED, kept.now(), 0, "does nothing any more");
            }
        }
        for (var young : lineage.young()) {
            young.body().assertions().stream()
                    .filter(a -> a.form() == Form.ALWAYS)
                    .forEach(a ->
                            add(Smell.ASSERTION_TRIVIAL, young, a.line(), "asserts " + a.text()));
            beside(young, Optional.empty());
            if (assertsNothing(young.body())) {
                add(Smell.TEST_EMPTIED, young, 0, "asserts nothing");
            }
        }
    }

    private static boolean isOther(Lineage.Kept kept) {
        var before = kept.before().test();
        var now = kept.now().test();
        return before.cases() != now.cases() || !before.doesTheSameAs(now);
    }

    private static boolean assertsNothing(Body body) {
        return body.assertions().isEmpty()
                && body.calls().stream().noneMatch(c -> CHECKING.matcher(c.last()).matches());
    }

    private void beside(Known now, Optional<Body> before) {
        var swallowed = now.body().swallowed();
        if (swallowed.size() > before.map(b -> b.swallowed().size()).orElse(0)) {
            add(
                    Smell.EXCEPTION_SWALLOWED,
                    now,
                    swallowed.getLast(),
                    "catches what goes wrong and goes on");
        }
        var known =
                before.map(Body::calls).orElse(List.of()).stream().map(TestSmells::key).toList();
        now.body().calls().stream()
                .filter(c -> !known.contains(key(c)))
                .filter(c -> replacesOwn(c) || (before.isPresent() && MOCKS.contains(c.last())))
                .findFirst()
                .ifPresent(c -> add(Smell.MOCK_ADDED, now, c.line(), "replaces " + replaced(c)));
    }

    private static String key(Call call) {
        return call.name() + call.arguments();
    }

    private static String replaced(Call call) {
        return call.arguments().isEmpty()
                ? "something with " + call.name()
                : call.arguments().getFirst();
    }

    /// The first word of what is replaced is a package of the project, or imported from one.
    private boolean replacesOwn(Call call) {
        var patching =
                PATCHING.contains(call.name())
                        || call.name().matches("(mocker\\.patch|monkeypatch)(\\..*)?");
        if (!patching || call.arguments().isEmpty()) {
            return false;
        }
        var what = call.arguments().getFirst().replaceAll("^\\w?\"", "").replaceAll("[ .\"].*", "");
        return own().contains(what);
    }

    /// Most changes replace nothing, and never ask.
    private Set<String> own() {
        if (own.isEmpty()) {
            own = Optional.of(OwnCode.packages(change));
        }
        return own.get();
    }

    private void add(Smell smell, Known test, int line, String what) {
        var place = line > 0 ? new Place(test.path(), line) : test.place();
        found.add(smell.at(place, test.id() + ": " + what));
    }
}
