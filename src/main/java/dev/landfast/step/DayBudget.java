package dev.landfast.step;

import dev.landfast.engine.StepExecutor.Attempt;
import dev.landfast.journal.Budgets;
import dev.landfast.journal.StepResult;
import dev.landfast.journal.StepResult.Outcome;
import dev.landfast.journal.Usage;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Asks before an agent starts whether the repository may still spend something on this day, over
/// all its runs. Where it may not, the step is tried again by itself when the next day begins.
final class DayBudget {

    /// Where nothing is to be spent.
    static final Answer UNBOUNDED = new Answer.Granted(Optional.empty());

    /// Set aside where nobody said what an attempt may cost.
    private static final double USUAL = 1.0;

    private static final int LOOK_MILLIS = 500;

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

    /// Waits while other attempts hold what is left of the day: some of it may come free.
    Answer reserve(Attempt attempt) throws InterruptedException {
        var input = attempt.input();
        var dollars = input.reserved().orElse(USUAL);
        if (input.reserved().isEmpty() && input.day().isEmpty()) {
            return new Answer.Granted(input.dollars());
        }
        if (!input.less() && input.day().filter(day -> dollars > day).isPresent()) {
            return new Answer.Refused(tooMuch(dollars, input.day().get()));
        }
        var wish = new Budgets.Wish(attempt.run(), attempt.key(), dollars, input.less());
        while (true) {
            switch (budgets.reserve(wish, input.day())) {
                case Budgets.Answer.Granted(var granted) -> {
                    var most =
                            input.day().isEmpty()
                                    ? input.dollars()
                                    : least(input.dollars(), granted);
                    return new Answer.Granted(most);
                }
                case Budgets.Answer.Over(var spent) -> {
                    return new Answer.Refused(over(spent, input.day().orElse(spent)));
                }
                case Budgets.Answer.Busy() -> TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        }
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

    private static StepResult tooMuch(double dollars, double day) {
        var reason =
                "an attempt may cost %s, and all of a day %s".formatted(text(dollars), text(day));
        return ended(
                new Outcome.Blocked(
                        "budget", reason, "make budgets: agree in landfast.yaml, then start anew"));
    }

    private static StepResult ended(Outcome outcome) {
        return StepResult.of(outcome).using(Optional.of(Usage.NOTHING));
    }

    private static String text(double dollars) {
        return String.format(Locale.ROOT, "%.2f US dollars", dollars);
    }
}
