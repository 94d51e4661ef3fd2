package dev.landfast.step;

import dev.landfast.engine.StepExecutor.Attempt;
import dev.landfast.journal.Budgets;
import dev.landfast.journal.StepResult;
import dev.landfast.journal.StepResult.Outcome;
import dev.landfast.journal.Usage;
import java.util.Locale;
import java.util.Optional;

/// Asks before an agent starts whether the repository may still spend something on this day, over
/// all its runs. Where it may not, the step is tried again by itself when the next day begins.
final class DayBudget {

    /// Where nothing is to be spent.
    static final Answer UNBOUNDED = new Answer.Granted(Optional.empty());

    /// Set aside where nobody said what an attempt may cost.
    private static final double USUAL = 1.0;

    private final Budgets budgets;

    DayBudget(Budgets budgets) {
        this.budgets = budgets;
    }

    sealed interface Answer {

        /// @param dollars what the attempt may cost at most
        record Granted(Optional<Double> dollars) implements Answer {}

        /// The attempt ends like this, before anything was spent.
        record Refused(StepResult result) implements Answer {}
    }

    /// While other attempts hold what is left of the day, some of it may come free: then the step
    /// is tried again by itself after a short while, and keeps nobody's place until then.
    Answer reserve(Attempt attempt) {
        var input = attempt.input();
        var dollars = input.reserved().orElse(USUAL);
        if (input.reserved().isEmpty() && input.day().isEmpty()) {
            return new Answer.Granted(input.dollars());
        }
        if (!input.less() && input.day().filter(day -> dollars > day).isPresent()) {
            return new Answer.Refused(tooMuch(attempt, dollars, input.day().get()));
        }
        var wish = new Budgets.Wish(attempt.run(), attempt.key(), dollars, input.less());
        return switch (budgets.reserve(wish, input.day())) {
            case Budgets.Answer.Granted(var granted) ->
                    new Answer.Granted(
                            input.day().isEmpty()
                                    ? input.dollars()
                                    : least(input.dollars(), granted));
            case Budgets.Answer.Over(var spent) ->
                    new Answer.Refused(over(spent, input.day().orElse(spent)));
            case Budgets.Answer.Busy() -> new Answer.Refused(busy(input.day().orElse(dollars)));
        };
    }

    private static Optional<Double> least(Optional<Double> most, double granted) {
        return Optional.of(Math.min(most.orElse(granted), granted));
    }

    private StepResult over(double spent, double limit) {
        var reason =
                "the day's budget of %s is used: %s are spent, and a new day begins at midnight (UTC)"
                        .formatted(text(limit), text(spent));
        return ended(
                new Outcome.Blocked(
                        "budget",
                        reason,
                        "wait for the next day",
                        Optional.of(budgets.tomorrow())));
    }

    private StepResult busy(double limit) {
        var reason =
                "attempts under way hold what is left of the day's budget of %s"
                        .formatted(text(limit));
        return ended(
                new Outcome.Blocked(
                        "busy",
                        reason,
                        "wait until one of them has ended",
                        Optional.of(budgets.soon())));
    }

    /// It would never fit, on no day.
    private static StepResult tooMuch(Attempt attempt, double dollars, double day) {
        var reason =
                "an attempt at '%s' takes %s, by its bound or by what it took before, and all runs of a day may cost %s: it can never start"
                        .formatted(attempt.task().id(), text(dollars), text(day));
        return ended(
                new Outcome.Blocked(
                        "budget",
                        reason,
                        "raise budgets: day in landfast.yaml, or say there with budgets: attempt what an attempt may cost at most; then start a new run"));
    }

    private static StepResult ended(Outcome outcome) {
        return StepResult.of(outcome).using(Optional.of(Usage.NOTHING));
    }

    private static String text(double dollars) {
        return String.format(Locale.ROOT, "%.2f US dollars", dollars);
    }
}
