package dev.landfast.cli;

import java.util.LinkedHashMap;

/// Plays a workflow through with made-up outcomes.
final class WorkflowSimulateCommand implements Command {

    @Override
    public Usage usage() {
        return Usage.of("WORKFLOW|FILE [STEP=OUTCOME,…]…", 1, Usage.ANY)
                .value("variant", "V", "play this variant")
                .value("outcome", "STEP=OUTCOMES", "the same as an argument; may be repeated")
                .json()
                .example("workflow simulate feature unit=fail,pass review=fail");
    }

    @Override
    public ExitCode run(Words words, Session session) {
        var outcomes = new java.util.ArrayList<>(words.values("outcome"));
        outcomes.addAll(words.rest().subList(1, words.rest().size()));
        var played =
                session.landfast()
                        .workflows()
                        .simulate(words.first(), words.value("variant"), outcomes);
        if (words.has("json")) {
            var fields = new LinkedHashMap<String, Object>();
            fields.put("end", played.end());
            fields.put("rests", played.rests());
            fields.put("events", played.events());
            session.json(fields);
            return ExitCode.DONE;
        }
        session.say(Happening.lines(played.events(), session.shown()));
        session.say("ends: " + (played.end().isEmpty() ? "it waits for somebody" : played.end()));
        return ExitCode.DONE;
    }
}
