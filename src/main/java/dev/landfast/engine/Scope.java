package dev.landfast.engine;

import dev.landfast.journal.Finding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a step can look up: everything that ended before it in the order of the walk, and nothing
/// that runs beside it. A condition therefore gives the same answer however often it is asked.
final class Scope {

    private final Map<String, Map<String, Object>> steps;
    private final Map<String, Object> names;
    private final Map<String, Object> gates;
    private final List<Runnable> lapsed;
    private Optional<Round> round = Optional.empty();
    private List<Finding> findings = List.of();
    private boolean primary = true;

    private Scope(
            Map<String, Map<String, Object>> steps,
            Map<String, Object> names,
            Map<String, Object> gates,
            List<Runnable> lapsed) {
        this.steps = steps;
        this.names = names;
        this.gates = gates;
        this.lapsed = lapsed;
    }

    static Scope start() {
        return new Scope(new HashMap<>(), new HashMap<>(), new HashMap<>(), new ArrayList<>());
    }

    /// A pass of the innermost loop around a step.
    ///
    /// @param path of the loop
    /// @param gates the gates measured in this pass so far
    record Round(String loop, String path, int number, int limit, List<GateRow> gates) {}

    /// @param outcome the result's outcome as a word
    /// @param verdict the gate's own word, empty when it said none
    record GateRow(
            String step, String gate, String outcome, String verdict, List<Finding> findings) {}

    /// For branches that run side by side: they see what came before, not each other.
    Scope fork() {
        var fork =
                new Scope(
                        new HashMap<>(steps),
                        new HashMap<>(names),
                        new HashMap<>(gates),
                        new ArrayList<>(lapsed));
        fork.round = round;
        fork.findings = findings;
        fork.primary = primary;
        return fork;
    }

    void join(Scope fork) {
        steps.putAll(fork.steps);
        gates.putAll(fork.gates);
        lapsed.addAll(fork.lapsed);
    }

    /// An approval no longer holds: nothing begins under it before it is given again.
    void lapse(Runnable ask) {
        lapsed.add(ask);
    }

    /// Asks again for the first approval that no longer holds, if there is one.
    boolean askAgain() {
        lapsed.stream().findFirst().ifPresent(Runnable::run);
        return !lapsed.isEmpty();
    }

    /// The steps of a loop's new round, whose outputs of the round before are no longer true.
    Scope round(Round next, List<String> stale) {
        var inner = new Scope(steps, names, gates, lapsed);
        stale.forEach(steps::remove);
        inner.round = Optional.of(next);
        inner.primary = primary && next.number() == 1;
        inner.findings = findings;
        return inner;
    }

    /// Steps that mend what was found: they see these findings and no others.
    Scope mending(List<Finding> next) {
        var inner = new Scope(steps, names, gates, lapsed);
        inner.round = round;
        inner.findings = next;
        inner.primary = false;
        return inner;
    }

    /// Steps that are run again out of their place: no entry point applies to them.
    Scope again() {
        var inner = new Scope(steps, names, gates, lapsed);
        inner.primary = false;
        return inner;
    }

    /// What no approval has to hold for: it runs whatever the outcome, or began when one held.
    Scope free() {
        var inner = new Scope(steps, names, gates, new ArrayList<>());
        inner.primary = false;
        return inner;
    }

    void name(String name, Object value) {
        names.put(name, value);
    }

    /// A step ended.
    void ended(String step, String outcome, Map<String, Object> outputs) {
        var values = new LinkedHashMap<String, Object>(outputs);
        values.putIfAbsent("outcome", outcome);
        steps.put(step, Collections.unmodifiableMap(values));
    }

    void measured(GateRow row) {
        gates.put(row.gate(), row.outcome());
        round.ifPresent(r -> r.gates().add(row));
    }

    Optional<Round> round() {
        return round;
    }

    List<Finding> findings() {
        return findings;
    }

    /// Whether an entry point or a fork decides what is left out here.
    boolean primary() {
        return primary;
    }

    /// @param constant `params`, `variant` and what else holds for the whole run
    Map<String, Object> lookups(Map<String, Object> constant) {
        var all = new LinkedHashMap<>(constant);
        all.put("steps", Collections.unmodifiableMap(steps));
        all.putAll(names);
        round.ifPresent(r -> all.put("round", (long) r.number()));
        all.put("gate", gates());
        return all;
    }

    /// `gate.NAME` is the newest outcome; `gate.failed` speaks of this round, or of the run where
    /// there is none.
    private Map<String, Object> gates() {
        var all = new HashMap<>(gates);
        var spoken =
                round.map(r -> r.gates().stream().<Object>map(GateRow::outcome).toList())
                        .orElse(List.copyOf(gates.values()));
        all.put("failed", spoken.stream().anyMatch(outcome -> !outcome.equals("pass")));
        return all;
    }

    /// What a step is handed: a copy that nothing changes afterwards.
    Map<String, Object> snapshot(Map<String, Object> constant) {
        var all = new LinkedHashMap<>(lookups(constant));
        all.put("steps", Map.copyOf(steps));
        round.ifPresent(r -> all.put("loop", table(r)));
        return all;
    }

    private static Map<String, Object> table(Round round) {
        var rows = new ArrayList<Map<String, Object>>();
        for (var row : round.gates()) {
            rows.add(
                    Map.of(
                            "step",
                            row.step(),
                            "gate",
                            row.gate(),
                            "outcome",
                            row.outcome(),
                            "verdict",
                            row.verdict(),
                            "findings",
                            (long) row.findings().size()));
        }
        return Map.of(
                "id",
                round.loop(),
                "round",
                (long) round.number(),
                "limit",
                (long) round.limit(),
                "gates",
                List.copyOf(rows));
    }
}
