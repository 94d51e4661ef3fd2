package dev.landfast.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Arrays;

/// How long a durable transition takes beside a bare fdatasync on the same disk, and how long
/// reading takes. Prints. Its argument is an empty folder on the disk in question.
final class JournalSpeed {

    private static final int TIMES = 500;

    private JournalSpeed() {}

    public static void main(String[] args) throws IOException {
        var folder = Files.createDirectories(Path.of(args[0]));
        var floor = floor(folder.resolve("floor"));
        try (var journal = Journal.open(folder.resolve("state"), Clock.systemUTC());
                var writer = journal.writer().orElseThrow()) {
            var run = journal.submit("login", JournalTest.START, new Actor.Engine());
            writer.append(Transition.of(writer.link(run, new Actor.Engine(), JournalTest.START)));
            var transition = transitions(writer, run);
            System.out.printf(
                    "fdatasync p50 %.3f ms, transition p50 %.3f ms, ratio %.2f%n",
                    floor, transition, transition / floor);
            var begun = System.nanoTime();
            var entries = journal.entries(run).size();
            System.out.printf(
                    "%d entries read in %.1f ms%n", entries, (System.nanoTime() - begun) / 1e6);
            begun = System.nanoTime();
            journal.verify(run);
            System.out.printf("verified in %.1f ms%n", (System.nanoTime() - begun) / 1e6);
        }
    }

    private static double floor(Path file) throws IOException {
        try (var out =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            var took = new double[TIMES];
            for (var i = 0; i < TIMES; i++) {
                var begun = System.nanoTime();
                out.write(ByteBuffer.allocate(512));
                out.force(false);
                took[i] = (System.nanoTime() - begun) / 1e6;
            }
            return median(took);
        }
    }

    private static double transitions(Writer writer, String run) {
        var took = new double[TIMES * 2];
        for (var i = 0; i < took.length; i++) {
            var begun = System.nanoTime();
            var event = new Event.StepScheduled(new StepKey("quality.1/unit", i), "gate");
            writer.append(Transition.of(writer.link(run, new Actor.Engine(), event)));
            took[i] = (System.nanoTime() - begun) / 1e6;
        }
        return median(took);
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
