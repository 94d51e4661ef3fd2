package dev.landfast.gate;

import dev.landfast.gate.Evidence.Tool;
import dev.landfast.gate.Verdict.Cause;
import dev.landfast.process.Bounds;
import dev.landfast.process.Limits;
import dev.landfast.process.Network;
import dev.landfast.process.Task;
import dev.landfast.process.TaskEnd;
import dev.landfast.process.TaskSpec;
import dev.landfast.process.Tasks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// Runs one tool in a checkout, with an environment built here and nothing inherited.
public final class ToolRunner {

    private static final long SMALLEST_DISK = 8L << 20;
    private static final int LARGEST_TEXT = 64 << 20;

    private final Tasks tasks;
    private final Fence.Drawn fence;
    private final Path shared;
    private final Gates.Cores atOnce;
    private final AtomicInteger numbers = new AtomicInteger();

    private Optional<Slots> slots = Optional.empty();

    /// @param around what gates share, where our own files for tools are, and the settings of the
    ///   project
    /// @param atOnce how many tools may run side by side, asked before the first
    /// @throws dev.landfast.problem.EnvironmentProblem when tools cannot be kept as the project
    ///   asks
    public ToolRunner(
            Tasks tasks, Fence fence, GateRequest.Surroundings around, Gates.Cores atOnce) {
        this.tasks = tasks;
        this.fence = fence.of(around.project());
        this.shared = around.shared();
        this.atOnce = atOnce;
    }

    private synchronized Slots slots() throws InterruptedException {
        if (slots.isEmpty()) {
            slots = Optional.of(new Slots(atOnce.free()));
        }
        return slots.get();
    }

    /// What to run.
    ///
    /// @param more variables beyond the project's and our own
    /// @param secrets names among `more` whose values are not recorded
    public record Order(
            Tool tool,
            List<String> command,
            Spot spot,
            Map<String, String> more,
            Set<String> secrets) {

        public Order {
            command = List.copyOf(command);
            more = new LinkedHashMap<>(more);
            secrets = Set.copyOf(secrets);
        }
    }

    /// Where to run it and for how long.
    ///
    /// @param gitDirectory the repository the checkout came from
    public record Spot(
            Path gitDirectory,
            Checkout checkout,
            Scratch scratch,
            Map<String, String> project,
            Duration longest) {}

    /// How it ended, with what it printed.
    ///
    /// @param exit absent when a signal ended it
    public record Ended(Evidence.Run run, OptionalInt exit, Path out, Path err) {

        /// Its exit code in words.
        public String how() {
            return exit.isPresent() ? "code " + exit.getAsInt() : "a signal";
        }

        public String text() {
            return ToolRunner.text(out);
        }

        public String errors() {
            return ToolRunner.text(err);
        }
    }

    /// Runs it to its end; the checkout is the same afterwards.
    ///
    /// @param turn when it starts where others wait, too
    /// @throws Unmeasured when it never ran, took too long, or changed the tree
    public Ended run(Order order, Turn turn, EvidenceLog log) throws InterruptedException {
        var slots = slots();
        slots.take(turn);
        try {
            var task = tasks.start(spec(order));
            TaskEnd end;
            try {
                end = task.await();
            } catch (InterruptedException e) {
                task.cancel();
                throw e;
            }
            return ended(order, log, task, end);
        } finally {
            slots.give();
        }
    }

    private TaskSpec spec(Order order) {
        var spot = order.spot();
        var limits = Limits.standard().withWall(spot.longest()).withIdle(spot.longest());
        var options =
                TaskSpec.Options.in(spot.scratch().state())
                        .withLimits(limits.withGrace(Duration.ofSeconds(2)))
                        .withContainment(
                                fence.around(bounds(order), Programs.path(environment(order))))
                        .withSeparateStderr();
        var id =
                "gate-"
                        + Hashes.of(spot.scratch().state().toString()).substring(0, 12)
                        + "-"
                        + numbers.incrementAndGet();
        return new TaskSpec(
                id, order.command(), spot.checkout().directory(), environment(order), options);
    }

    /// The checkout and the scratch, our own files, and what we name to the tool besides.
    private Bounds bounds(Order order) {
        var spot = order.spot();
        var writable = new ArrayList<>(spot.scratch().writable());
        writable.add(spot.checkout().directory());
        var readable = new ArrayList<>(List.of(Resources.area(shared)));
        Stream.concat(order.command().stream(), order.more().values().stream())
                .flatMap(word -> Stream.of(word.split("[:=]")))
                .filter(word -> word.startsWith("/"))
                .map(Path::of)
                .filter(path -> path.startsWith(area(spot)) || path.startsWith(shared))
                .filter(path -> writable.stream().noneMatch(path::startsWith))
                .filter(Files::exists)
                .forEach(readable::add);
        return Bounds.of(Network.LOOPBACK).writing(writable).reading(readable);
    }

    /// Where the gate has its checkouts and scratches.
    private static Path area(Spot spot) {
        return spot.scratch().root().resolve("../..").normalize();
    }

    private static Map<String, String> environment(Order order) {
        var spot = order.spot();
        var all = spot.scratch().environment(spot.project(), spot.checkout().directory());
        all.putAll(order.more());
        return all;
    }

    private Ended ended(Order order, EvidenceLog log, Task task, TaskEnd end) {
        var exit = end instanceof TaskEnd.Exited e ? OptionalInt.of(e.code()) : OptionalInt.empty();
        var run = record(order, task, end, exit);
        log.ran(run);
        if (end.facts().strays() > 0) {
            log.note(order.tool().name() + " left processes behind; they were stopped");
        }
        var name = order.tool().name();
        switch (end) {
            case TaskEnd.Exited ignored -> {}
            case TaskEnd.Signalled(var signal, _) -> log.note(name + " died of signal " + signal);
            case TaskEnd.TimedOut ignored ->
                    throw Unmeasured.evidence(
                            name
                                    + " did not end within "
                                    + order.spot().longest().toSeconds()
                                    + " s",
                            "see "
                                    + task.log()
                                    + "; raise the check's timeout if that is too short");
            case TaskEnd.NotStarted(var why, _) ->
                    throw Unmeasured.missingTool(
                            name + " could not be started: " + why, "install " + name);
            case TaskEnd.Lost(var why, _) ->
                    throw Unmeasured.of(
                            Cause.TRANSIENT,
                            "how " + name + " ended is not known: " + why,
                            "try again");
            case TaskEnd.Cancelled ignored ->
                    throw Unmeasured.of(Cause.TRANSIENT, name + " was stopped", "try again");
        }
        assertRoom(order.spot().scratch().root());
        order.spot().checkout().assertUnchanged();
        return new Ended(run, exit, task.log(), task.errorLog());
    }

    private static Evidence.Run record(Order order, Task task, TaskEnd end, OptionalInt exit) {
        var spot = order.spot();
        var environment = environment(order);
        order.secrets().forEach(s -> environment.replace(s, Evidence.Run.SECRET));
        return new Evidence.Run(
                order.tool(),
                order.command(),
                environment,
                new Evidence.Where(
                        spot.gitDirectory(),
                        spot.checkout().commit(),
                        spot.checkout().trusted(),
                        spot.checkout().directory(),
                        spot.scratch().root()),
                new Evidence.Result(
                        exit,
                        end.facts().duration(),
                        task.log(),
                        task.containment(),
                        spot.checkout().digest()));
    }

    private static void assertRoom(Path folder) {
        try {
            if (Files.getFileStore(folder).getUsableSpace() < SMALLEST_DISK) {
                throw Unmeasured.of(
                        Cause.DISK_FULL, "the disk is full", "make room on the disk of " + folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String text(Path file) {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(LARGEST_TEXT), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
