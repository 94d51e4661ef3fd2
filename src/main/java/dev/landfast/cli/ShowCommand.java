package dev.landfast.cli;

import dev.landfast.api.Briefed;
import dev.landfast.api.RunLine;
import dev.landfast.console.Plain;
import dev.landfast.console.Tone;
import java.util.ArrayList;

/// One run: where it stands, what it waits for, what happened last.
final class ShowCommand implements Command {

    private static final int LAST = 12;

    @Override
    public Usage usage() {
        return Usage.of("RUN", 1, 1)
                .flag("all", "everything that happened")
                .value("brief", "STEP", "what the agent of this step was told")
                .json()
                .example("show say-goodbye --brief implement");
    }

    @Override
    public ExitCode run(Words words, Session session) {
        session.wake();
        var runs = session.landfast().runs();
        var run = runs.find(words.first());
        var step = words.value("brief");
        if (step.isPresent()) {
            return brief(runs.brief(run, step.get()), words, session);
        }
        var events = runs.events(run.id());
        if (words.has("json")) {
            var fields = run.fields();
            fields.put("events", events);
            session.json(fields);
            return ExitCode.DONE;
        }
        head(run, session);
        var skipped = words.has("all") ? 0 : Math.max(0, events.size() - LAST);
        var shown = new ArrayList<>(events.subList(skipped, events.size()));
        if (skipped > 0) {
            session.say("  … " + skipped + " earlier: landfast show --all " + run.handle());
        }
        session.say(Happening.lines(shown, session.shown()));
        if (!run.stand().next().isEmpty()) {
            session.note("next: " + Plain.line(run.stand().next()));
        }
        return ExitCode.DONE;
    }

    private static ExitCode brief(Briefed brief, Words words, Session session) {
        if (words.has("json")) {
            session.json(brief);
        } else {
            session.write(Plain.text(brief.text()));
        }
        return ExitCode.DONE;
    }

    static void head(RunLine run, Session session) {
        var terminal = session.shown();
        session.say(
                terminal.paint(Tone.STRONG, Plain.line(run.what().name()))
                        + "  "
                        + terminal.paint(Look.tone(run.status()), run.status().toString())
                        + terminal.paint(
                                Tone.FAINT,
                                Plain.line(
                                        "  "
                                                + run.what().workflow()
                                                + "/"
                                                + run.what().variant()
                                                + "  "
                                                + run.id()
                                                + "  started "
                                                + session.ages().ago(run.times().started()))));
        run.stand().waits().lines().forEach(line -> session.say("  " + Plain.line(line)));
    }
}
