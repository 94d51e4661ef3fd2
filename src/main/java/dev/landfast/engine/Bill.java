package dev.landfast.engine;

import dev.landfast.journal.Budgets;
import dev.landfast.journal.Event;
import dev.landfast.journal.StepResult;
import dev.landfast.journal.StepResult.Outcome;
import dev.landfast.journal.Usage;
import java.util.Optional;

/// What an attempt that has ended, or that waits, comes to in the repository's budget of the day,
/// and with what its result goes into the journal: an agent that was started and says nothing of
/// its cost has used what nobody knows, and where none was started nothing was used.
///
/// @param spent empty where the day's budget need not know
record Bill(StepResult result, Optional<Budgets.Spent> spent) {

    static Bill of(Budgets budgets, String run, State state, Attempts.Ended attempt) {
        var key = attempt.key();
        var result = attempt.result();
        var begun = budgets.begun(run, key);
        var reserved = state.facts().tally().spending().money().reserves().containsKey(key);
        var none =
                begun
                        ? Optional.of(Usage.unknown(""))
                        : Optional.of(Usage.NOTHING).filter(_ -> reserved);
        var used = result.usage().or(() -> none);
        return new Bill(
                result.using(used),
                used.filter(usage -> begun || !usage.equals(Usage.NOTHING))
                        .map(usage -> new Budgets.Spent(run, key, usage)));
    }

    /// What the journal says of an attempt that ended or waits.
    Event event(Attempts.Ended attempt) {
        return result.outcome() instanceof Outcome.Waiting(var ask)
                ? new Event.StepWaiting(
                        attempt.key(),
                        ask,
                        result.usage().filter(usage -> !usage.equals(Usage.NOTHING)))
                : new Event.StepFinished(attempt.key(), result, attempt.took());
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
