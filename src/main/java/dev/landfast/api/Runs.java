package dev.landfast.api;

import dev.landfast.journal.Journal;
import dev.landfast.journal.RunSummary;
import dev.landfast.problem.UsageProblem;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;

/// The runs of a repository: which there are, and what happened in them.
public final class Runs {

    private static final int CANDIDATES = 8;

    private final Home home;

    Runs(Home home) {
        this.home = home;
    }

    /// Every run, newest first.
    public List<RunLine> all() {
        return home.reading().map(journal -> lines(journal.runs())).orElse(List.of());
    }

    /// The runs that are not done or cancelled, and the newest of all; newest first.
    ///
    /// @param newest how many of the newest
    public List<RunLine> current(int newest) {
        return home.reading().map(journal -> current(journal, newest)).orElse(List.of());
    }

    private static List<RunLine> current(Journal journal, int newest) {
        var shadowed = journal.shadowed(newest);
        return journal.current(newest).stream()
                .map(run -> RunLine.of(run, !shadowed.contains(run.id())))
                .toList();
    }

    /// How many runs there have been.
    public long count() {
        return home.reading().map(Journal::count).orElse(0L);
    }

    /// The run a person means.
    ///
    /// @param text an id, a name, or the beginning of one that only one run has
    public RunLine find(String text) {
        var journal = home.reading();
        var found =
                text.isEmpty() || journal.isEmpty()
                        ? List.<RunSummary>of()
                        : journal.get().named(text);
        if (journal.isPresent() && found.size() == 1) {
            return line(journal.get(), found.getFirst());
        }
        throw found.isEmpty() ? unknown(text) : ambiguous(text, lines(found));
    }

    /// Everything that happened to a run.
    ///
    /// @param id a run's id
    public List<RunEvent> events(String id) {
        return events(id, 0);
    }

    /// What happened to a run after an event of it.
    public List<RunEvent> events(String id, long after) {
        return home.reading()
                .map(journal -> journal.entries(id, after).stream().map(RunEvent::of).toList())
                .orElse(List.of());
    }

    /// Starts a run: durable, and listed as queued, when this returns.
    ///
    /// @throws dev.landfast.problem.LandfastException when anything about it is wrong; then nothing
    ///   was recorded
    public Started start(StartRequest request) {
        return new Starting(home).start(request);
    }

    /// Why a run stopped or waits, and what can be done about it.
    public Diagnosis why(RunLine run) {
        var journal = home.reading().orElseGet(home::journal);
        return new Diagnosing(journal.artifacts()).of(run, journal.entries(run.id()));
    }

    /// What the agent of a step was told, when the step was done last or is being done.
    ///
    /// @param step its id, its path `quality.2/review`, or one attempt `quality.2/review@1`
    public Briefed brief(RunLine run, String step) {
        var journal = home.reading().orElseGet(home::journal);
        return new Briefs(journal, new Catalogue(home.repository())).of(run, step);
    }

    /// Follows a run as it goes on.
    public Follow follow(RunLine run) {
        return new Follow(home, run.id());
    }

    /// The names that a run can be called by now, for completion and for guesses.
    public List<String> names() {
        return all().stream().map(RunLine::handle).distinct().toList();
    }

    private UsageProblem unknown(String text) {
        var shown = text.isEmpty() ? "of that name" : "'" + text + "'";
        var meant = Nearest.to(text, names());
        return new UsageProblem(
                "LF-110",
                "there is no run " + shown,
                "",
                meant.map(name -> "did you mean '" + name + "'?")
                        .orElse("see 'landfast ls --all'"));
    }

    private static UsageProblem ambiguous(String text, List<RunLine> found) {
        var handles =
                found.stream()
                        .limit(CANDIDATES)
                        .map(RunLine::handle)
                        .collect(Collectors.joining(", "));
        var more = found.size() > CANDIDATES ? " and " + (found.size() - CANDIDATES) + " more" : "";
        return new UsageProblem(
                "LF-111",
                "'" + text + "' can be any of " + found.size() + " runs",
                "",
                "say which: " + handles + more);
    }

    private static RunLine line(Journal journal, RunSummary run) {
        var newest = journal.named(run.about().name());
        return RunLine.of(run, newest.size() == 1 && newest.getFirst().id().equals(run.id()));
    }

    private static List<RunLine> lines(List<RunSummary> newestFirst) {
        var names = new HashSet<String>();
        return newestFirst.stream()
                .map(run -> RunLine.of(run, names.add(run.about().name())))
                .toList();
    }
}
