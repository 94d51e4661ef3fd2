package dev.landfast.engine;

import dev.landfast.journal.Finding;
import dev.landfast.journal.StepResult;
import dev.landfast.journal.StepResult.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What follows from the gates of a round, as data: the table, what to mend in which order, where a
/// refinement may work, and how far the loop has come.
///
/// It is computed from verdicts alone ({@link GateDecisions}). Whoever is asked for their word can
/// only be stricter.
///
/// @param feedback the most serious first
public record GateDecision(
        Word word, List<Row> table, List<Feedback> feedback, Iteration iteration, Grounds grounds) {

    public GateDecision {
        table = List.copyOf(table);
        feedback = List.copyOf(feedback);
    }

    /// From mild to strict.
    public enum Word {
        ACCEPT,
        ITERATE,
        ESCALATE;

        /// @return empty when the text is none of the words
        public static Optional<Word> parse(String text) {
            for (var word : values()) {
                if (word.name().equalsIgnoreCase(text.strip())) {
                    return Optional.of(word);
                }
            }
            return Optional.empty();
        }
    }

    /// What a gate said in this round. One that said nothing is inconclusive.
    public enum Verdict {
        PASS,
        FAIL,
        INCONCLUSIVE
    }

    /// @param mendable the work can do something about it: a repair is worth a round
    public record Row(
            String step, String gate, Verdict verdict, boolean mendable, List<Finding> findings) {

        public Row {
            findings = List.copyOf(findings);
        }
    }

    /// @param repeated an earlier round had it too, so the approach is in doubt and not the detail
    public record Feedback(String gate, Finding finding, boolean repeated) {}

    /// Of the loop around the decision; 1 of 1 where there is none.
    public record Iteration(int number, int limit) {

        boolean last() {
            return number >= limit;
        }

        @Override
        public String toString() {
            return "iteration " + number + " of " + limit;
        }
    }

    /// Why it is not ACCEPT; empty texts when it is.
    ///
    /// @param action what is required now
    /// @param by who was stricter than the verdicts, empty when nobody was
    /// @param notice what people should know before it comes to that
    public record Grounds(String issue, String details, String action, String by, String notice) {

        static final Grounds NONE = new Grounds("", "", "", "", "");
    }

    /// The files a refinement may touch besides their tests.
    public List<String> scope() {
        return feedback.stream()
                .map(f -> f.finding().place().file())
                .filter(file -> !file.isEmpty())
                .distinct()
                .toList();
    }

    /// The same decision after somebody gave their word: theirs when it is stricter, never when it
    /// is milder.
    ///
    /// @param more what they want mended
    public GateDecision stricter(Word said, String by, String reason, List<Finding> more) {
        var wanted = said == Word.ITERATE && iteration.last() ? Word.ESCALATE : said;
        if (wanted.compareTo(word) <= 0) {
            return this;
        }
        var all = new ArrayList<Feedback>(feedback);
        more.forEach(finding -> all.add(new Feedback(by, finding, false)));
        if (more.isEmpty()) {
            var place = new Finding.Place("", 0);
            var level = Finding.Level.HIGH;
            var finding = new Finding("decision", level, place, reason, Optional.empty());
            all.add(new Feedback(by, finding, false));
        }
        var grounds =
                new Grounds(
                        by + " is stricter than the gates",
                        reason,
                        GateDecisions.action(wanted, iteration),
                        by,
                        this.grounds.notice());
        return new GateDecision(wanted, table, GateDecisions.sorted(all), iteration, grounds);
    }

    /// What the step comes to. Only ITERATE costs a round.
    public StepResult result() {
        var findings = feedback.stream().map(Feedback::finding).toList();
        var outcome =
                switch (word) {
                    case ACCEPT -> new Outcome.Pass();
                    case ITERATE -> new Outcome.Fail(said(), GateDecisions.signature(findings));
                    case ESCALATE -> new Outcome.Escalate(said());
                };
        return new StepResult(
                outcome,
                outputs(),
                word == Word.ACCEPT ? List.of() : findings,
                List.of(),
                Optional.empty());
    }

    private String said() {
        return word + " (" + iteration + "): " + grounds.issue() + "; " + grounds.details();
    }

    private Map<String, Object> outputs() {
        var outputs = new LinkedHashMap<String, Object>();
        outputs.put("decision", word.name());
        outputs.put("iteration", (long) iteration.number());
        outputs.put("limit", (long) iteration.limit());
        outputs.put("table", table.stream().map(GateDecision::shown).toList());
        outputs.put("feedback", feedback.stream().map(GateDecision::shown).toList());
        outputs.put("scope", scope());
        put(outputs, "issue", grounds.issue());
        put(outputs, "details", grounds.details());
        put(outputs, "action", grounds.action());
        put(outputs, "by", grounds.by());
        put(outputs, "notice", grounds.notice());
        return outputs;
    }

    private static void put(Map<String, Object> outputs, String key, String text) {
        if (!text.isEmpty()) {
            outputs.put(key, text);
        }
    }

    private static Map<String, Object> shown(Row row) {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("step", row.step());
        shown.put("gate", row.gate());
        shown.put("verdict", row.verdict().name());
        shown.put("findings", (long) row.findings().size());
        return shown;
    }

    private static Map<String, Object> shown(Feedback feedback) {
        var finding = feedback.finding();
        var shown = new LinkedHashMap<String, Object>();
        shown.put("gate", feedback.gate());
        shown.put("level", finding.level().name());
        shown.put("rule", finding.rule());
        shown.put("what", finding.message());
        shown.put("where", finding.place().toString());
        shown.put("how", finding.advice().orElse(""));
        shown.put("repeated", feedback.repeated());
        return shown;
    }
}
