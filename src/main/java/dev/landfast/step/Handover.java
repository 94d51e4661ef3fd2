package dev.landfast.step;

import dev.landfast.engine.StepExecutor.Attempt;
import dev.landfast.journal.Ask;
import dev.landfast.journal.Event;
import dev.landfast.journal.StepResult;
import dev.landfast.journal.StepResult.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A step that a person took from its agent: they say that it is done, or hand it back.
record Handover(Attempt attempt) {

    /// Who is to do what, as far as this very attempt was spoken of.
    enum Turn {
        /// Nobody has said anything yet.
        FIRST,
        /// A person has said that it is done, or answered.
        SAID,
        /// A person has handed it back to its agent.
        BACK
    }

    Turn turn() {
        if (!isAnswered()) {
            return Turn.FIRST;
        }
        return answer().isPresent() ? Turn.SAID : Turn.BACK;
    }

    /// Whether this attempt is a person's who has not said anything yet.
    boolean waits() {
        return attempt.input().taken().isPresent() && !isAnswered();
    }

    /// What was said before the step was taken is not about that.
    private boolean isAnswered() {
        return attempt.input().answer().filter(a -> a.key().equals(attempt.key())).isPresent();
    }

    /// Waits for them.
    ///
    /// @param directory where the work is
    StepResult ask(Path directory) {
        var question =
                "%s has taken '%s' over: do it in %s, or hand it back: landfast give %s WORDS"
                        .formatted(
                                attempt.input().taken().orElse(""),
                                attempt.key().step(),
                                directory,
                                attempt.run());
        return StepResult.of(
                new Outcome.Waiting(new Ask(Ask.Kind.DONE, question, List.of(), Optional.empty())));
    }

    /// What was said, unless it was said to hand the step back.
    Optional<Event.Answered> answer() {
        return attempt.input().answer().filter(answer -> !answer.handsBack());
    }

    /// What the agent is told that goes on after a person; empty where nobody came between.
    String note() {
        return attempt.input()
                .answer()
                .filter(Event.Answered::handsBack)
                .map(answer ->
                        "A person has worked at this step and hands it back to you. What lies in"
                                + " the worktree is also theirs: go on from it."
                                + (answer.text().isBlank() ? "" : " They say: " + answer.text()))
                .orElse("");
    }
}
