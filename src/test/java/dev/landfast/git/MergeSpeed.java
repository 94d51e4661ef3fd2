package dev.landfast.git;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// How long a merge candidate takes (the merged tree, and the commit of it) beside a bare `git
/// merge-tree --write-tree`, in turn: of the same two commits each time, and of two that were never
/// merged before, where both also write trees and only the candidate flushes them. Prints. Its
/// arguments are an empty folder and how many times.
final class MergeSpeed {

    private static final int FILES = 2000;
    private static final int FOLDERS = 50;
    private static final int CHANGED = 20;
    private static final String LINES = "one\ntwo\nthree\n";

    private final Person person;
    private final Repository repository;
    private final String start;
    private final String theirs;
    private int sides;

    private MergeSpeed(Path folder) {
        person = Person.inEmptyRepository(folder);
        write(0, FILES, LINES);
        start = person.commitAll("start");
        write(CHANGED, CHANGED * 2, "theirs\n" + LINES);
        theirs = person.commitAll("theirs");
        repository = person.repository();
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        var speed = new MergeSpeed(Path.of(args[0]));
        var times = Integer.parseInt(args[1]);
        var sides = new String[2 * (times + 1)];
        Arrays.setAll(sides, _ -> speed.side());
        speed.compare("new", times, n -> sides[n]);
        speed.compare("again", times, _ -> sides[0]);
    }

    /// One more commit to merge with theirs, unlike all before.
    private String side() {
        person.git("checkout", "-q", start);
        write(0, CHANGED, LINES + "ours " + sides++ + "\n");
        return person.commitAll("ours");
    }

    private void write(int from, int to, String content) {
        for (var i = from; i < to; i++) {
            person.write("src/part" + i % FOLDERS + "/file" + i + ".py", i + "\n" + content);
        }
    }

    private interface Sides {
        String get(int number);
    }

    private void compare(String what, int times, Sides sides)
            throws IOException, InterruptedException {
        var floors = new double[times];
        var candidates = new double[times];
        // The first of each warms up and is not counted.
        for (var i = -1; i < times; i++) {
            var floor = bare(sides.get(2 * i + 2));
            var candidate = candidate(sides.get(2 * i + 3), Instant.ofEpochSecond(times + i));
            if (i >= 0) {
                floors[i] = floor;
                candidates[i] = candidate;
            }
        }
        System.out.printf(
                "%s: merge-tree p50 %.3f ms, candidate p50 %.3f ms%n",
                what, median(floors), median(candidates));
    }

    private double bare(String ours) throws IOException, InterruptedException {
        var builder =
                new ProcessBuilder("git", "merge-tree", "--write-tree", ours, theirs)
                        .directory(person.folder().toFile())
                        .redirectOutput(new File("/dev/null"))
                        .redirectError(new File("/dev/null"));
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.putAll(person.environment());
        var begun = System.nanoTime();
        var code = builder.start().waitFor();
        var took = System.nanoTime() - begun;
        if (code != 0) {
            throw new IllegalStateException("git merge-tree ended with " + code);
        }
        return took / 1e6;
    }

    private double candidate(String ours, Instant when) {
        var begun = System.nanoTime();
        var merged = repository.merges().merge(ours, theirs, person.folder());
        if (!merged.clean()) {
            throw new IllegalStateException("the two sides conflict");
        }
        var parents = List.of(ours, theirs);
        repository
                .commits()
                .make(new NewCommit(merged.tree(), parents, "candidate", List.of(), when));
        return (System.nanoTime() - begun) / 1e6;
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
