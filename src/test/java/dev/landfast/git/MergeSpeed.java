package dev.landfast.git;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// How long a merge candidate takes (the merged tree, and the commit of it) beside a bare `git
/// merge-tree --write-tree` of the same commits, in turn. Prints. Its arguments are an empty folder
/// and how many times.
final class MergeSpeed {

    private static final int FILES = 2000;
    private static final int FOLDERS = 50;
    private static final int CHANGED = 20;

    private MergeSpeed() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        var person = Person.inEmptyRepository(Path.of(args[0]));
        var times = Integer.parseInt(args[1]);
        write(person, 0, FILES, "one\ntwo\nthree\n");
        var start = person.commitAll("start");
        write(person, 0, CHANGED, "one\ntwo\nthree\nours\n");
        var ours = person.commitAll("ours");
        person.git("checkout", "-q", start);
        write(person, CHANGED, CHANGED * 2, "theirs\none\ntwo\nthree\n");
        var theirs = person.commitAll("theirs");
        person.git("checkout", "-q", "main");
        var repository = person.repository();
        var floors = new double[times];
        var candidates = new double[times];
        // The first of each warms up and is not counted.
        for (var i = -1; i < times; i++) {
            var floor = bare(person, ours, theirs);
            var when = Instant.ofEpochSecond(times + i);
            var candidate = candidate(person.folder(), repository, List.of(ours, theirs), when);
            if (i >= 0) {
                floors[i] = floor;
                candidates[i] = candidate;
            }
        }
        System.out.printf(
                "merge-tree p50 %.3f ms, candidate p50 %.3f ms%n",
                median(floors), median(candidates));
    }

    private static void write(Person person, int from, int to, String content) {
        for (var i = from; i < to; i++) {
            person.write("src/part" + i % FOLDERS + "/file" + i + ".py", i + "\n" + content);
        }
    }

    private static double bare(Person person, String ours, String theirs)
            throws IOException, InterruptedException {
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

    private static double candidate(
            Path folder, Repository repository, List<String> parents, Instant when) {
        var begun = System.nanoTime();
        var merged = repository.merges().merge(parents.getFirst(), parents.getLast(), folder);
        if (!merged.clean()) {
            throw new IllegalStateException("the two sides conflict");
        }
        var commit = new NewCommit(merged.tree(), parents, "candidate", List.of(), when);
        repository.commits().make(commit);
        return (System.nanoTime() - begun) / 1e6;
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
