package dev.landfast.api;

import dev.landfast.definition.Durations;
import dev.landfast.engine.State;
import dev.landfast.engine.TakeOver;
import dev.landfast.git.Refs;
import dev.landfast.journal.Ask;
import dev.landfast.journal.Event;
import dev.landfast.journal.Worktree;
import dev.landfast.problem.RepositoryProblem;
import dev.landfast.problem.UsageProblem;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a person says to a run that asks. Durable when a method returns; what it was bound to (the
/// commit, its evidence, the definition) goes along, so that an answer cannot be taken for another
/// question's.
public final class Answers {

    private static final Duration LONGEST_WAIVER = Duration.ofDays(90);
    private static final int ONE_MORE_ROUND = 1;
    private static final int LONGEST_TEXT = 20_000;

    private final Home home;

    Answers(Home home) {
        this.home = home;
    }

    /// Says yes.
    ///
    /// @param step the step that asks; empty when only one does
    public void approve(RunLine run, String step, String text) {
        answer(run, new Said(EnumSet.of(Ask.Kind.APPROVE), step, true, text));
    }

    /// Says no; the reason is handed on to whoever mends it.
    public void reject(RunLine run, String step, String reason) {
        requireText(reason, "a rejection needs a reason");
        var kinds = EnumSet.of(Ask.Kind.APPROVE, Ask.Kind.WAIVE);
        answer(run, new Said(kinds, step, false, reason));
    }

    /// Answers a question.
    public void answer(RunLine run, String step, String text) {
        requireText(text, "an answer needs words");
        answer(run, new Said(EnumSet.of(Ask.Kind.ANSWER), step, true, text));
    }

    /// Says that the work is done: that of a human agent, or that of somebody who took a stopped
    /// run over and committed in its worktree. It is measured like anybody's work.
    public void done(RunLine run, String step, String text) {
        if (!run.status().ended()) {
            answer(run, new Said(EnumSet.of(Ask.Kind.DONE), step, true, text));
            return;
        }
        var commit = handedIn(run);
        var tree = home.repository().refs().tree(commit).orElseThrow();
        home.journal().post(run.id(), new Event.TakenOver(commit, tree), home.person());
        home.journal().post(run.id(), goingOn(run), home.person());
    }

    /// Hands a step back that the person had taken: its agent goes on with what lies there.
    ///
    /// @param text what the agent is told
    public void giveBack(RunLine run, String step, String text) {
        var state = State.of(home.journal().entries(run.id()));
        var said =
                new Said(EnumSet.of(Ask.Kind.DONE), step, false, text)
                        .with(Map.of(Event.Answered.BACK, true));
        if (!state.isTaken(open(run, said).key())) {
            throw new UsageProblem(
                    "LF-167",
                    "the step was a person's from the beginning, so there is no agent to hand it to",
                    "",
                    "landfast done " + run.handle() + ", or a new run with --agent");
        }
        answer(run, said);
    }

    private Event.RetryRequested goingOn(RunLine run) {
        var state = State.of(home.journal().entries(run.id()));
        var stopped = state.ended().map(Event.RunEnded::at).orElse(List.of());
        return TakeOver.retry(
                Controls.pinned(state.started().orElseThrow()), stopped, ONE_MORE_ROUND);
    }

    /// Takes responsibility for one finding or gate on the run's present commit, once.
    ///
    /// @param subject the gate's id, or the finding's rule and place
    public void waive(RunLine run, String subject, Waiver waiver) {
        requireText(subject, "a waiver names a gate or a finding");
        requireText(waiver.reason(), "a waiver needs a reason");
        var entries = home.journal().entries(run.id());
        Waivable.of(entries).require(subject);
        var asks = OpenAsks.of(entries);
        var row = worktree(run);
        var commit = home.repository().refs().value(Refs.branch(row.place().branch()));
        var now = home.surroundings().clock().instant();
        var event =
                new Event.Waived(
                        subject,
                        commit.orElseThrow(() -> gone(row)),
                        waiver.reason(),
                        now.plus(waiver.holds()));
        home.journal().post(run.id(), event, home.person());
        if (asks.has(Ask.Kind.WAIVE)) {
            answer(run, new Said(EnumSet.of(Ask.Kind.WAIVE), "", true, waiver.reason()));
        }
    }

    /// @param holds how long; afterwards it counts no more
    public record Waiver(String reason, Duration holds) {

        /// @param expires such as `7d`
        public static Waiver of(String reason, String expires) {
            var holds =
                    Durations.parse(expires)
                            .filter(d -> d.isPositive() && d.compareTo(LONGEST_WAIVER) <= 0)
                            .orElseThrow(() ->
                                    new UsageProblem(
                                            "LF-122",
                                            "'" + expires + "' is no time that a waiver can hold",
                                            "",
                                            "such as 12h or 7d, at most 90d"));
            return new Waiver(reason, holds);
        }
    }

    /// Whether the run asks for somebody to go on, as after mending something outside.
    boolean resumes(RunLine run) {
        var asks = OpenAsks.of(home.journal().entries(run.id()));
        if (asks.has(Ask.Kind.RESUME)) {
            answer(run, new Said(EnumSet.of(Ask.Kind.RESUME), "", true, ""));
            return true;
        }
        return false;
    }

    /// @param more what goes along with the words
    private record Said(
            Set<Ask.Kind> kinds,
            String step,
            boolean accepted,
            String text,
            Map<String, Object> more) {

        Said(Set<Ask.Kind> kinds, String step, boolean accepted, String text) {
            this(kinds, step, accepted, text, Map.of());
        }

        Said with(Map<String, Object> other) {
            return new Said(kinds, step, accepted, text, other);
        }
    }

    private OpenAsks.Open open(RunLine run, Said said) {
        return OpenAsks.of(home.journal().entries(run.id())).one(run, said.kinds(), said.step());
    }

    private void answer(RunLine run, Said said) {
        if (said.text().length() > LONGEST_TEXT) {
            throw new UsageProblem(
                    "LF-139", "the text has more than " + LONGEST_TEXT + " characters", "", "");
        }
        var open = open(run, said);
        var options = open.ask().options();
        if (open.ask().kind() == Ask.Kind.ANSWER
                && !options.isEmpty()
                && !options.contains(said.text())) {
            throw new UsageProblem(
                    "LF-123",
                    "'" + said.text() + "' is no answer to: " + open.ask().question(),
                    "",
                    "one of: " + String.join(", ", options));
        }
        var event =
                new Event.Answered(
                        open.key(), said.accepted(), said.text(), open.ask().bound(), said.more());
        home.journal().post(run.id(), event, home.person());
    }

    private static void requireText(String text, String what) {
        if (text.isBlank()) {
            throw new UsageProblem("LF-140", what, "", "");
        }
    }

    /// The commit that somebody's work ended in.
    private String handedIn(RunLine run) {
        var row = worktree(run);
        var repository = home.repository();
        var path = repository.root().resolve(row.place().path());
        var checkout = repository.worktrees().open(path).orElseThrow(() -> gone(row));
        if (!checkout.status().clean()) {
            throw new RepositoryProblem(
                    "LF-461",
                    "the worktree has changes that are not committed",
                    path.toString(),
                    "commit what is to be handed in: git -C " + path + " commit");
        }
        return checkout.head().commit().orElseThrow(() -> gone(row));
    }

    Worktree worktree(RunLine run) {
        return home.journal().registry().live().stream()
                .filter(row -> row.state().run().equals(run.id()))
                .reduce((_, last) -> last)
                .orElseThrow(() ->
                        new RepositoryProblem(
                                "LF-462",
                                "the run '" + run.handle() + "' has no worktree",
                                "",
                                "landfast show " + run.handle()));
    }

    private static RepositoryProblem gone(Worktree row) {
        return new RepositoryProblem(
                "LF-463",
                "the worktree or its branch '" + row.place().branch() + "' is gone",
                row.place().path(),
                "landfast worktree ls");
    }
}
