package dev.landfast.step;

import dev.landfast.engine.StepExecutor.Attempt;
import dev.landfast.journal.Entry;
import dev.landfast.journal.Event;
import dev.landfast.journal.Journal;
import dev.landfast.merge.LandingQueue;
import dev.landfast.merge.Stamp;
import dev.landfast.project.Project;
import java.util.Optional;

/// What bringing the base in and landing have in common.
final class Landings {

    private Landings() {}

    /// Runs that make progress by themselves keep their place in the queue.
    static LandingQueue queue(Journal journal) {
        return new LandingQueue(
                journal.leases(),
                run -> journal.run(run).filter(r -> r.standing().word().busy()).isPresent());
    }

    /// The same for a repeated attempt, so that it makes the same commit.
    static Stamp stamp(Journal journal, Attempt attempt) {
        var entries = journal.entries(attempt.run());
        var first = entries.getFirst();
        var workflow =
                first.event() instanceof Event.RunStarted start ? start.pin().workflow() : "";
        var begun =
                entries.stream()
                        .filter(entry ->
                                entry.event() instanceof Event.StepScheduled scheduled
                                        && scheduled.key().equals(attempt.key()))
                        .findFirst()
                        .map(Entry::at)
                        .orElse(first.at());
        return new Stamp(attempt.run(), workflow, attempt.key().toString(), begun);
    }

    /// Where the base is pushed: empty without a remote, or where the project says never.
    static Optional<String> remote(StepKinds.House house, Site site, Bases bases) {
        var settings = Project.at(house.repository(), bases.last()).settings();
        return settings.text("push").equals(Optional.of("never"))
                ? Optional.empty()
                : house.repository().remotes().of(site.base());
    }
}
