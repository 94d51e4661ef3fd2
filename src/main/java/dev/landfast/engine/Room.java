package dev.landfast.engine;

import dev.landfast.journal.StepResult;
import dev.landfast.journal.StepResult.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Whether the disks that steps write to have room. What fails while one of them is full says
/// nothing about the code: a tool whose report was cut off looks like a tool that found something.
final class Room {

    /// The class of environment failure.
    static final String FULL = "disk-full";

    /// Less is none, in bytes: a step's log alone takes more.
    private static final long LEAST = 256 * 1024;

    private static final String SAID = "No space left on device";

    private final List<Path> disks;
    private volatile long looks;
    private volatile long lastFull;

    /// @param disks a folder on each
    Room(List<Path> disks) {
        this.disks = List.copyOf(disks);
    }

    /// To be done again and again: a disk may be full for a moment only.
    ///
    /// @return the number of this look
    synchronized long look() {
        looks++;
        // A folder that is not there has no room either, and is another's trouble.
        if (disks.stream()
                .map(Path::toFile)
                .anyMatch(folder -> folder.getUsableSpace() < LEAST && folder.exists())) {
            lastFull = looks;
        }
        return looks;
    }

    /// A result that is a full disk's doing says so.
    ///
    /// @param since the look at its beginning
    StepResult blame(StepResult result, long since) {
        look();
        var full = lastFull >= since;
        var reason =
                switch (result.outcome()) {
                    case Outcome.Blocked(var kind, var why, var _, var _) ->
                            kind.equals(FULL) ? Optional.<String>empty() : Optional.of(why);
                    case Outcome.Escalate(var why) -> Optional.of(why);
                    case Outcome.Broken(var why) -> Optional.of(why);
                    case Outcome.Lost(var why) -> Optional.of(why);
                    // A tool's words count for nothing: it may test how the code takes a full disk.
                    case Outcome.Fail(var why, var _) ->
                            full ? Optional.of(why) : Optional.<String>empty();
                    case Outcome.Pass _,
                            Outcome.Conditional _,
                            Outcome.Waiting _,
                            Outcome.Cancelled _ ->
                            Optional.<String>empty();
                };
        return reason.filter(why -> full || why.contains(SAID))
                .map(why -> blamed(result, why))
                .orElse(result);
    }

    private static StepResult blamed(StepResult result, String why) {
        return StepResult.of(
                        new Outcome.Blocked(
                                FULL,
                                why + " (the disk was full meanwhile)",
                                "make room, then retry the run"))
                .with(result.artifacts())
                .using(result.usage());
    }
}
