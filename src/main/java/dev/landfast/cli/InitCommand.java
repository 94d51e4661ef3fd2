package dev.landfast.cli;

import dev.landfast.api.AgentFiles;
import dev.landfast.console.Plain;
import java.util.LinkedHashMap;
import java.util.List;

/// Looks at the project and leaves a `landfast.yaml` to fill in.
final class InitCommand implements Command {

    @Override
    public Usage usage() {
        return Usage.none()
                .flag("agents", "write skills and slash commands for coding agents as well")
                .json();
    }

    @Override
    public ExitCode run(Words words, Session session) {
        var setup = session.landfast().setup();
        var found = setup.init();
        var files = words.has("agents") ? setup.agents() : List.<AgentFiles.Written>of();
        if (words.has("json")) {
            var all = new LinkedHashMap<String, Object>();
            all.put("base", found.base().branch());
            all.put("commit", found.base().commit());
            all.put("settings", found.settings());
            all.put("tools", found.tools());
            all.put("written", found.written());
            if (words.has("agents")) {
                all.put("agent_files", files);
            }
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
        tell(files, session);
        session.note("next: landfast doctor, then " + Look.beginning());
        session.note("whether each check finds a planted defect here: landfast gate canaries");
        return ExitCode.DONE;
    }

    private static void tell(List<AgentFiles.Written> files, Session session) {
        for (var file : files) {
            session.say("  " + file.path() + ": " + word(file.state()));
        }
        if (!files.isEmpty()) {
            session.note(
                    "read them and commit them; coding agents then know /landfast-start-project,"
                            + " /landfast-iterate, /landfast-check-status and /landfast-complete");
        }
    }

    private static String word(AgentFiles.State state) {
        return switch (state) {
            case WRITTEN -> "written";
            case SAME -> "there already";
            case KEPT -> "there already with other content, left as it is";
        };
    }
}
