package dev.landfast.cli;

import dev.landfast.api.StartRequest;
import dev.landfast.api.Started;
import dev.landfast.console.Plain;
import dev.landfast.problem.UsageProblem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Starts a run and follows it.
final class RunCommand implements Command {

    @Override
    public Usage usage() {
        return Usage.of("WORKFLOW [NAME] [KEY=VALUE…] [DESCRIPTION…]", 1, Usage.ANY)
                .value("description", "TEXT", "what is wanted, instead of words at the end")
                .value("variant", "V", "a variant of the workflow, or 'auto' to have one proposed")
                .value("agent", "ROLE=WHO", "who plays a role; may be repeated ('default' for all)")
                .value("base", "BRANCH", "the branch to land on; the one checked out unless said")
                .value("from", "STEP", "enter the workflow at a step")
                .value("budget", "DOLLARS", "what the whole run may cost, in US dollars")
                .flag("trust", "you have read the repository's own workflow: it may run")
                .flag("detach", "only start it")
                .flag("json", "print the run as one line of JSON once it is started; with --detach")
                .example("run feature login \"Add a login page\"")
                .example("run feature \"Fix the typo in README\" --variant auto")
                .example("run feature login \"…\" --agent default=command:./agent.sh");
    }

    @Override
    public ExitCode run(Words words, Session session) {
        var started = session.landfast().runs().start(request(words));
        var run = started.run();
        if (!words.has("json")) {
            tell(started, session);
        }
        if (words.has("detach") || words.has("json")) {
            session.landfast().carry();
            if (words.has("json")) {
                session.json(run.fields());
            } else {
                session.note("follow it: landfast watch " + Plain.line(run.handle()));
            }
            return ExitCode.DONE;
        }
        return new Following(session, run).follow(run);
    }

    private static void tell(Started started, Session session) {
        var run = started.run();
        var because = started.because().isEmpty() ? "" : " (" + started.because() + ")";
        session.note(
                Plain.line(
                        "run '"
                                + run.handle()
                                + "' started: "
                                + run.what().workflow()
                                + ", variant "
                                + run.what().variant()
                                + because));
    }

    private static StartRequest request(Words words) {
        var params = new LinkedHashMap<String, String>();
        words.value("description").ifPresent(text -> params.put("description", text));
        var choices =
                new StartRequest.Choices(
                        words.value("variant"),
                        agents(words),
                        words.value("base"),
                        words.value("from"),
                        words.has("trust"));
        var rest = words.rest().subList(1, words.rest().size());
        return new StartRequest(words.first(), rest, params, choices, words.dollars("budget"));
    }

    private static Map<String, String> agents(Words words) {
        var agents = new LinkedHashMap<String, String>();
        for (var text : words.values("agent")) {
            var equals = text.indexOf('=');
            if (equals <= 0) {
                throw new UsageProblem(
                        "LF-138",
                        "--agent needs a role and who plays it, not " + Words.quoted(text),
                        "",
                        "such as --agent developer=human");
            }
            var role = text.substring(0, equals);
            var before = Optional.ofNullable(agents.put(role, text.substring(equals + 1)));
            if (before.isPresent()) {
                throw new UsageProblem(
                        "LF-136", "the role " + Words.quoted(role) + " is given twice", "", "");
            }
        }
        return agents;
    }
}
