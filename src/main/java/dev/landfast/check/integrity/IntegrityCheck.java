package dev.landfast.check.integrity;

import dev.landfast.definition.Config;
import dev.landfast.gate.Bench;
import dev.landfast.gate.Check;
import dev.landfast.gate.Ground;
import dev.landfast.gate.Plant;
import dev.landfast.gate.Tree;
import dev.landfast.gate.Unmeasured;
import dev.landfast.gate.Verdict;
import dev.landfast.journal.Finding;
import dev.landfast.syntax.PythonFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// What the change does to its tests and to what is told to judges in comments. Facts fail, each
/// until a person waives it by name; smells are concerns, put before a reviewer, and fail nothing.
///
/// Nothing is run: both trees are read. With `tests: frozen` the base's test files must be as they
/// were.
public final class IntegrityCheck implements Check {

    /// Up to so many files are asked of git one by one; beyond, a checkout is cheaper.
    private static final int FEW = 24;

    private static final int MOST_CONCERNS = 200;

    @Override
    public String name() {
        return "integrity";
    }

    @Override
    public Set<String> settings() {
        return Set.of("facts", "tests");
    }

    @Override
    public Optional<Plant> plant(Bench bench, Config with) {
        var module = new Ground(bench.base().quiet(), bench.project()).module("canary_integrity");
        return Optional.of(
                Plant.file(module, "import os  # noqa: F401\n").with(Map.of("facts", 0L)));
    }

    @Override
    public Verdict judge(Bench bench, Config with) {
        var change = Change.between(side(bench.base()), side(bench.candidate()));
        fetch(bench, change);
        PythonFile.obstacle()
                .ifPresent(why -> {
                    throw Unmeasured.missingTool(
                            "Python source cannot be read here: " + why,
                            "run Landfast on Linux, macOS or Windows, on x86-64 or ARM, with a home folder it may write");
                });
        change.read();
        sayUnread(bench, change);
        var reading = Reading.of(change, with.text("tests").orElse("open").equals("frozen"));
        bench.log().count("files", change.touched().size());
        bench.log().count("facts", reading.facts().size());
        bench.log().count("smells", reading.smells().size());
        reading.smells().stream().limit(MOST_CONCERNS).forEach(bench.log()::concern);
        if (reading.smells().size() > MOST_CONCERNS) {
            bench.log().note((reading.smells().size() - MOST_CONCERNS) + " more smells");
        }
        return reading.facts().size() > with.integer("facts").orElse(0L)
                ? new Verdict.Fail(reading.facts())
                : new Verdict.Pass();
    }

    /// What was read out of a change.
    ///
    /// @param smells the most telling first
    record Reading(List<Finding> facts, List<Finding> smells) {

        static Reading of(Change change, boolean frozen) {
            var lineage = Lineage.of(change);
            var facts = new Facts(change, lineage);
            var found = new ArrayList<>(facts.all());
            if (frozen) {
                found.addAll(facts.thawed());
            }
            var smells =
                    sideBySide(
                            () -> TestSmells.of(change, lineage),
                            () -> CodeSmells.of(change),
                            () -> ProductSmells.of(change),
                            () -> FileSmells.of(change));
            smells.sort(Smell.MOST_TELLING_FIRST);
            return new Reading(List.copyOf(found), List.copyOf(smells));
        }
    }

    private interface Smells {
        List<Finding> look();
    }

    private static List<Finding> sideBySide(Smells... all) {
        var found = Stream.of(all).parallel().map(Smells::look).toList();
        return new ArrayList<>(found.stream().flatMap(List::stream).toList());
    }

    /// What the change touches is asked of git in one go, while the parser is loaded.
    private static void fetch(Bench bench, Change change) {
        var python = change.python();
        Stream.<Runnable>of(
                        PythonFile::obstacle,
                        () -> change.base().learn(bench.base().contents(python)),
                        () -> change.now().learn(bench.candidate().contents(python)))
                .parallel()
                .forEach(Runnable::run);
    }

    private static Side side(Tree tree) {
        var asked = new AtomicInteger();
        return new Side(
                tree.files(),
                path -> asked.incrementAndGet() <= FEW ? tree.content(path) : read(tree, path));
    }

    private static byte[] read(Tree tree, String path) {
        try {
            return Files.readAllBytes(tree.quiet().directory().resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A test file of the candidate that cannot be read could hide what it likes; what the base has
    /// like that is not the change's fault.
    private static void sayUnread(Bench bench, Change change) {
        change.unreadable(change.base())
                .forEach((path, why) ->
                        bench.log().note(path + " of the base is not compared: " + why));
        var unread = change.unreadable(change.now());
        if (!unread.isEmpty()) {
            var first = unread.entrySet().iterator().next();
            throw Unmeasured.evidence(
                    first.getKey() + " cannot be read: " + first.getValue(),
                    "write it as a test file that can be read whole");
        }
    }
}
