package dev.landfast.process;

/// How a task ended. Only `Exited` and `Signalled` say something about the command itself.
public sealed interface TaskEnd {

    TaskFacts facts();

    /// The command ended by itself with this code.
    record Exited(int code, TaskFacts facts) implements TaskEnd {}

    /// The command died of a signal nobody here sent. A shell cannot tell this from a command that
    /// exits with 128 + signal itself, and neither can we.
    record Signalled(int signal, TaskFacts facts) implements TaskEnd {}

    /// It was stopped because it took too long.
    record TimedOut(Timer timer, TaskFacts facts) implements TaskEnd {}

    /// Somebody asked for it to stop, and it ended at this rung of the ladder.
    record Cancelled(Rung rung, TaskFacts facts) implements TaskEnd {}

    /// It was started, and how it ended cannot be known. Never to be taken for success.
    record Lost(String why, TaskFacts facts) implements TaskEnd {}

    /// The command never ran.
    record NotStarted(String why, TaskFacts facts) implements TaskEnd {}

    /// Which limit was reached: total time, or time without output.
    enum Timer {
        WALL,
        IDLE
    }

    /// The rungs of the stop ladder, in order.
    enum Rung {
        INTERRUPT,
        TERMINATE,
        KILL
    }

    /// True for a command that ran to its own end with code 0.
    default boolean succeeded() {
        return this instanceof Exited exited && exited.code() == 0;
    }
}
