package dev.landfast.check.shape;

import dev.landfast.check.shape.Places.Role;
import dev.landfast.definition.Config;
import dev.landfast.gate.Bench;
import dev.landfast.gate.Evidence;
import dev.landfast.gate.Evidence.Tool;
import dev.landfast.gate.GateRun;
import dev.landfast.gate.Ground;
import dev.landfast.gate.Terminal;
import dev.landfast.gate.Tree;
import dev.landfast.gate.Unmeasured;
import dev.landfast.gate.UnreadableReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/// Reads the shape of a tree once for all checks of a gate that ask for it.
final class Shapes {

    /// What complexity is counted with; figures of another tool differ.
    static final String TOOL = "landfast-shape";

    private final GateRun run;
    private final Map<String, Slot> slots = new ConcurrentHashMap<>();

    private Shapes(GateRun run) {
        this.run = run;
    }

    /// What a reading came to, with its evidence also where it came to nothing.
    private record Reading(
            Optional<Shape> shape, Optional<Unmeasured> problem, Evidence evidence) {}

    private static final class Slot {
        private final ReentrantLock lock = new ReentrantLock();
        private Optional<Reading> reading = Optional.empty();
    }

    /// The candidate's modules.
    ///
    /// @throws Unmeasured also when a file of the project's own cannot be read
    static Modules candidate(Bench bench, Config with) throws InterruptedException {
        var modules = of(bench).modules(bench, bench.candidate(), with);
        for (var each : modules.shape().unreadable().entrySet()) {
            var role = modules.places().role(each.getKey());
            if (role == Role.CODE || role == Role.TEST) {
                throw Unmeasured.evidence(
                        each.getKey() + " cannot be read: " + Terminal.plain(each.getValue()),
                        "mend the syntax first");
            }
        }
        return modules;
    }

    /// The base's modules, as far as they can be read.
    static Modules base(Bench bench, Config with) throws InterruptedException {
        return of(bench).modules(bench, bench.base(), with);
    }

    /// Where something can be planted that the check looks at.
    static Ground ground(Bench bench, Config with) {
        return new Ground(bench.base().quiet(), bench.project(), with.text("path"));
    }

    private static Shapes of(Bench bench) {
        return bench.run().part(Shapes.class, Shapes::new);
    }

    private Modules modules(Bench bench, Tree tree, Config with) throws InterruptedException {
        var reading = once(tree);
        bench.log().include(reading.evidence());
        if (reading.problem().isPresent()) {
            throw reading.problem().get();
        }
        var places = new Places(run.project().texts("source"));
        return new Modules(reading.shape().orElseThrow(), places, with.text("path"));
    }

    private Reading once(Tree tree) throws InterruptedException {
        var slot = slots.computeIfAbsent(tree.fingerprint(), key -> new Slot());
        slot.lock.lockInterruptibly();
        try {
            if (slot.reading.isEmpty()) {
                slot.reading = Optional.of(read(tree));
            }
            return slot.reading.get();
        } finally {
            slot.lock.unlock();
        }
    }

    private Reading read(Tree tree) throws InterruptedException {
        var bench = new Bench(run, "shape", Config.empty());
        try {
            var shape = read(bench, tree);
            return new Reading(Optional.of(shape), Optional.empty(), bench.log().evidence());
        } catch (Unmeasured e) {
            return new Reading(Optional.empty(), Optional.of(e), bench.log().evidence());
        }
    }

    private Shape read(Bench bench, Tree tree) throws InterruptedException {
        var python = run.pythons().with();
        var scratch = bench.scratch();
        var report = scratch.report("shape.json");
        var script = run.resources().named("shape.py");
        var ended =
                bench.read(
                        tree,
                        new Tool(TOOL, "1 (Python " + python.version() + ")", script.toString()),
                        scratch,
                        List.of(
                                python.path().toString(),
                                "-I",
                                script.toString(),
                                report.toString()));
        bench.log().report("shape.json", report);
        try {
            if (ended.exit().orElse(-1) != 0) {
                throw new UnreadableReport("it ended with " + ended.how());
            }
            return ShapeReport.read(report, files(tree));
        } catch (UnreadableReport e) {
            throw Unmeasured.evidence(
                    "the shape of the code could not be read: "
                            + e.getMessage()
                            + ": "
                            + Terminal.plain(ended.errors()),
                    "look into the log of the check");
        }
    }

    private static Set<String> files(Tree tree) {
        return tree.quiet().files().stream()
                .filter(file -> file.endsWith(".py"))
                .collect(Collectors.toSet());
    }
}
