package dev.landfast.gate;

import dev.landfast.definition.Config;
import java.util.Optional;
import java.util.Set;

/// One kind of check. To add one: implement this, and add a line to the list of those that come
/// with Landfast.
public interface Check {

    /// The word a definition uses.
    String name();

    /// The settings it understands; any other in a definition is refused. `timeout`, `secrets` and
    /// `if-present` are understood by all.
    Set<String> settings();

    /// Whether a pass may be taken over for the same inputs. Not when something beyond tree, tools,
    /// configuration and environment decides.
    default boolean repeatable() {
        return true;
    }

    /// A defect that this check has to find, for a canary; nothing where there is nothing here that
    /// it measures, or where its definition does without.
    ///
    /// @throws Unmeasured when none is known, or none can be planted in this project
    default Optional<Plant> plant(Bench bench, Config with) throws InterruptedException {
        throw Unmeasured.of(
                Verdict.Cause.MISSING_TOOL,
                "no defect is known that it has to find",
                "let the check say what has to be planted for it");
    }

    /// Measures and judges; what was run and found on the way goes into the bench's evidence.
    ///
    /// @throws Unmeasured when there is nothing trustworthy to judge
    Verdict judge(Bench bench, Config with) throws InterruptedException;
}
