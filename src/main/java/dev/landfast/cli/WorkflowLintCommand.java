package dev.landfast.cli;

import dev.landfast.api.Workflows.Remark;
import dev.landfast.console.Plain;
import dev.landfast.console.Tone;
import java.util.List;
import java.util.Map;

/// What is wrong with a definition, or probably not meant.
final class WorkflowLintCommand implements Command {

    @Override
    public Usage usage() {
        return Usage.of("WORKFLOW|FILE", 1, 1)
                .json()
                .example("workflow lint .landfast/workflows/ours.yaml");
    }

    @Override
    public ExitCode run(Words words, Session session) {
        var remarks = session.landfast().workflows().lint(words.first());
        var wrong = remarks.stream().anyMatch(remark -> remark.mistake());
        if (words.has("json")) {
            session.json(Map.of("remarks", remarks));
            return wrong ? ExitCode.DEFINITION : ExitCode.DONE;
        }
        tell(remarks, session);
        return wrong ? ExitCode.DEFINITION : ExitCode.DONE;
    }

    static void tell(List<Remark> remarks, Session session) {
        for (var remark : remarks) {
            var tone = remark.mistake() ? Tone.BAD : Tone.CARE;
            session.say(
                    session.shown().paint(tone, remark.code())
                            + " "
                            + Plain.line(remark.place() + " " + remark.text()));
        }
        if (remarks.isEmpty()) {
            session.note("nothing to remark");
        }
    }
}
