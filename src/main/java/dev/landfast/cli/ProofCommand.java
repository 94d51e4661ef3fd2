package dev.landfast.cli;

import dev.landfast.console.Plain;
import dev.landfast.console.Tone;
import java.util.LinkedHashMap;

/// Writes what a run stands on into a folder that anybody can check.
final class ProofCommand implements Command {

    @Override
    public Usage usage() {
        return Usage.of("RUN", 1, 1)
                .value("output", "FOLDER", "where to; NAME.proof here unless said")
                .json()
                .example("proof login")
                .example("proof login --output /tmp/login.proof");
    }

    @Override
    public ExitCode run(Words words, Session session) {
        var run = session.landfast().runs().find(words.first());
        var folder = session.place(words.value("output").orElse(run.handle() + ".proof"));
        var id = session.landfast().reports().proof(run.id(), folder);
        if (words.has("json")) {
            var fields = new LinkedHashMap<String, Object>();
            fields.put("id", id);
            fields.put("folder", folder.toString());
            session.json(fields);
            return ExitCode.DONE;
        }
        session.say(session.shown().paint(Tone.STRONG, "id " + id));
        session.note(
                "anybody with Python can check it: python3 "
                        + Plain.line(folder.resolve("verify.py").toString())
                        + " --expect "
                        + id);
        return ExitCode.DONE;
    }
}
