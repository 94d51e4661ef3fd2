package dev.landfast.check.integrity;

import dev.landfast.syntax.Assertion;
import dev.landfast.syntax.Assertion.Form;
import dev.landfast.syntax.Call;
import dev.landfast.syntax.PythonTest.Body;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether two bodies are one test in other words.
final class Likeness {

    /// Share of words that a renamed test has in common with what it was.
    private static final double ALIKE = 0.6;

    private static final double ALIKE_WITHOUT_ASSERTION = 0.8;
    private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|[\\w.]*\\w");
    private static final Pattern NAME = Pattern.compile("\"[^\"]*\"|\\b[A-Za-z_]\\w*");
    private static final Pattern GROUP = Pattern.compile("[\\[{][^\\[\\]{}]*[\\]}]");
    private static final Pattern VALUE =
            Pattern.compile(
                    "\\w?\"[^\"]*\"|\\b[A-Za-z_]\\w*\\b(?! \\()|\\( - \\d[\\w.]* \\)|\\b\\d[\\w.]*");
    private static final Set<String> KEYWORDS =
            Set.of(
                    "assert", "in", "is", "not", "with", "for", "if", "else", "return", "raise",
                    "None", "True", "False", "and", "or", "as", "await", "lambda", "try", "except");

    private Likeness() {}

    /// Nearly the same words, and nothing is asserted less.
    static boolean sameWords(Body before, Body now) {
        var least = before.assertions().isEmpty() ? ALIKE_WITHOUT_ASSERTION : ALIKE;
        return keeps(now.assertions(), before.assertions())
                && dice(words(before.text()), words(now.text())) >= least;
    }

    static boolean keeps(Collection<Assertion> now, Collection<Assertion> before) {
        var left = new ArrayList<>(now.stream().map(Assertion::text).toList());
        return before.stream().allMatch(a -> left.remove(a.text()));
    }

    /// Whether one test with many cases, or several tests together, assert what this one did.
    static boolean covers(List<Body> now, Body before) {
        if (before.assertions().isEmpty()) {
            return false;
        }
        var shapes = new HashSet<String>();
        now.forEach(b -> b.assertions().forEach(a -> shapes.add(shape(a))));
        return before.assertions().stream().allMatch(a -> shapes.contains(shape(a)))
                && called(now).containsAll(called(List.of(before)));
    }

    /// Whether it tests something of the same code and asserts something.
    static boolean isAbout(Body now, Body before) {
        var shared = new HashSet<>(called(List.of(before)));
        var none = shared.isEmpty();
        shared.retainAll(called(List.of(now)));
        return (none || !shared.isEmpty())
                && now.assertions().stream().anyMatch(a -> a.form() != Form.ALWAYS);
    }

    private static Set<String> called(List<Body> bodies) {
        var names = new HashSet<String>();
        for (var body : bodies) {
            body.calls().stream()
                    .map(Call::last)
                    .filter(n -> !n.isEmpty() && !n.startsWith("assert") && !n.equals("raises"))
                    .forEach(names::add);
        }
        return names;
    }

    /// What is left without names: where it is the same, what is tested was renamed with its test.
    /// Empty where nothing is asserted.
    static String skeleton(Body body) {
        if (body.assertions().isEmpty()) {
            return "";
        }
        return NAME.matcher(body.text())
                .replaceAll(m ->
                        KEYWORDS.contains(m.group()) || m.group().startsWith("\"")
                                ? Matcher.quoteReplacement(m.group())
                                : "_");
    }

    /// An assertion without its values: `( add ( _ , _ ) == _ )`.
    private static String shape(Assertion assertion) {
        var text = assertion.text();
        for (var before = ""; !before.equals(text); ) {
            before = text;
            text = GROUP.matcher(text).replaceAll("_");
        }
        return VALUE.matcher(text)
                .replaceAll(m ->
                        List.of("in", "is", "not", "nearly", "raises").contains(m.group())
                                ? m.group()
                                : "_");
    }

    private static Map<String, Integer> words(String text) {
        var counts = new HashMap<String, Integer>();
        WORD.matcher(text).results().forEach(m -> counts.merge(m.group(), 1, Integer::sum));
        return counts;
    }

    private static double dice(Map<String, Integer> one, Map<String, Integer> other) {
        var shared = 0;
        for (var each : one.entrySet()) {
            shared += Math.min(each.getValue(), other.getOrDefault(each.getKey(), 0));
        }
        var all = sum(one) + sum(other);
        return all == 0 ? 1 : 2.0 * shared / all;
    }

    private static int sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
