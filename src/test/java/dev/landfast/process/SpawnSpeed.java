package dev.landfast.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How long a task takes that does nothing, contained beside bare, in turn, so that a busy moment
/// weighs on both. Prints. Its arguments are an empty folder and how many times.
final class SpawnSpeed {

    private static final int WARM = 5;

    private SpawnSpeed() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Workbench bench = new Workbench(Files.createDirectories(Path.of(args[0])).toRealPath());
        int times = Integer.parseInt(args[1]);
        Tasks tasks = bench.tasks();
        Containment strict =
                Guard.of(Workbench.PATH)
                        .around(
                                Bounds.of(Network.FULL).writing(List.of(bench.work())),
                                "/usr/bin:/bin");
        if (strict.level() != ContainmentLevel.STRICT) {
            throw new IllegalStateException("only " + strict.level() + " is reached here");
        }
        List<Double> bare = new ArrayList<>();
        List<Double> contained = new ArrayList<>();
        double[] more = new double[times];
        for (int i = -WARM; i < times; i++) {
            double floor = took(tasks, bench, Containment.none());
            double measured = took(tasks, bench, strict);
            if (i >= 0) {
                bare.add(floor);
                contained.add(measured);
                more[i] = measured - floor;
            }
        }
        System.out.printf(
                "strict %.1f bare %.1f over %.1f%n", median(contained), median(bare), median(more));
    }

    private static double took(Tasks tasks, Workbench bench, Containment containment)
            throws InterruptedException {
        TaskSpec spec = bench.spec(options -> options.withContainment(containment), "/bin/true");
        long begun = System.nanoTime();
        TaskEnd end = tasks.start(spec).await();
        if (!end.succeeded()) {
            throw new IllegalStateException(end.toString());
        }
        return (System.nanoTime() - begun) / 1e6;
    }

    private static double median(List<Double> values) {
        return median(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
