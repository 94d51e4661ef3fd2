package dev.landfast.cli;

import static dev.landfast.cli.Verb.Group.OTHER;
import static dev.landfast.cli.Verb.Group.SAY;
import static dev.landfast.cli.Verb.Group.SEE;
import static dev.landfast.cli.Verb.Group.START;

import java.util.List;

/// The table of verbs. A new command is a class and a row here; help and completion follow.
final class Verbs {

    private Verbs() {}

    static List<Verb> all() {
        return List.of(
                new Verb(
                        "demo",
                        START,
                        "the main job on a real project, recorded",
                        DemoCommand::new),
                new Verb("init", START, "look at this project and prepare it", InitCommand::new),
                new Verb(
                        "doctor",
                        START,
                        "what is missing here, and how to get it",
                        DoctorCommand::new),
                new Verb("run", START, "start a workflow and follow it", RunCommand::new),
                new Verb("ls", SEE, "the runs and where they stand", LsCommand::new),
                new Verb("show", SEE, "one run: where it is and what happened", ShowCommand::new),
                new Verb("watch", SEE, "follow a run; ctrl-C leaves it running", WatchCommand::new),
                new Verb(
                        "report",
                        SEE,
                        "what is proven of a run and what is not",
                        ReportCommand::new),
                new Verb("why", SEE, "why a run stopped, and what can be done", WhyCommand::new),
                new Verb("approve", SAY, "say yes to what a run shows", SayCommand::approve),
                new Verb("reject", SAY, "say no, with a reason", SayCommand::reject),
                new Verb("answer", SAY, "answer a run's question", SayCommand::answer),
                new Verb("done", SAY, "hand in work you did for a run", SayCommand::done),
                new Verb("waive", SAY, "take a finding on yourself, once", WaiveCommand::new),
                new Verb("pause", SAY, "start no further step", PauseCommand::new),
                new Verb("resume", SAY, "let a paused run go on", SayCommand::resume),
                new Verb("retry", SAY, "go on with a run that stopped", SayCommand::retry),
                new Verb("fork", SAY, "a new run from a step of another", ForkCommand::new),
                new Verb("cancel", SAY, "end a run; its work is kept", CancelCommand::new),
                new Verb("completion", OTHER, "for bash, zsh or fish", CompletionCommand::new),
                new Verb("version", OTHER, "the version of this program", VersionCommand::new),
                new Verb("help", OTHER, "this, or all about one command", HelpCommand::new));
    }
}
