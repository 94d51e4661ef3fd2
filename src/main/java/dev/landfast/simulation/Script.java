package dev.landfast.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Outcomes for steps, in the words of `--outcome unit=fail,pass`.
///
/// A step's words are used up one an attempt; afterwards it passes. Words: `pass`, `fail`,
/// `escalate`, `conditional`, `blocked` (or a class of environment failure such as `network`),
/// `parked` (a rate limit whose end the provider has named), `waiting`, `lost`, `broken`, `moved`
/// (passes, the base has moved). For a person's step: `accept`, `reject`, `outdated`, `expired`
/// (accepted, and no longer good for what begins next). For a `decide` step the words are a
/// manager's: `pass`, `fail` and `escalate` stand for ACCEPT, ITERATE and ESCALATE, and only
/// stricter ones count. `cancel` and `pause` let a person do that while the step runs.
public final class Script {

    private static final List<String> WORDS =
            List.of(
                    "pass",
                    "fail",
                    "escalate",
                    "conditional",
                    "blocked",
                    "network",
                    "rate-limit",
                    "parked",
                    "transient",
                    "flaky-test",
                    "missing-tool",
                    "disk-full",
                    "service",
                    "waiting",
                    "lost",
                    "broken",
                    "moved",
                    "accept",
                    "reject",
                    "outdated",
                    "expired",
                    "cancel",
                    "pause");

    private final Map<String, Deque<String>> words = new HashMap<>();

    private Script() {}

    public static Script empty() {
        return new Script();
    }

    /// The words a script may use.
    public static List<String> words() {
        return WORDS;
    }

    /// Adds `step=word,word…`.
    ///
    /// @return what is wrong with it, empty when it was added
    public Optional<String> add(String text) {
        var equals = text.indexOf('=');
        if (equals < 1) {
            return Optional.of("'" + text + "' is not of the form step=outcome,outcome");
        }
        var list = new ArrayList<String>();
        for (var word : text.substring(equals + 1).split(",", -1)) {
            if (!WORDS.contains(word.strip())) {
                return Optional.of(
                        "'" + word.strip() + "' is no outcome; use " + String.join(", ", WORDS));
            }
            list.add(word.strip());
        }
        words.computeIfAbsent(text.substring(0, equals).strip(), _ -> new ArrayDeque<>())
                .addAll(list);
        return Optional.empty();
    }

    Optional<String> next(String step) {
        var left = words.get(step);
        return left == null ? Optional.empty() : Optional.ofNullable(left.poll());
    }
}
