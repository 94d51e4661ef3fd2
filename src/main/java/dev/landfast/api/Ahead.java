package dev.landfast.api;

import dev.landfast.definition.Definitions;
import dev.landfast.gate.Gates;
import java.nio.file.Files;

/// What is needed whatever a gate is to measure, made ready while git is asked what that is: a
/// command that measures nothing anew waits for little else.
final class Ahead {

    private Ahead() {}

    /// The journal, where there is one, the reader of earlier verdicts, and a definition.
    static void measuring(Home home, String workflow) {
        if (Files.isDirectory(home.state())) {
            begin("journal", home::journal);
        }
        begin("verdicts", Gates::prepare);
        definition(workflow);
    }

    /// Nothing, where none of that name ships.
    static void definition(String workflow) {
        begin("definition", () -> Definitions.builtin(workflow));
    }

    private static void begin(String what, Runnable work) {
        Thread.ofVirtual()
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
