package dev.landfast.agent;

import dev.landfast.journal.Ask;
import java.util.List;
import java.util.Optional;

/// A person does the work in the worktree; the run waits until they say `done`.
record HumanAgent() implements Agent {

    @Override
    public String name() {
        return "human";
    }

    @Override
    public AgentOutcome work(Assignment assignment) {
        var role = assignment.brief().role();
        var question =
                role.reach().edits()
                        ? "do the work of the %s in %s"
                                .formatted(role.name(), assignment.site().worktree())
                        : "answer as the %s".formatted(role.name());
        return new AgentOutcome.Waiting(
                new Ask(Ask.Kind.DONE, question, List.of(), Optional.empty()));
    }
}
