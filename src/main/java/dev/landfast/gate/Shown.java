package dev.landfast.gate;

import dev.landfast.gate.Verdict.Cause;

/// Whether a check found the defect that was planted for it.
public sealed interface Shown {

    /// What to do about a check that sees nothing.
    String BLIND = "look at the tool and its configuration: it does not see the project's code";

    /// It was found.
    ///
    /// @param what was planted
    record Held(String what) implements Shown {}

    /// It was there and the check passed.
    record Vacuous(String what) implements Shown {}

    /// The check came to no verdict about it, or nothing is known that it has to find.
    record NotShown(Cause cause, String why, String remedy) implements Shown {}

    /// There is nothing here that it measures, or its definition does without.
    record Nothing() implements Shown {}

    /// As people say it.
    default String word() {
        return switch (this) {
            case Held _ -> "held";
            case Vacuous _ -> "vacuous";
            case NotShown _ -> "not shown";
            case Nothing() -> "nothing planted";
        };
    }

    /// The verdict that becomes of a pass.
    ///
    /// @param passed the check's own
    default Verdict of(Verdict passed) {
        return switch (this) {
            case Held _ -> passed;
            case Nothing() -> passed;
            case Vacuous(var what) ->
                    new Verdict.Inconclusive(
                            Cause.MISSING_TOOL,
                            "vacuous: " + what + " was planted and not found",
                            BLIND);
            case NotShown(var cause, var why, var remedy) ->
                    new Verdict.Inconclusive(cause, "not shown able to fail: " + why, remedy);
        };
    }
}
