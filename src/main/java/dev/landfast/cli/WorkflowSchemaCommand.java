package dev.landfast.cli;

import dev.landfast.api.Workflows;

/// The JSON Schema by which editors check and complete definitions.
final class WorkflowSchemaCommand implements Command {

    @Override
    public Usage usage() {
        return Usage.none().example("workflow schema > .landfast/workflow.schema.json");
    }

    @Override
    public ExitCode run(Words words, Session session) {
        session.say(Workflows.schema().strip());
        return ExitCode.DONE;
    }
}
