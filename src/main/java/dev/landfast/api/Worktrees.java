package dev.landfast.api;

import dev.landfast.journal.Journal;
import dev.landfast.journal.Worktree;
import dev.landfast.problem.UsageProblem;
import dev.landfast.workspace.Cleanup;
import dev.landfast.workspace.Kept;
import dev.landfast.workspace.Rescue;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The worktrees that runs were given, and what was saved before anything was taken away.
public final class Worktrees {

    private final Home home;

    Worktrees(Home home) {
        this.home = home;
    }

    /// One worktree, those that are gone included.
    public record Line(long id, String name, String path, String branch, Life life) {}

    /// @param status such as `active`, `merged`, `cleaned_up`
    /// @param run the run that owns it
    public record Life(String base, Instant created, String status, String run) {}

    /// What was done to take one away.
    ///
    /// @param kept refs of what would have been lost
    /// @param setAside where large ignored files were moved to
    /// @param branch still there because it is not merged
    public record Removed(List<String> kept, List<String> setAside, Optional<String> branch) {}

    /// Something that was saved.
    ///
    /// @param ref never pushed
    public record Saved(String ref, String name, String time, String commit, String subject) {}

    /// Those that exist, in order of their ids.
    public List<Line> list() {
        return home.reading()
                .map(journal -> journal.registry().live().stream().map(Worktrees::line).toList())
                .orElse(List.of());
    }

    /// The registry as scripts exchange it: an object by id, those that are gone included.
    public Map<String, Map<String, Object>> export() {
        return home.reading().map(Journal::registry).map(r -> r.export()).orElse(Map.of());
    }

    /// Takes one away. What is not committed or not merged is saved first.
    ///
    /// @param which its id or name
    public Removed remove(String which) {
        var row = find(which);
        new Runs(home)
                .all().stream()
                        .filter(run -> run.id().equals(row.state().run()))
                        .filter(run -> !run.status().settled())
                        .findFirst()
                        .ifPresent(run -> {
                            throw new UsageProblem(
                                    "LF-126",
                                    "the worktree '"
                                            + row.feature()
                                            + "' belongs to a run that is "
                                            + run.status(),
                                    "",
                                    "landfast cancel " + run.handle());
                        });
        var cleanup =
                new Cleanup(
                        home.repository(), home.journal().registry(), home.surroundings().clock());
        var cleaned = cleanup.remove(row, Optional.empty());
        return new Removed(
                cleaned.kept().stream().map(Kept::ref).toList(),
                cleaned.setAside().stream().map(Path::toString).toList(),
                cleaned.branch());
    }

    /// Everything that was saved, by name and time.
    public List<Saved> saved() {
        return rescue().all().stream().map(Worktrees::saved).toList();
    }

    /// Gives something back in a worktree of its own, as it was. It stays saved.
    ///
    /// @param which its ref, or its name for the latest of that name
    /// @param as name of the new worktree
    public Path restore(String which, String as) {
        var filed = rescue().find(which);
        return rescue().restore(filed, as).path();
    }

    /// The folder a run works in.
    public Path of(RunLine run) {
        var row = new Answers(home).worktree(run);
        return home.place().root().resolve(row.place().path());
    }

    private Rescue rescue() {
        return new Rescue(home.repository(), home.surroundings().clock());
    }

    private Worktree find(String which) {
        var live = home.journal().registry().live();
        return live.stream()
                .filter(w -> w.feature().equals(which) || String.valueOf(w.id()).equals(which))
                .findFirst()
                .orElseThrow(() -> {
                    var names = live.stream().map(Worktree::feature).toList();
                    return new UsageProblem(
                            "LF-127",
                            "there is no worktree '" + which + "'",
                            "",
                            Nearest.to(which, names)
                                    .map(meant -> "did you mean '" + meant + "'?")
                                    .orElse(
                                            names.isEmpty()
                                                    ? "there is none"
                                                    : names.stream()
                                                            .collect(
                                                                    Collectors.joining(
                                                                            ", ",
                                                                            "there are: ",
                                                                            ""))));
                });
    }

    private static Line line(Worktree row) {
        var status = row.state().status().name().toLowerCase(java.util.Locale.ROOT);
        return new Line(
                row.id(),
                row.feature(),
                row.place().path(),
                row.place().branch(),
                new Life(row.place().base(), row.created(), status, row.state().run()));
    }

    private static Saved saved(Rescue.Filed filed) {
        return new Saved(filed.ref(), filed.name(), filed.time(), filed.commit(), filed.subject());
    }
}
