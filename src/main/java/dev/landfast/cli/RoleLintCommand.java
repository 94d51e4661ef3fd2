package dev.landfast.cli;

import java.util.Map;

/// What is wrong with role files, skills and instruction files, or probably not meant.
final class RoleLintCommand implements Command {

    @Override
    public Usage usage() {
        return Usage.of("[FILE…]", 0, Usage.ANY)
                .json()
                .example("role lint .claude/agents/reviewer.md");
    }

    @Override
    public ExitCode run(Words words, Session session) {
        var remarks = session.landfast().roster().lint(words.rest());
        var wrong = remarks.stream().anyMatch(remark -> remark.mistake());
        if (words.has("json")) {
            session.json(Map.of("remarks", remarks));
            return wrong ? ExitCode.DEFINITION : ExitCode.DONE;
        }
        WorkflowLintCommand.tell(remarks, session);
        return wrong ? ExitCode.DEFINITION : ExitCode.DONE;
    }
}
