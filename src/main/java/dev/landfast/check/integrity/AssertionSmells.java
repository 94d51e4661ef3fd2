package dev.landfast.check.integrity;

import dev.landfast.journal.Finding;
import dev.landfast.journal.Finding.Place;
import dev.landfast.syntax.Assertion;
import dev.landfast.syntax.Assertion.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What happened to the assertions of one test of the base.
final class AssertionSmells {

    private static final int LONGEST = 120;
    private static final Set<String> BROAD = Set.of("Exception", "BaseException");
    private static final Pattern TEXT = Pattern.compile("\\w?\"[^\"]*\"");
    private static final Pattern NAME = Pattern.compile("\\b[A-Za-z_]\\w*");
    private static final Set<String> CONSTANTS = Set.of("True", "False", "None");
    private static final Pattern NUMBER =
            Pattern.compile("(?:rel|abs|delta) = ([-\\d.e]+)|(places) = (\\d+)");

    private final Known now;
    private final List<Assertion> missing;
    private final List<Assertion> added;
    private final List<Finding> found = new ArrayList<>();

    private AssertionSmells(Lineage.Kept kept) {
        this.now = kept.now();
        this.missing = without(kept.before().body().assertions(), now.body().assertions());
        this.added = without(now.body().assertions(), kept.before().body().assertions());
    }

    static List<Finding> of(Lineage.Kept kept) {
        var smells = new AssertionSmells(kept);
        smells.compare(kept);
        return smells.found;
    }

    private static List<Assertion> without(List<Assertion> all, List<Assertion> others) {
        var texts = new ArrayList<>(others.stream().map(Assertion::text).toList());
        return new ArrayList<>(all.stream().filter(a -> !texts.remove(a.text())).toList());
    }

    private void compare(Lineage.Kept kept) {
        for (var each : List.copyOf(added)) {
            if (each.form() == Form.ALWAYS) {
                add(Smell.ASSERTION_TRIVIAL, each.line(), "asserts " + each.text());
            }
        }
        for (var old : List.copyOf(missing)) {
            partner(old)
                    .ifPresent(young -> {
                        missing.remove(old);
                        added.remove(young);
                        judge(old, young);
                    });
        }
        fewer(kept);
    }

    /// What looks at the same thing, the most alike first.
    private Optional<Assertion> partner(Assertion old) {
        var real = added.stream().filter(a -> a.form() != Form.ALWAYS).toList();
        return real.stream()
                .filter(a -> a.form() == old.form() && a.left().equals(old.left()))
                .findFirst()
                .or(() -> real.stream().filter(a -> a.left().equals(old.left())).findFirst())
                .or(() -> real.stream().filter(a -> a.concerns(old)).findFirst())
                .or(() -> raising(old));
    }

    private Optional<Assertion> raising(Assertion old) {
        return added.stream()
                .filter(a -> old.form() == Form.RAISES && a.form() == Form.RAISES)
                .findFirst();
    }

    private void judge(Assertion old, Assertion young) {
        if (old.form() == Form.RAISES && young.form() == Form.RAISES) {
            var broader = BROAD.contains(young.left()) && !BROAD.contains(old.left());
            if (broader || (young.right().isEmpty() && !old.right().isEmpty())) {
                weaker(old, young);
            }
        } else if (old.compares() && young.compares() && young.form() != old.form()) {
            if (young.form().compareTo(old.form()) > 0) {
                weaker(old, young);
            }
        } else if (old.form() == Form.NEARLY && isWider(old.right(), young.right())) {
            weaker(old, young);
        } else if (old.form() == young.form()
                && old.left().equals(young.left())
                && isLiteral(old.right())
                && isLiteral(young.right())) {
            add(
                    Smell.EXPECTED_VALUE_COPIED,
                    young.line(),
                    "expected " + cut(old.right()) + " at the base, and now " + cut(young.right()));
        }
    }

    private void weaker(Assertion old, Assertion young) {
        add(
                Smell.ASSERTION_WEAKENED,
                young.line(),
                "asserted " + cut(old.text()) + ", and now " + cut(young.text()));
    }

    private void fewer(Lineage.Kept kept) {
        var count = count(kept.now());
        var had = count(kept.before());
        if (count < had && !missing.isEmpty()) {
            add(
                    Smell.ASSERTION_WEAKENED,
                    now.place().line(),
                    "%d assertions of %d are left; gone is %s"
                            .formatted(count, had, cut(missing.getFirst().text())));
        }
        var cases = now.test().cases();
        if (cases > 0 && cases < kept.before().test().cases()) {
            add(Smell.ASSERTION_WEAKENED, now.place().line(), "has fewer cases, " + cases);
        }
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    private static long count(Known test) {
        return test.body().assertions().stream().filter(a -> a.form() != Form.ALWAYS).count();
    }

    private static boolean isWider(String old, String young) {
        var before = tolerance(old);
        var after = tolerance(young);
        return !before.equals(after) && after.orElse(0.0) > before.orElse(0.0);
    }

    private static Optional<Double> tolerance(String arguments) {
        var found = NUMBER.matcher(arguments);
        if (!found.find()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    found.group(2) == null
                            ? Double.parseDouble(found.group(1))
                            : Math.pow(10, -Integer.parseInt(found.group(3))));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static boolean isLiteral(String text) {
        return !text.isEmpty()
                && NAME.matcher(TEXT.matcher(text).replaceAll("0"))
                        .results()
                        .allMatch(m -> CONSTANTS.contains(m.group()));
    }

    private void add(Smell smell, int line, String what) {
        found.add(smell.at(new Place(now.path(), line), now.id() + ": " + what));
    }
}
