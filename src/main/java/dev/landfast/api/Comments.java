package dev.landfast.api;

import dev.landfast.definition.Step;
import dev.landfast.engine.Outline;
import dev.landfast.engine.State;
import dev.landfast.git.Refs;
import dev.landfast.journal.Ask;
import dev.landfast.journal.Event;
import dev.landfast.journal.Finding;
import dev.landfast.problem.UsageProblem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/// What a person remarks on the change of a run. Durable when a method returns; it is mended like
/// what a gate has found.
public final class Comments {

    private static final int LONGEST_TEXT = 20_000;
    private static final Pattern PLACE =
            Pattern.compile("(?<file>.+?)(:(?<line>[1-9][0-9]{0,6}))?");
    private static final Set<Outline.Status> OVER =
            EnumSet.of(Outline.Status.PASSED, Outline.Status.SKIPPED, Outline.Status.LEFT_OUT);

    private final Home home;

    Comments(Home home) {
        this.home = home;
    }

    /// Remarks on a file, or a line of it.
    ///
    /// @param place `FILE` or `FILE:LINE`, relative to the root of the worktree
    public void say(RunLine run, String place, String text) {
        if (text.isBlank()) {
            throw new UsageProblem("LF-140", "a comment needs words", "", "");
        }
        if (text.length() > LONGEST_TEXT) {
            throw new UsageProblem(
                    "LF-139", "the text has more than " + LONGEST_TEXT + " characters", "", "");
        }
        requireRepair(run);
        var event = new Event.Commented(place(run, place), text);
        home.journal().post(run.id(), event, home.person());
    }

    private Finding.Place place(RunLine run, String words) {
        var found = PLACE.matcher(words);
        if (!found.matches() || !isThere(run, found.group("file"))) {
            throw new UsageProblem(
                    "LF-169",
                    "the run '" + run.handle() + "' has no file of that name",
                    words,
                    "FILE or FILE:LINE as 'landfast diff " + run.handle() + "' shows them");
        }
        var line = found.group("line");
        return new Finding.Place(found.group("file"), line == null ? 0 : Integer.parseInt(line));
    }

    /// In the worktree, or removed there and still at the base.
    private boolean isThere(RunLine run, String file) {
        var row = new Answers(home).worktree(run);
        var repository = home.repository();
        var root = repository.root().resolve(row.place().path());
        var named = Path.of(file).normalize();
        if (named.isAbsolute() || named.startsWith("..")) {
            return false;
        }
        return Files.isRegularFile(root.resolve(named), LinkOption.NOFOLLOW_LINKS)
                || repository
                        .refs()
                        .commit(Refs.branch(row.place().base()))
                        .flatMap(base -> repository.trees().text(base, file))
                        .isPresent();
    }

    /// Nobody is told of what comes after the last repair.
    private void requireRepair(RunLine run) {
        var state = State.of(home.journal().entries(run.id()));
        var open =
                !run.status().settled()
                        && state.started()
                                .map(Controls::pinned)
                                .filter(workflow ->
                                        Outline.of(workflow, state).lines().stream()
                                                .anyMatch(Comments::canRepair))
                                .isPresent();
        if (!open) {
            throw new UsageProblem(
                    "LF-170",
                    "the run '"
                            + run.handle()
                            + "' is past its last repair, so nobody would mend it",
                    "",
                    state.waiting().stream().anyMatch(w -> w.ask().kind() == Ask.Kind.APPROVE)
                            ? "say no with the reason: landfast reject " + run.handle()
                            : "begin another run for it");
        }
    }

    private static boolean canRepair(Outline.Line line) {
        return line.step() instanceof Step.Loop loop
                && !loop.repair().isEmpty()
                && !OVER.contains(line.status());
    }
}
