package dev.landfast.gate;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// A verdict is several answers, and *unmeasured* is one of their values: lint alone is never
/// green, and a green suite says nothing about the task.
///
/// @param words question → `PASS`, `FAIL`, `INCONCLUSIVE`, `unmeasured`
public record Answers(Map<Question, String> words) {

    public static final String UNMEASURED = "unmeasured";

    /// What checks that are not named here answer: whatever reads the code without running it.
    private static final Map<String, Question> ASKED =
            Map.ofEntries(
                    Map.entry("configuration", Question.INTEGRITY),
                    Map.entry("integrity", Question.INTEGRITY),
                    Map.entry("tests", Question.DYNAMIC),
                    Map.entry("coverage", Question.DYNAMIC),
                    Map.entry("mutants", Question.DYNAMIC),
                    Map.entry("scenarios", Question.DYNAMIC),
                    Map.entry("health", Question.DYNAMIC),
                    Map.entry("migrations", Question.DYNAMIC),
                    Map.entry("command", Question.DYNAMIC),
                    Map.entry("base-tests", Question.REGRESSION),
                    Map.entry("red", Question.TASK),
                    Map.entry("outcomes", Question.TASK),
                    Map.entry("review", Question.APPROVAL),
                    Map.entry("judged", Question.APPROVAL));

    public Answers {
        words = new EnumMap<>(words);
    }

    /// What is asked.
    public enum Question {
        /// Is the evidence itself sound?
        INTEGRITY,
        /// Is the code in order, as far as reading it tells?
        STATIC,
        /// Was the change run, and did it hold?
        DYNAMIC,
        /// Does what worked still work?
        REGRESSION,
        /// Does it do what was asked for, by a test that failed before?
        TASK,
        /// Does somebody answer for it?
        APPROVAL;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Whether somebody said it and nothing measured it.
    static boolean isOpinion(String check) {
        return question(check) == Question.APPROVAL;
    }

    private static Question question(String check) {
        return ASKED.getOrDefault(check.split(" ", 2)[0], Question.STATIC);
    }

    static Answers of(List<CheckReport> checks) {
        var words = new EnumMap<Question, String>(Question.class);
        for (var question : Question.values()) {
            words.put(question, UNMEASURED);
        }
        for (var check : checks) {
            words.merge(question(check.check()), check.verdict().word(), Answers::worse);
        }
        return new Answers(words);
    }

    private static String worse(String one, String other) {
        var order = List.of("FAIL", "INCONCLUSIVE", "PASS", UNMEASURED);
        return order.indexOf(one) <= order.indexOf(other) ? one : other;
    }

    /// `integrity PASS, static PASS, … task unmeasured`.
    @Override
    public String toString() {
        return words.entrySet().stream()
                .map(e -> e.getKey().word() + " " + e.getValue())
                .collect(Collectors.joining(", "));
    }
}
