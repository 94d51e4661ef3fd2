package dev.landfast.definition;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A node of a workflow's tree. Structure, not goto: only {@link Task} does something, the other
/// alternatives say in which order and how often.
public sealed interface Step {

    Head head();

    default String id() {
        return head().id();
    }

    /// What every step has.
    ///
    /// @param id unique in the definition and stable: runs, reports and links use it
    /// @param label the number the source document gives the step (`5`, `0.3`), shown to people
    /// @param condition look-ups and comparisons only; absent means true
    record Head(
            String id,
            Optional<String> label,
            Optional<Expression> condition,
            String about,
            Position position) {}

    /// A leaf: one kind with its settings, such as `gate: unit` or `agent: developer`.
    ///
    /// @param kind the key that names the kind
    /// @param with everything else the step says; the kind's own value is under the kind's name
    record Task(Head head, String kind, Config with, Policy policy) implements Step {}

    /// What happens around a task.
    ///
    /// @param recover runs after an environment failure, then the same step is tried again
    /// @param repairThrough a code failure here is repaired in that loop and goes through it again
    /// @param verdicts how words of a structured answer map to outcomes (`REJECTED: fail`)
    record Policy(
            Optional<Duration> timeout,
            Optional<Retry> retry,
            Optional<Recover> recover,
            Optional<RepairThrough> repairThrough,
            Config verdicts) {}

    /// Tries again after failures of the named classes, waiting `base * factor^n`, at most `cap`,
    /// spread by up to a quarter and clamped after the spread.
    ///
    /// @param on any of `network, rate-limit, transient, flaky-test`
    /// @param attempts the first one included
    record Retry(List<String> on, int attempts, Duration base, double factor, Duration cap) {

        public Retry {
            on = List.copyOf(on);
        }
    }

    /// Steps that mend the environment before the same step runs again.
    ///
    /// @param atMost how often; afterwards the run stops and waits for a person
    record Recover(List<Step> steps, int atMost) {

        public Recover {
            steps = List.copyOf(steps);
        }
    }

    /// A failure of this step runs the repair steps of a loop and that loop again. Then the step is
    /// tried again, or, inside another loop, that one starts again from its first step.
    record RepairThrough(String loop, int repairs) {}

    /// Repeats its steps. A failing step hands its findings to `repair`; then the next round starts
    /// from the first step.
    record Loop(Head head, Bound bound, List<Step> steps, List<Step> repair, Exhausted exhausted)
            implements Step {

        public Loop {
            steps = List.copyOf(steps);
            repair = List.copyOf(repair);
        }
    }

    /// How often a loop may go round.
    ///
    /// @param rounds passes in all (`repairs: 3` is read as `rounds: 4`)
    /// @param againWhen true after a round: go round again without a repair
    /// @param collectAll run every step of a round even after a failure, then judge once
    record Bound(int rounds, Optional<Expression> againWhen, boolean collectAll) {}

    /// What a loop's limit means for the run.
    enum Exhausted {
        ESCALATE,
        BLOCK,
        FAIL
    }

    /// The same steps for each item, asked for again as work lands.
    record Foreach(Head head, Each each, List<Step> steps) implements Step {

        public Foreach {
            steps = List.copyOf(steps);
        }
    }

    /// Where items come from and how many run side by side.
    ///
    /// @param in an expression that yields a list, or the kind of a task that answers one
    /// @param as the name under which a step sees its item
    /// @param key the field that identifies an item, or empty for the item itself
    /// @param onFail `stop`, `continue` or `hold-dependents`
    record Each(In in, String as, String key, Fan fan, String onFail) {}

    /// @param untilEmpty ask again after each item until the answer is empty
    /// @param atMost items under way at once
    record Fan(boolean untilEmpty, int atMost) {}

    /// The source of a foreach.
    sealed interface In {
        record Listed(Expression expression) implements In {}

        record Asked(Task query) implements In {}
    }

    /// Branches side by side; all must end well. A branch may name others it `needs`.
    record Parallel(Head head, List<Branch> branches) implements Step {

        public Parallel {
            branches = List.copyOf(branches);
        }
    }

    /// @param needs ids of sibling branches that must have passed first
    record Branch(Step step, List<String> needs) {

        public Branch {
            needs = List.copyOf(needs);
        }
    }

    /// Steps that belong together; `undo` runs, last first, when the group fails or is cancelled.
    record Group(Head head, List<Step> steps, List<Step> undo) implements Step {

        public Group {
            steps = List.copyOf(steps);
            undo = List.copyOf(undo);
        }
    }

    /// A named stretch of work that ends in a checkpoint: a gate and a signature, both optional.
    ///
    /// @param checkpoint ordinary tasks (a gate, an approval) that close the phase
    record Phase(Head head, List<Step> steps, List<Step> checkpoint) implements Step {

        public Phase {
            steps = List.copyOf(steps);
            checkpoint = List.copyOf(checkpoint);
        }
    }
}
