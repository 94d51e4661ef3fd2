package dev.landfast.engine;

import dev.landfast.definition.Config;
import dev.landfast.engine.GateDecision.Feedback;
import dev.landfast.engine.GateDecision.Grounds;
import dev.landfast.engine.GateDecision.Iteration;
import dev.landfast.engine.GateDecision.Row;
import dev.landfast.engine.GateDecision.Verdict;
import dev.landfast.engine.GateDecision.Word;
import dev.landfast.journal.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Computes the decision of a round from its gates. Pure: no clock, no model, nobody's opinion.
///
/// All rows passed: ACCEPT. A row that failed: ITERATE below the limit, ESCALATE at it. A row
/// without a verdict is inconclusive and never accepted; where no row failed there is nothing to
/// mend, so it escalates. A fundamental finding escalates at any iteration. Gates of the round that
/// are no rows count as rows do: nothing that failed is accepted.
public final class GateDecisions {

    private GateDecisions() {}

    /// @param input of an attempt at a `decide` step
    public static GateDecision of(StepInput input) {
        var rules = input.with().map(CoreKinds.DECIDE);
        var loop = input.scope().get("loop") instanceof Map<?, ?> map ? map : Map.of();
        var table = table(rules.texts("rows"), loop, input);
        var iteration = new Iteration(number(loop, "round"), number(loop, "limit"));
        return decide(table, iteration, rules, earlier(input));
    }

    /// @param earlier signatures of the findings of earlier rounds
    static GateDecision decide(
            List<Row> table, Iteration iteration, Config rules, Set<String> earlier) {
        var feedback = new ArrayList<Feedback>();
        for (var row : table) {
            for (var finding : row.findings()) {
                var repeated = earlier.contains(key(finding));
                feedback.add(new Feedback(row.gate(), finding, repeated));
            }
        }
        var open = table.stream().filter(row -> row.verdict() != Verdict.PASS).toList();
        var sorted = sorted(feedback);
        var notice = notice(iteration, rules, sorted);
        if (open.isEmpty()) {
            var grounds = new Grounds("", "", "", "", "");
            return new GateDecision(Word.ACCEPT, table, List.of(), iteration, grounds);
        }
        var issue = issue(open, iteration, rules, sorted);
        var word = issue.escalates() ? Word.ESCALATE : Word.ITERATE;
        var grounds = new Grounds(issue.text(), details(open), action(word, iteration), "", notice);
        return new GateDecision(word, table, sorted, iteration, grounds);
    }

    private record Issue(String text, boolean escalates) {}

    private static Issue issue(
            List<Row> open, Iteration iteration, Config rules, List<Feedback> feedback) {
        var fundamental = feedback.stream().filter(f -> f.finding().fundamental()).findFirst();
        if (fundamental.isPresent() && escalates(rules, "fundamental", true)) {
            return new Issue("fundamental: " + fundamental.get().finding().message(), true);
        }
        var repeated = feedback.stream().filter(Feedback::repeated).findFirst();
        if (repeated.isPresent() && escalates(rules, "repeated", false)) {
            return new Issue("found again: " + repeated.get().finding().message(), true);
        }
        if (open.stream().noneMatch(Row::mendable)) {
            return new Issue("evidence is missing", true);
        }
        return iteration.last()
                ? new Issue("the limit of iterations is reached", true)
                : new Issue("gates are not passed", false);
    }

    private static boolean escalates(Config rules, String rule, boolean otherwise) {
        return rules.text(rule).map("escalate"::equals).orElse(otherwise);
    }

    private static String details(List<Row> open) {
        return open.stream()
                .map(row -> row.gate() + " " + row.verdict() + " (" + row.findings().size() + ")")
                .collect(Collectors.joining(", "));
    }

    static String action(Word word, Iteration iteration) {
        return switch (word) {
            case ACCEPT -> "";
            case ITERATE -> "mend the feedback, and only that, for iteration " + after(iteration);
            case ESCALATE -> "a person decides: grant another iteration, take the work over or end";
        };
    }

    private static int after(Iteration iteration) {
        return iteration.number() + 1;
    }

    private static String notice(Iteration iteration, Config rules, List<Feedback> feedback) {
        var parts = new ArrayList<String>();
        if (rules.integer("warn-from").map(from -> iteration.number() >= from).orElse(false)) {
            parts.add("this is " + iteration);
        }
        var again = feedback.stream().filter(Feedback::repeated).count();
        if (again > 0) {
            parts.add(again + " found again, which speaks for a fault of the architecture");
        }
        return String.join("; ", parts);
    }

    /// Fundamental before repeated before new; each by level, in the order of the table.
    static List<Feedback> sorted(List<Feedback> feedback) {
        return feedback.stream()
                .sorted(
                        Comparator.comparing((Feedback f) -> !f.finding().fundamental())
                                .thenComparing(f -> f.finding().level())
                                .thenComparing(f -> !f.repeated()))
                .toList();
    }

    // ---- what the decider hands over

    /// The rows in the order of the definition, then what else was measured in the round.
    private static List<Row> table(List<String> rows, Map<?, ?> loop, StepInput input) {
        var measured = measured(loop, input);
        var table = new ArrayList<Row>();
        for (var step : rows) {
            table.add(
                    measured.stream()
                            .filter(row -> row.step().equals(step))
                            .reduce((_, newest) -> newest)
                            .orElseGet(() -> outside(step, input)));
        }
        measured.stream().filter(row -> !rows.contains(row.step())).forEach(table::add);
        return table;
    }

    /// The findings of the round are handed over in the order of its gates, so many each.
    private static List<Row> measured(Map<?, ?> loop, StepInput input) {
        var rows = new ArrayList<Row>();
        var from = 0;
        for (var each : loop.get("gates") instanceof List<?> list ? list : List.of()) {
            if (each instanceof Map<?, ?> gate) {
                var to = Math.min(from + number(gate, "findings", 0), input.findings().size());
                rows.add(row(gate, input.findings().subList(from, to)));
                from = to;
            }
        }
        return rows;
    }

    private static Row row(Map<?, ?> gate, List<Finding> findings) {
        var outcome = String.valueOf(gate.get("outcome"));
        var verdict =
                outcome.equals("pass")
                        ? Verdict.PASS
                        : outcome.equals("fail") && !"INCONCLUSIVE".equals(gate.get("verdict"))
                                ? Verdict.FAIL
                                : Verdict.INCONCLUSIVE;
        return new Row(
                String.valueOf(gate.get("step")),
                String.valueOf(gate.get("gate")),
                verdict,
                outcome.equals("fail"),
                verdict == Verdict.PASS ? List.of() : findings);
    }

    /// A row that this round has not measured, such as a gate before the loop; what is not known to
    /// have passed is inconclusive.
    private static Row outside(String step, StepInput input) {
        var passed =
                input.scope().get("loop") == null
                        && input.scope().get("steps") instanceof Map<?, ?> steps
                        && steps.get(step) instanceof Map<?, ?> outputs
                        && "pass".equals(outputs.get("outcome"));
        var verdict = passed ? Verdict.PASS : Verdict.INCONCLUSIVE;
        return new Row(step, step, verdict, false, List.of());
    }

    private static Set<String> earlier(StepInput input) {
        var keys = new HashSet<String>();
        if (input.scope().get("earlier") instanceof List<?> list) {
            list.forEach(key -> keys.add(String.valueOf(key)));
        }
        return keys;
    }

    private static int number(Map<?, ?> map, String key) {
        return number(map, key, 1);
    }

    private static int number(Map<?, ?> map, String key, int otherwise) {
        return map.get(key) instanceof Number number ? number.intValue() : otherwise;
    }

    // ---- the same finding again

    /// Recognises a finding after lines have moved and counts have changed.
    static String key(Finding finding) {
        return finding.rule()
                + " "
                + finding.place().file()
                + " "
                + finding.message().replaceAll("[0-9]+", "#");
    }

    static String signature(List<Finding> findings) {
        var keys = findings.stream().map(GateDecisions::key).sorted().distinct().toList();
        return "iterate " + Evidence.sha256(keys).substring(0, 16);
    }
}
