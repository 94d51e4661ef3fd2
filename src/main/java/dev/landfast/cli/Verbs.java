package dev.landfast.cli;

import static dev.landfast.cli.Verb.Group.DEFINE;
import static dev.landfast.cli.Verb.Group.GATE;
import static dev.landfast.cli.Verb.Group.KEEP;
import static dev.landfast.cli.Verb.Group.OTHER;
import static dev.landfast.cli.Verb.Group.SAY;
import static dev.landfast.cli.Verb.Group.SEE;
import static dev.landfast.cli.Verb.Group.START;

import dev.landfast.api.Nearest;
import dev.landfast.problem.UsageProblem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The table of verbs. A new command is a class and a row here; help and completion follow.
final class Verbs {

    /// What people type who know other tools.
    private static final Map<String, String> ELSEWHERE =
            Map.ofEntries(
                    Map.entry("status", "ls"),
                    Map.entry("list", "ls"),
                    Map.entry("ps", "ls"),
                    Map.entry("start", "run"),
                    Map.entry("log", "logs"),
                    Map.entry("follow", "watch"),
                    Map.entry("stop", "cancel"),
                    Map.entry("abort", "cancel"),
                    Map.entry("continue", "resume"),
                    Map.entry("lint", "workflow lint"));

    private Verbs() {}

    static List<Verb> all() {
        return Stream.of(looking(), measuring(), speaking(), keeping())
                .flatMap(List::stream)
                .toList();
    }

    /// There is none of that name; a near one is proposed.
    ///
    /// @param verbs those that were to choose from
    /// @param before what comes before the proposal, such as `landfast help `
    static UsageProblem unknown(String name, List<Verb> verbs, String before) {
        return new UsageProblem(
                "LF-101",
                "there is no command " + Words.quoted(name),
                "",
                Optional.ofNullable(ELSEWHERE.get(name))
                        .or(() -> Nearest.to(name, verbs.stream().map(Verb::name).toList()))
                        .map(meant -> "did you mean '" + before + meant + "'?")
                        .orElse("see 'landfast help'"));
    }

    private static List<Verb> looking() {
        return List.of(
                new Verb(
                        "demo",
                        START,
                        "the main job on a real project, recorded",
                        DemoCommand::new),
                new Verb(
                        "init",
                        START,
                        "look at the project, write landfast.yaml",
                        InitCommand::new),
                new Verb("doctor", START, "what is missing, and how to get it", DoctorCommand::new),
                new Verb("run", START, "start a workflow and follow it", RunCommand::new),
                new Verb("ls", SEE, "the runs and where they stand", LsCommand::new),
                new Verb("show", SEE, "one run: where it is and what happened", ShowCommand::new),
                new Verb("watch", SEE, "follow a run; ctrl-C leaves it running", WatchCommand::new),
                new Verb("logs", SEE, "what the programs of a run wrote", LogsCommand::new),
                new Verb("diff", SEE, "what a run changes", DiffCommand::new),
                new Verb("shell", SEE, "a shell in a run's worktree", ShellCommand::new),
                new Verb("why", SEE, "why a run stopped, and what can be done", WhyCommand::new),
                new Verb("report", SEE, "what is proven, what is not", ReportCommand::new),
                new Verb("cost", SEE, "what agents used, and what is left", CostCommand::new),
                new Verb("proof", SEE, "the same for anybody to check", ProofCommand::new),
                new Verb("record", SEE, "what agents did, to be played again", RecordCommand::new));
    }

    private static List<Verb> measuring() {
        return List.of(
                new Verb("gate run", GATE, "measure what is committed here", GateRunCommand::new),
                new Verb("gate ls", GATE, "the gates and their thresholds", GateLsCommand::new),
                new Verb("gate explain", GATE, "what one measures", GateExplainCommand::new),
                new Verb(
                        "gate canaries",
                        GATE,
                        "whether each check can fail here",
                        GateCanariesCommand::new));
    }

    private static List<Verb> speaking() {
        return List.of(
                new Verb("approve", SAY, "say yes to what a run shows", SayCommand::approve),
                new Verb("reject", SAY, "say no, with a reason", SayCommand::reject),
                new Verb("answer", SAY, "answer a run's question", SayCommand::answer),
                new Verb("done", SAY, "hand in work you did for a run", SayCommand::done),
                new Verb("take", SAY, "do yourself what an agent is at", SayCommand::take),
                new Verb("give", SAY, "hand what you took back to it", SayCommand::give),
                new Verb("comment", SAY, "remark on a line of its change", CommentCommand::new),
                new Verb("waive", SAY, "take a finding on yourself, once", WaiveCommand::new),
                new Verb("pause", SAY, "start no further step", PauseCommand::new),
                new Verb("resume", SAY, "let a paused run go on", SayCommand::resume),
                new Verb("retry", SAY, "go on with a run that stopped", SayCommand::retry),
                new Verb("fork", SAY, "a new run from a step of another", ForkCommand::new),
                new Verb("cancel", SAY, "end a run; its work is kept", CancelCommand::new));
    }

    private static List<Verb> keeping() {
        return List.of(
                new Verb("worktree ls", KEEP, "where runs work", WorktreeLsCommand::new),
                new Verb("worktree rm", KEEP, "take one away, saved first", WorktreeRmCommand::new),
                new Verb("rescue ls", KEEP, "what was saved", RescueLsCommand::new),
                new Verb("rescue restore", KEEP, "give it back", RescueRestoreCommand::new),
                new Verb("workflow ls", DEFINE, "those that can be run", WorkflowLsCommand::new),
                new Verb(
                        "workflow show", DEFINE, "one as people read it", WorkflowShowCommand::new),
                new Verb(
                        "workflow lint",
                        DEFINE,
                        "what is wrong with one",
                        WorkflowLintCommand::new),
                new Verb("workflow simulate", DEFINE, "play one", WorkflowSimulateCommand::new),
                new Verb("workflow graph", DEFINE, "a drawing of one", WorkflowGraphCommand::new),
                new Verb("workflow schema", DEFINE, "for editors", WorkflowSchemaCommand::new),
                new Verb("role ls", DEFINE, "who there is to do steps", RoleLsCommand::new),
                new Verb("role show", DEFINE, "one with what it knows", RoleShowCommand::new),
                new Verb("role lint", DEFINE, "what is wrong with some", RoleLintCommand::new),
                new Verb("mcp", OTHER, "runs as tools for agents, to read", McpCommand::new),
                new Verb("completion", OTHER, "for bash, zsh or fish", CompletionCommand::new),
                new Verb("version", OTHER, "the version of this program", VersionCommand::new),
                new Verb("help", OTHER, "this, or all about one command", HelpCommand::new));
    }
}
