package dev.landfast.engine;

import dev.landfast.definition.Config;
import dev.landfast.journal.Event;
import dev.landfast.journal.Finding;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What an attempt is given. Everything here comes from the journal, so a repeated attempt is given
/// the same.
///
/// @param with the task's settings with every `${…}` filled in, variant and project applied
/// @param findings what a repair must mend, and only that
/// @param answer what a person said, when the attempt goes on after waiting
/// @param visit how often this step has been started in the run, from 1, attempts after an
///   environment failure not counted
/// @param scope look-ups: `params.…`, `steps.ID.KEY`, the items of enclosing foreach steps
public record StepInput(
        Config with,
        List<Finding> findings,
        Optional<Event.Answered> answer,
        int visit,
        Map<String, Object> scope) {

    /// What an attempt is told of the money, among the look-ups.
    static final String ALLOWANCE = "allowance";

    /// Who has taken the step from its agent, among the look-ups.
    static final String TAKEN = "taken";

    static final String RESERVED = "reserved";
    static final String DOLLARS = "dollars";
    static final String LESS = "less";

    public StepInput {
        findings = List.copyOf(findings);
        scope = Collections.unmodifiableMap(new LinkedHashMap<>(scope));
    }

    /// US dollars that are set aside for the attempt.
    public Optional<Double> reserved() {
        return allowance().number(RESERVED);
    }

    /// US dollars that the attempt may spend at most.
    public Optional<Double> dollars() {
        return allowance().number(DOLLARS);
    }

    /// The same after a part of its dollars was used.
    public StepInput after(double used) {
        var left = dollars().map(most -> Math.max(0, most - used));
        if (left.isEmpty()) {
            return this;
        }
        var told = new LinkedHashMap<>(allowance().values());
        told.put(DOLLARS, left.get());
        var names = new LinkedHashMap<>(scope);
        names.put(ALLOWANCE, told);
        return new StepInput(with, findings, answer, visit, names);
    }

    /// Whether the attempt may also start with less: nobody said what it needs.
    public boolean less() {
        return allowance().flag(LESS, true);
    }

    /// US dollars that all runs of the repository may spend in a day.
    public Optional<Double> day() {
        return allowance().number("day");
    }

    /// Who has taken the step from its agent to do it themselves.
    public Optional<String> taken() {
        return new Config(scope).text(TAKEN);
    }

    private Config allowance() {
        return new Config(scope).map(ALLOWANCE);
    }
}
