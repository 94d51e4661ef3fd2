package dev.landfast.api;

import dev.landfast.definition.Definitions;
import dev.landfast.gate.Rehearsal;
import java.nio.file.Files;
import java.util.Optional;

/// What is needed whatever a gate is to measure, made ready while git is asked what that is: a
/// command that measures nothing anew waits for little else. In threads of the platform, as the
/// machinery of others takes as long to begin as this takes in all.
final class Ahead {

    private Ahead() {}

    /// The definition, the journal where there is one, and what reads earlier verdicts.
    ///
    /// @param workflow the usual one unless given
    static void measuring(Home home, Optional<String> workflow) {
        definition(workflow);
        var state = home.state();
        begin(
                "journal and verdicts",
                () -> {
                    if (Files.isDirectory(state)) {
                        home.journal();
                    }
                    Rehearsal.run();
                });
    }

    /// Nothing, where none of that name ships.
    ///
    /// @param workflow the usual one unless given
    static void definition(Optional<String> workflow) {
        begin(
                "definition",
                () -> Definitions.builtin(workflow.orElseGet(GateChoice::usualWorkflow)));
    }

    private static void begin(String what, Runnable work) {
        Thread.ofPlatform()
                .daemon()
                .name("ahead: " + what)
                .start(() -> {
                    try {
                        work.run();
                    } catch (RuntimeException e) {
                        // Whoever needs it asks for it, and is told.
                    }
                });
    }
}
