package dev.landfast.failpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/// What a suite that crashes the product has counted. `./dev crash` prints all of them as a table.
///
/// @param suite what was done, in a few words
/// @param points where a crash could be, of which so many were crashed at
/// @param right runs that ended right without a hand
public record Toll(String suite, Points points, long right, Lost lost, Duration took) {

    /// Where the product could be crashed, and how often it was.
    public record Points(long total, long crashed) {}

    /// What must never be lost, and never be done twice.
    ///
    /// @param work somebody's work gone, there twice, or left lying about
    /// @param events seen by somebody, or with an effect that was seen, and not in the journal
    /// @param doubles merged or pushed more than once
    public record Lost(long work, long events, long doubles) {}

    /// Adds the row to the file that the property `landfast.toll` names.
    public void report() {
        write(
                "%s\t%d\t%d\t%d\t%d\t%d\t%d\t%.0f s"
                        .formatted(
                                suite,
                                points.total(),
                                points.crashed(),
                                right,
                                lost.work(),
                                lost.events(),
                                lost.doubles(),
                                took.toMillis() / 1e3));
    }

    /// A bug was planted, and a suite has found it.
    public static void found(String bug, String where) {
        write("planted\t" + bug + "\tfound " + where);
    }

    /// A figure that has no row of its own.
    public static void figure(String what) {
        write("figure\t" + what);
    }

    private static void write(String row) {
        System.out.println(row.replace("\t", " | "));
        var file = System.getProperty("landfast.toll", "");
        if (file.isEmpty()) {
            return;
        }
        try {
            Files.writeString(
                    Path.of(file),
                    row + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
