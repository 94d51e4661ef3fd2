package dev.landfast.check.integrity;

import dev.landfast.syntax.Assertion;
import dev.landfast.syntax.Call;
import dev.landfast.syntax.Skip;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Stream;

/// What became of each test of the base: kept, moved, renamed, taken up by others, or gone.
///
/// A test of the candidate accounts for one of the base; with cases, for as many as it gained.
final class Lineage {

    /// @param now what it is today, wherever that is
    record Kept(Known before, Known now) {}

    private final Map<String, Known> before;
    private final Map<String, Known> now;
    private final List<Kept> kept = new ArrayList<>();
    private final Map<String, Known> gone = new LinkedHashMap<>();
    private final Map<String, Known> young = new LinkedHashMap<>();
    private final Set<String> paths = new HashSet<>();

    private Lineage(Map<String, Known> before, Map<String, Known> now) {
        this.before = before;
        this.now = now;
        before.values().forEach(b -> paths.add(b.path()));
    }

    static Lineage of(Change change) {
        var lineage = new Lineage(change.tests(change.base()), change.tests(change.now()));
        lineage.trace();
        return lineage;
    }

    List<Kept> kept() {
        return kept;
    }

    /// Tests of the base that nothing of the candidate accounts for.
    List<Known> gone() {
        return List.copyOf(gone.values());
    }

    /// Tests of the candidate that none of the base became.
    List<Known> young() {
        return List.copyOf(young.values());
    }

    private void trace() {
        now.forEach((id, test) -> {
            if (!before.containsKey(id)) {
                young.put(id, test);
            }
        });
        before.forEach((id, test) -> {
            var same = now.get(id);
            if (same == null) {
                gone.put(id, test);
            } else {
                kept.add(new Kept(test, same));
            }
        });
        match(Keys.same(Lineage::hash), Lineage::sameName);
        match(Keys.same(b -> b.path() + b.test().simpleName()), Lineage::assertsToo);
        match(Keys.same(b -> b.test().name()), Lineage::assertsToo);
        match(Keys.same(Lineage::hash), (b, n) -> true);
        match(Keys.same(b -> b.test().simpleName()), Lineage::assertsToo);
        match(
                new Keys(Lineage::first, n -> n.body().assertions().stream().map(Assertion::text)),
                (b, n) -> Likeness.sameWords(b.body(), n.body()));
        match(
                new Keys(Lineage::wordless, n -> Stream.of(wordless(n))),
                (b, n) -> Likeness.sameWords(b.body(), n.body()));
        match(Keys.same(b -> Likeness.skeleton(b.body())), (b, n) -> true);
        gone.values().removeAll(inCases());
        gone.values().removeIf(b -> isShared(b, now.values()));
    }

    /// By what tests are looked up, as comparing each with each takes too long: an empty key finds
    /// nothing.
    private record Keys(Function<Known, String> old, Function<Known, Stream<String>> young) {

        static Keys same(Function<Known, String> key) {
            return new Keys(key, n -> Stream.of(key.apply(n)));
        }
    }

    private void match(Keys keys, BiPredicate<Known, Known> isSame) {
        var index = new HashMap<String, List<Known>>();
        if (!gone.isEmpty()) {
            for (var each : young.values()) {
                keys.young()
                        .apply(each)
                        .forEach(k -> index.computeIfAbsent(k, x -> new ArrayList<>()).add(each));
            }
        }
        for (var old : List.copyOf(gone.values())) {
            var key = keys.old().apply(old);
            var found =
                    (key.isEmpty() ? List.<Known>of() : index.getOrDefault(key, List.of()))
                            .stream()
                                    .filter(n -> young.containsKey(n.id()))
                                    .filter(n -> isSame.test(old, n))
                                    .findFirst();
            found.ifPresent(n -> {
                kept.add(new Kept(old, n));
                gone.remove(old.id());
                young.remove(n.id());
            });
        }
    }

    private static boolean sameFile(Known before, Known now) {
        return before.path().equals(now.path());
    }

    private static boolean sameName(Known before, Known now) {
        return before.test().simpleName().equals(now.test().simpleName());
    }

    private static String hash(Known test) {
        return test.body().text().isEmpty() ? "" : test.body().hash();
    }

    private static String first(Known test) {
        var assertions = test.body().assertions();
        return assertions.isEmpty() ? "" : assertions.getFirst().text();
    }

    /// Tests that assert nothing themselves are looked for in their own file.
    private static String wordless(Known test) {
        return test.body().assertions().isEmpty() && !test.body().text().isEmpty()
                ? test.path()
                : "";
    }

    private static boolean assertsToo(Known before, Known now) {
        return before.body().assertions().isEmpty() || !now.body().assertions().isEmpty();
    }

    /// Tests that have become cases of one in their file, or in the file their tests went to.
    private List<Known> inCases() {
        var room = new HashMap<String, Long>();
        now.forEach((id, test) -> room.put(id, gained(id, test)));
        var found = new ArrayList<Known>();
        for (var old : gone.values()) {
            var home =
                    now.values().stream()
                            .filter(n -> room.getOrDefault(n.id(), 0L) > 0)
                            .filter(n -> sameFile(old, n) || isNewFile(n.path()))
                            .filter(n -> isCase(old, n) && runs(n, old))
                            .findFirst();
            home.ifPresent(n -> {
                room.merge(n.id(), -1L, Long::sum);
                young.remove(n.id());
                found.add(old);
            });
        }
        return found;
    }

    /// Nothing keeps it from running that did not keep the old one.
    private static boolean runs(Known now, Known old) {
        var known = old.test().skips().stream().map(Skip::what).toList();
        return now.test().skips().stream().allMatch(s -> known.contains(s.what()));
    }

    private boolean isNewFile(String path) {
        return !paths.contains(path);
    }

    private long gained(String id, Known test) {
        var had = Optional.ofNullable(before.get(id)).map(b -> b.test().cases()).orElse(0);
        return before.containsKey(id) && test.test().cases() > 0
                ? (long) test.test().cases() - Math.max(1, had)
                : test.test().cases();
    }

    private static boolean isCase(Known old, Known now) {
        var begins = old.test().simpleName().startsWith(now.test().simpleName());
        return (begins && Likeness.isAbout(now.body(), old.body()))
                || Likeness.covers(List.of(now.body()), old.body());
    }

    /// Its assertions, word for word, have gone to others of its file or of a new one, in which
    /// they were not before.
    private boolean isShared(Known old, Collection<Known> all) {
        var wanted = new ArrayList<>(old.body().assertions());
        if (wanted.isEmpty()) {
            return false;
        }
        var called = new ArrayList<>(old.body().calls().stream().map(Call::last).toList());
        for (var each : all) {
            if ((sameFile(old, each) || isNewFile(each.path())) && runs(each, old)) {
                var had = new ArrayList<String>();
                Optional.ofNullable(before.get(each.id()))
                        .ifPresent(b -> b.body().assertions().forEach(a -> had.add(a.text())));
                each.body().assertions().stream()
                        .filter(a -> !had.remove(a.text()))
                        .forEach(a -> wanted.removeIf(w -> w.text().equals(a.text())));
                each.body().calls().forEach(c -> called.removeIf(n -> n.equals(c.last())));
            }
        }
        return wanted.isEmpty() && called.isEmpty();
    }
}
