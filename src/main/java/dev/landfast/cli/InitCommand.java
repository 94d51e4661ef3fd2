package dev.landfast.cli;

import dev.landfast.console.Plain;
import java.util.LinkedHashMap;

/// Looks at the project and leaves a `landfast.yaml` to fill in.
final class InitCommand implements Command {

    @Override
    public Usage usage() {
        return Usage.none().json();
    }

    @Override
    public ExitCode run(Words words, Session session) {
        var found = session.landfast().setup().init();
        if (words.has("json")) {
            var all = new LinkedHashMap<String, Object>();
            all.put("base", found.base().branch());
            all.put("commit", found.base().commit());
            all.put("settings", found.settings());
            all.put("tools", found.tools());
            all.put("written", found.written());
            session.json(all);
            return ExitCode.DONE;
        }
        session.say("work starts from and lands on '" + Plain.line(found.base().branch()) + "'");
        found.settings()
                .forEach((key, value) ->
                        session.say("  " + key + ": " + Plain.line(String.valueOf(value))));
        session.say(
                "configured tools: "
                        + (found.tools().isEmpty() ? "none" : String.join(", ", found.tools())));
        session.note(
                found.written()
                        ? "landfast.yaml written: name your agents in it and commit it"
                        : "landfast.yaml is there already and was left as it is");
        session.note("next: landfast doctor, then " + Look.beginning());
        session.note("whether each check finds a planted defect here: landfast gate canaries");
        return ExitCode.DONE;
    }
}
