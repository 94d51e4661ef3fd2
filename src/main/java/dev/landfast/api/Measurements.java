package dev.landfast.api;

import dev.landfast.file.Removal;
import dev.landfast.problem.EnvironmentProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/// Where measurements without a run keep their logs and reports: a folder each, the last few.
///
/// @param area beside the journal
record Measurements(Path area, Clock clock) {

    /// Written last, so that a folder with it is not worked in any more.
    static final String REPORT = "gate-report.json";

    private static final int KEPT = 5;

    /// One without a report was cut short, or is under way; after this nobody waits for it.
    private static final Duration LONGEST = Duration.ofDays(1);

    /// A new folder, and the old ones taken away.
    ///
    /// @param gone is told the name of each that was taken away
    Path begin(Consumer<String> gone) {
        try {
            Files.createDirectories(area);
            prune(gone);
            var now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
            return Files.createTempDirectory(area, now.replace(":", "") + "-");
        } catch (IOException e) {
            throw new EnvironmentProblem(
                            "LF-518",
                            "the record of a measurement cannot be written: " + e.getMessage(),
                            area.toString(),
                            "check the rights of the folder and the room on the disk")
                    .because(e);
        }
    }

    private void prune(Consumer<String> gone) throws IOException {
        List<Path> old;
        try (var all = Files.list(area)) {
            old = all.sorted(Comparator.reverseOrder()).skip(KEPT - 1L).toList();
        }
        for (var folder : old) {
            if (Files.exists(folder.resolve(REPORT)) || isGivenUp(folder)) {
                if (Removal.wherePossible(folder)) {
                    gone.accept(String.valueOf(folder.getFileName()));
                }
            }
        }
    }

    private boolean isGivenUp(Path folder) throws IOException {
        Instant since =
                Files.readAttributes(folder, BasicFileAttributes.class)
                        .lastModifiedTime()
                        .toInstant();
        return since.plus(LONGEST).isBefore(clock.instant());
    }

    static void end(Path folder, String report) {
        try {
            Files.writeString(folder.resolve(REPORT), report);
        } catch (IOException e) {
            throw new EnvironmentProblem(
                            "LF-518",
                            "the record of a measurement cannot be written: " + e.getMessage(),
                            folder.toString(),
                            "check the rights of the folder and the room on the disk")
                    .because(e);
        }
    }
}
