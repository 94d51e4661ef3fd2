package dev.landfast.step;

import dev.landfast.engine.StepExecutor.Attempt;
import dev.landfast.git.Trailer;
import dev.landfast.journal.Ask;
import dev.landfast.journal.StepResult;
import dev.landfast.journal.StepResult.Outcome;
import dev.landfast.merge.Conflict;
import dev.landfast.merge.Conflicts;
import dev.landfast.merge.Targets;
import dev.landfast.workspace.Workspace;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/// Takes the base into the branch: by rules first, then by a role, then by a person.
///
/// It waits for its turn to land, so that what is tested as merged after it is still merged when it
/// lands.
final class UpdateBranch {

    private static final long LOOK_AGAIN_NANOS = 100_000_000;
    private static final int USUAL_ATTEMPTS = 3;
    private static final int MOST_TOLD = 3;

    private final StepKinds.House house;
    private final Workplaces places;
    private final AgentWork work;
    private final Path state;

    UpdateBranch(StepKinds.House house, Workplaces places, AgentWork work, Path state) {
        this.house = house;
        this.places = places;
        this.work = work;
        this.state = state;
    }

    /// Returns when it is the run's turn to land, or when there is nothing to land.
    void awaitTurn(Attempt attempt) throws InterruptedException {
        var row = places.row(attempt.run());
        if (row.isEmpty()) {
            return;
        }
        var base = row.get().place().base();
        var queue = Landings.queue(house.journal());
        while (queue.ask(base, attempt.run()).isEmpty()) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            if (Thread.interrupted()) {
                queue.leave(base, attempt.run());
                throw new InterruptedException();
            }
        }
    }

    /// Once it is the run's turn.
    StepResult run(Attempt attempt) throws InterruptedException {
        var site = places.of(attempt.run());
        var workspace = places.workspace(attempt.run());
        var open = OpenMerge.read(folder(attempt));
        if (open.isPresent() && attempt.input().answer().isPresent()) {
            return concluded(attempt, workspace, open.get());
        }
        var begun = new Tries(work, attempt).begun();
        if (begun > 0 && open.isPresent() && isOpen(attempt, workspace, open.get())) {
            // Whoever was at it before a crash may still be.
            return resolveBy(new Resolver(1, begun), attempt, workspace, open.get());
        }
        var bases = places.bases(attempt.run());
        return switch (new Targets(house.repository())
                .look(site.base(), Landings.remote(house, site, bases))) {
            case Targets.Target.At(var commit, var _) when isOwn(attempt, bases, commit) ->
                    waiting(
                            Ask.Kind.RESUME,
                            "'%s' holds commits that this run made and did not land, and a change cannot be measured against itself: move it back to %s"
                                    .formatted(site.base(), bases.last()));
            case Targets.Target.At(var commit, var _) -> update(attempt, workspace, commit);
            case Targets.Target.Unreachable(var words) ->
                    Steps.blocked(
                            "network",
                            "the remote cannot be reached: " + words,
                            "check the remote, then retry the run");
            case Targets.Target.Unpublished(var commits) -> unpublished(site, commits);
        };
    }

    static StepResult unpublished(Site site, List<String> commits) {
        return waiting(
                Ask.Kind.RESUME,
                "'%s' has %d commit(s) of yours that are on no remote, and landing would publish them: push them or move them to a branch"
                        .formatted(site.base(), commits.size()));
    }

    static StepResult waiting(Ask.Kind kind, String question) {
        return StepResult.of(
                new Outcome.Waiting(new Ask(kind, question, List.of(), Optional.empty())));
    }

    /// Whoever works in the worktree can move the base's ref.
    private boolean isOwn(Attempt attempt, Bases bases, String commit) {
        return !house.repository()
                .commits()
                .withTrailer(
                        commit, Optional.of(bases.last()), new Trailer(Trailer.RUN, attempt.run()))
                .isEmpty();
    }

    private StepResult update(Attempt attempt, Workspace workspace, String commit)
            throws InterruptedException {
        var stamp = Landings.stamp(house.journal(), attempt);
        return switch (conflicts().update(workspace, commit, stamp)) {
            case Conflicts.Update.UpToDate(var tip, var _) ->
                    passed(attempt, commit, tip, List.of());
            case Conflicts.Update.Done done when done.splits().isEmpty() ->
                    passed(attempt, commit, done.commit(), done.resolved());
            case Conflicts.Update.Done done -> split(commit, done.commit());
            case Conflicts.Update.Open open -> open(attempt, workspace, open);
        };
    }

    private Conflicts conflicts() {
        return new Conflicts(house.repository(), house.clock());
    }

    private StepResult open(Attempt attempt, Workspace workspace, Conflicts.Update.Open open)
            throws InterruptedException {
        OpenMerge.write(folder(attempt), open);
        var role = attempt.input().with().text("by");
        var forPerson =
                open.conflicts().stream().filter(c -> c.hands() == Conflict.Hands.PERSON).toList();
        if (role.isEmpty() || !forPerson.isEmpty()) {
            return unresolved(
                    attempt, workspace, forPerson.isEmpty() ? open.conflicts() : forPerson);
        }
        var fresh = new Tries(work, attempt).begun() + 1;
        return resolveBy(new Resolver(fresh, fresh), attempt, workspace, open);
    }

    /// Which tries of the role count.
    ///
    /// @param first the first since the merge was laid out
    /// @param next the one to begin or to take up
    private record Resolver(int first, int next) {}

    private boolean isOpen(Attempt attempt, Workspace workspace, Conflicts.Update.Open open) {
        var stamp = Landings.stamp(house.journal(), attempt);
        return conflicts().isOpen(workspace, open.pending(), stamp);
    }

    private StepResult resolveBy(
            Resolver resolver, Attempt attempt, Workspace workspace, Conflicts.Update.Open open)
            throws InterruptedException {
        var site = places.of(attempt.run());
        var facts = AgentKind.facts(site, attempt);
        var role = attempt.input().with().text("by").orElseThrow();
        var task = new AgentWork.Task(role, Steps.param(attempt, "description"), facts);
        var tries = new Tries(work, attempt);
        var seats = new Seats(house.repository(), house.journal().folder(), house.clock());
        var most = attempt.input().with().integer("attempts").orElse((long) USUAL_ATTEMPTS);
        for (var number = resolver.next();
                number < resolver.first() + most && tries.canPay();
                number++) {
            var ended = tries.run(number, task, open.conflicts(), seats, site);
            if (ended.isPresent()) {
                return ended.get();
            }
            var stamp = Landings.stamp(house.journal(), attempt);
            var conclusion = conflicts().conclude(workspace, open, stamp);
            if (conclusion instanceof Conflicts.Conclusion.Done(var commit, var splits)) {
                var base = open.pending().base();
                return tries.after(
                        splits.isEmpty()
                                ? passed(attempt, base, commit, open.conflicts())
                                : split(base, commit));
            }
        }
        return tries.after(unresolved(attempt, workspace, open.conflicts()));
    }

    /// A person says that the conflicts are resolved.
    private StepResult concluded(Attempt attempt, Workspace workspace, Conflicts.Update.Open open) {
        if (attempt.input().answer().filter(said -> !said.accepted()).isPresent()) {
            conflicts().abandon(workspace);
            return Steps.escalate("the person who was asked did not resolve the conflicts");
        }
        return switch (conflicts()
                .conclude(workspace, open, Landings.stamp(house.journal(), attempt))) {
            case Conflicts.Conclusion.Done(var commit, var splits) ->
                    splits.isEmpty()
                            ? passed(attempt, open.pending().base(), commit, open.conflicts())
                            : split(open.pending().base(), commit);
            case Conflicts.Conclusion.Unfinished(var marked, var refused) ->
                    waiting(
                            Ask.Kind.DONE,
                            "not finished yet: conflict markers in %s%s"
                                    .formatted(
                                            marked.isEmpty()
                                                    ? "no file"
                                                    : String.join(", ", marked),
                                            refused.isEmpty()
                                                    ? ""
                                                    : "; not to be committed: "
                                                            + refused.getFirst().path()));
        };
    }

    private static StepResult unresolved(
            Attempt attempt, Workspace workspace, List<Conflict> conflicts) {
        var files =
                String.join(
                        ", ",
                        conflicts.stream().map(c -> c.path() + " (" + c.why() + ")").toList());
        return switch (attempt.input().with().text("unresolved").orElse("ask")) {
            case "fail" -> Steps.fail("conflict", "conflicts in " + files, "resolve them");
            case "block" ->
                    Steps.blocked(
                            "repository",
                            "conflicts in " + files,
                            "resolve them, then retry the run");
            default ->
                    waiting(
                            Ask.Kind.DONE,
                            "MANUAL REVIEW NEEDED: resolve the conflicts in %s: %s"
                                    .formatted(workspace.checkout().path(), files));
        };
    }

    /// It is merged all the same.
    private static StepResult split(String base, String commit) {
        var failed =
                Steps.fail(
                        "alembic-heads",
                        "after the merge the migrations have several heads (commit " + commit + ")",
                        "add a merge revision that joins them");
        return new StepResult(
                failed.outcome(),
                Map.of(Bases.OUTPUT, base),
                failed.findings(),
                failed.artifacts(),
                failed.usage());
    }

    /// The tree counts as changed when the gates before have not measured it: when it has more of
    /// the base than the branch began with, in whichever round that came in.
    private StepResult passed(
            Attempt attempt, String base, String commit, List<Conflict> conflicts) {
        var tree = house.repository().refs().tree(commit).orElseThrow();
        var bases = places.bases(attempt.run()).with(commit);
        var proofs = new Proofs(house.repository(), bases, Steps.earlier(attempt));
        var outputs = new LinkedHashMap<String, Object>();
        outputs.put(Bases.OUTPUT, base);
        outputs.put("changed", !bases.first().equals(base) || !proofs.covers(tree));
        outputs.put("outdated", proofs.outdated(commit));
        outputs.put("commit", commit);
        outputs.put("tree", tree);
        outputs.put("word", "RESOLVED");
        outputs.put(
                "conflicts",
                conflicts.stream()
                        .map(c -> c.path() + ": " + c.kind().name().toLowerCase(Locale.ROOT))
                        .toList());
        outputs.put(StepResult.SAID, told(conflicts));
        return Steps.pass(outputs);
    }

    private static String told(List<Conflict> conflicts) {
        var first = conflicts.stream().limit(MOST_TOLD);
        var more = conflicts.size() - MOST_TOLD;
        return conflicts.isEmpty()
                ? ""
                : "resolved "
                        + first.map(c -> c.path() + " (" + c.why() + ")")
                                .collect(Collectors.joining(", "))
                        + (more > 0 ? " and " + more + " more" : "");
    }

    private Path folder(Attempt attempt) {
        return state.resolve(attempt.run()).resolve(ReadOnlyCopy.name(attempt));
    }
}
