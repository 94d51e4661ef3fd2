package dev.landfast.cli;

import dev.landfast.console.Plain;
import java.util.Map;

/// A drawing of a workflow.
final class WorkflowGraphCommand implements Command {

    @Override
    public Usage usage() {
        return Usage.of("WORKFLOW|FILE", 1, 1)
                .value("variant", "V", "draw this variant")
                .value("format", "FORMAT", "text, mermaid or dot; mermaid unless said")
                .json()
                .example("workflow graph feature --format dot | dot -Tsvg > feature.svg");
    }

    @Override
    public ExitCode run(Words words, Session session) {
        var format = words.value("format").orElse("mermaid");
        var drawing =
                session.landfast().workflows().graph(words.first(), words.value("variant"), format);
        if (words.has("json")) {
            session.json(Map.of("format", format, "drawing", drawing));
            return ExitCode.DONE;
        }
        session.write(Plain.text(drawing).stripTrailing() + "\n");
        return ExitCode.DONE;
    }
}
