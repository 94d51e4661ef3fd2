package dev.landfast.mcp;

import dev.landfast.problem.UsageProblem;
import java.util.List;

/// Tools that greet, for tests of the ways to them.
final class Greeting {

    private Greeting() {}

    static Protocol by(String name) {
        var whom = new Argument("whom", "who is greeted", true, 10);
        return new Protocol(
                "1.0",
                "Greets.",
                List.of(
                        Tool.telling(
                                "greet",
                                "Says hello.",
                                List.of(whom),
                                given ->
                                        new Answer.Said(
                                                name + " greets " + given.text("whom").orElse(""))),
                        Tool.recording("fail", "Fails.", List.of(), _ -> new Answer.Failed("no")),
                        Tool.telling("ask", "Has a problem.", List.of(), _ -> problem()),
                        Tool.telling("break", "Breaks.", List.of(), _ -> broken())));
    }

    private static Answer problem() {
        throw new UsageProblem("LF-110", "there is no run of that name", "", "look again");
    }

    private static Answer broken() {
        throw new IllegalStateException("a secret");
    }
}
