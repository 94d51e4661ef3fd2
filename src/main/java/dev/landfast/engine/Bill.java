package dev.landfast.engine;

import dev.landfast.journal.Budgets;
import dev.landfast.journal.Event;
import dev.landfast.journal.StepResult;
import dev.landfast.journal.StepResult.Outcome;
import dev.landfast.journal.Usage;
import java.util.Optional;

/// What an attempt that has ended comes to in the repository's budget of the day, and with what its
/// result goes into the journal.
///
/// @param spent empty where the day's budget need not know
record Bill(StepResult result, Optional<Budgets.Spent> spent) {

    static Bill of(Budgets budgets, String run, State state, Attempts.Ended attempt) {
        var key = attempt.key();
        var result = attempt.result();
        var begun = Allowance.of(state.facts()).isPresent() && budgets.begun(run, key);
        var reserves = state.facts().tally().spending().money().reserves();
        if (!begun && result.usage().isEmpty() && reserves.containsKey(key)) {
            return new Bill(result.using(Optional.of(Usage.NOTHING)), Optional.empty());
        }
        var cost =
                result.outcome() instanceof Outcome.Waiting
                        ? Optional.of(0.0)
                        : result.usage().filter(Usage::known).map(Usage::cost);
        return begun || result.usage().isPresent()
                ? new Bill(result, Optional.of(new Budgets.Spent(run, key, cost)))
                : new Bill(result, Optional.empty());
    }

    /// Says once a day and run that the day's budget is nearly gone.
    static Optional<Event.Noted> warning(Budgets budgets, State state) {
        var allowance = Allowance.of(state.facts());
        var limit = allowance.flatMap(Allowance::day);
        if (limit.isEmpty()) {
            return Optional.empty();
        }
        var today = budgets.today();
        var spent = budgets.spent(today);
        var subject = Budget.NOTE + "day " + today + " " + Purse.dollars(limit.get());
        var said = state.facts().tally().spending().money().warned().contains(subject);
        var share = allowance.map(Allowance::warn).orElse(1.0);
        return said || spent < limit.get() * share
                ? Optional.empty()
                : Optional.of(
                        new Event.Noted(
                                subject,
                                "%s of %s are spent or set aside"
                                        .formatted(
                                                Purse.dollars(spent), Purse.dollars(limit.get()))));
    }
}
