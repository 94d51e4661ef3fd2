package dev.landfast.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Arrays;

/// How long a durable transition takes beside a bare fdatasync on the same disk, in turn, so that a
/// busy moment weighs on both; and how long reading takes. Prints. Its arguments are an empty
/// folder on the disk in question and how many times.
final class JournalSpeed {

    private static final int TIMES = 500;
    private static final int BYTES = 512;

    private JournalSpeed() {}

    public static void main(String[] args) throws IOException {
        var folder = Files.createDirectories(Path.of(args[0]));
        var times = args.length > 1 ? Integer.parseInt(args[1]) : TIMES;
        try (var journal = Journal.open(folder.resolve("state"), Clock.systemUTC());
                var writer = journal.writer().orElseThrow();
                var file =
                        FileChannel.open(
                                folder.resolve("floor"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE)) {
            var run = journal.submit("login", JournalTest.START, new Actor.Engine());
            writer.append(Transition.of(writer.link(run, new Actor.Engine(), JournalTest.START)));
            var floors = new double[times];
            var transitions = new double[times];
            for (var i = 0; i < times; i++) {
                floors[i] = floor(file);
                transitions[i] = transition(writer, run, i);
            }
            var floor = median(floors);
            var transition = median(transitions);
            System.out.printf(
                    "fdatasync p50 %.3f ms, transition p50 %.3f ms, ratio %.2f%n",
                    floor, transition, transition / floor);
            reading(journal, run);
        }
    }

    private static double floor(FileChannel file) throws IOException {
        var begun = System.nanoTime();
        file.write(ByteBuffer.allocate(BYTES));
        file.force(false);
        return (System.nanoTime() - begun) / 1e6;
    }

    private static double transition(Writer writer, String run, int attempt) {
        var begun = System.nanoTime();
        var event = new Event.StepScheduled(new StepKey("quality.1/unit", attempt), "gate");
        writer.append(Transition.of(writer.link(run, new Actor.Engine(), event)));
        return (System.nanoTime() - begun) / 1e6;
    }

    private static void reading(Journal journal, String run) {
        var begun = System.nanoTime();
        var entries = journal.entries(run).size();
        System.out.printf(
                "%d entries read in %.1f ms%n", entries, (System.nanoTime() - begun) / 1e6);
        begun = System.nanoTime();
        journal.verify(run);
        System.out.printf("verified in %.1f ms%n", (System.nanoTime() - begun) / 1e6);
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
