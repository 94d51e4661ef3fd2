package dev.landfast.check.tests;

import dev.landfast.gate.Bench;
import dev.landfast.gate.Checkout;
import dev.landfast.gate.Evidence;
import dev.landfast.gate.Evidence.Tool;
import dev.landfast.gate.EvidenceLog;
import dev.landfast.gate.GateRun;
import dev.landfast.gate.Python;
import dev.landfast.gate.Scratch;
import dev.landfast.gate.Store;
import dev.landfast.gate.ToolRunner;
import dev.landfast.gate.Tree;
import dev.landfast.gate.Turn;
import dev.landfast.gate.Unmeasured;
import dev.landfast.gate.UnreadableReport;
import dev.landfast.gate.Verdict;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Runs a tree's tests once for all checks of a gate that ask for them.
public final class Pytest {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final GateRun run;
    private final PytestCommand command;
    private final Sessions sessions;
    private final Map<String, Slot> slots = new ConcurrentHashMap<>();

    private Pytest(GateRun run) {
        this.run = run;
        this.command = new PytestCommand(run);
        this.sessions = new Sessions(run);
    }

    /// The tests of this gate.
    public static Pytest of(GateRun run) {
        return run.part(Pytest.class, Pytest::new);
    }

    /// What the tests did, and the evidence of it.
    public record Measured(TestRun tests, Evidence evidence) {}

    /// What a measured base is stored as.
    record Stored(TestRun tests, Evidence evidence, String from) {}

    private static final class Slot {
        private final ReentrantLock lock = new ReentrantLock();
        private Optional<Measured> measured = Optional.empty();
        private Optional<Unmeasured> problem = Optional.empty();
    }

    private interface Measurement {
        Measured take() throws InterruptedException;
    }

    /// The selection of this gate's `tests` check.
    Selection selection() {
        return Selection.of(run.settingsOf("tests"), run.project());
    }

    public Measured candidate() throws InterruptedException {
        return once("candidate", this::measureCandidate);
    }

    /// The base under the same selection; nothing where the base has no such tests. Taken over from
    /// an earlier attempt when everything that decides it is the same and it was green.
    public Measured base() throws InterruptedException {
        return once("base", this::measureBase);
    }

    private Measured once(String name, Measurement measurement) throws InterruptedException {
        var slot = slots.computeIfAbsent(name, n -> new Slot());
        slot.lock.lockInterruptibly();
        try {
            if (slot.measured.isEmpty() && slot.problem.isEmpty()) {
                try {
                    slot.measured = Optional.of(measurement.take());
                } catch (Unmeasured e) {
                    slot.problem = Optional.of(e);
                }
            }
            if (slot.problem.isPresent()) {
                throw slot.problem.get();
            }
            return slot.measured.orElseThrow();
        } finally {
            slot.lock.unlock();
        }
    }

    private Measured measureCandidate() throws InterruptedException {
        return selection().absentIn(run.candidate())
                ? new Measured(TestRun.nothing(), new EvidenceLog().evidence())
                : measure(run.candidate());
    }

    private Measured measureBase() throws InterruptedException {
        if (selection().absentIn(run.base())) {
            return new Measured(TestRun.nothing(), new EvidenceLog().evidence());
        }
        var key =
                Store.key(
                        List.of(
                                "pytest",
                                run.base().fingerprint(),
                                selection().toString(),
                                run.project().values().toString(),
                                String.valueOf(run.selects("coverage")),
                                command.runner().toString(),
                                run.surroundings()));
        var known = run.store().read(key, Stored.class);
        if (known.isPresent()) {
            var log = new EvidenceLog();
            log.include(known.get().evidence());
            log.note("the base's tests were measured before, in " + known.get().from());
            return new Measured(known.get().tests(), log.evidence());
        }
        var fresh = measure(run.base());
        if (fresh.tests().green()) {
            var from = run.area().toString();
            run.store().write(key, new Stored(fresh.tests(), fresh.evidence(), from));
        }
        return fresh;
    }

    /// Some files of a tree that is neither candidate nor base; one that cannot be collected does
    /// not keep the others from running.
    public Measured only(Tree tree, List<String> files) throws InterruptedException {
        var asked = selection();
        var chosen = new Selection(files, asked.ignored(), asked.marker());
        return measure(tree, new Asked(chosen, false, Map.of(), Turn.USUAL));
    }

    /// The candidate or the base once more, as far as possible without a sign that tests run: see
    /// landfast_unseen.py.
    Measured unseen(Tree tree, Turn turn) throws InterruptedException {
        inTurn(turn);
        var more = Map.of("LANDFAST_UNSEEN", "1");
        return measure(tree, new Asked(selection().within(tree), false, more, turn));
    }

    /// Where sessions cannot run side by side, none is begun before the one that all wait for.
    private void inTurn(Turn turn) throws InterruptedException {
        if (turn == Turn.AHEAD && sessions.oneAtATime()) {
            candidate();
        }
    }

    private Measured measure(Tree tree) throws InterruptedException {
        Map<String, String> more = tree == run.base() ? Map.of("LANDFAST_READS", "1") : Map.of();
        var asked = new Asked(selection().within(tree), run.selects("coverage"), more, Turn.FIRST);
        return measure(tree, asked);
    }

    /// @param more variables
    private record Asked(
            Selection selection, boolean coverage, Map<String, String> more, Turn turn) {}

    private Measured measure(Tree tree, Asked asked) throws InterruptedException {
        var with = run.settingsOf("tests");
        var check = tree == run.candidate() ? "tests" : "base-tests";
        var bench = new Bench(run, check, with, asked.turn());
        var python = python();
        var scratch = bench.scratch();
        var checkout = tree.fresh();
        var covered = asked.coverage() && python.has("pytest_cov");
        var words = command.words(python, checkout, scratch, covered);
        if (tree != run.candidate() && tree != run.base()) {
            words.add("--continue-on-collection-errors");
        }
        words.addAll(asked.selection().words());
        var variables = PytestCommand.variables(checkout, scratch);
        variables.putAll(asked.more());
        var canary = "test_" + Long.toString(RANDOM.nextLong(Long.MAX_VALUE), Character.MAX_RADIX);
        variables.put("LANDFAST_CANARY", canary);
        var ended =
                listened(
                        bench,
                        new Place(scratch, checkout),
                        PytestCommand.tool(python, covered),
                        new Bench.Line(words, variables));
        var left =
                new PytestReading.Left(
                        results(scratch),
                        scratch.report("junit.xml"),
                        scratch.report("coverage.xml"),
                        canary);
        bench.log().report("junit.xml", left.junit());
        bench.log().report("results.jsonl", left.results());
        bench.log().report("coverage.xml", left.coverage());
        if (covered) {
            command.remark(checkout).ifPresent(bench.log()::note);
        }
        var tests = PytestReading.read(ended, left, covered);
        return new Measured(tests, bench.log().evidence());
    }

    /// Where what a session said is kept: beside its log, out of its reach.
    private static Path results(Scratch scratch) {
        return scratch.kept("results.jsonl");
    }

    private record Place(Scratch scratch, Checkout checkout) {}

    private ToolRunner.Ended listened(Bench bench, Place place, Tool tool, Bench.Line line)
            throws InterruptedException {
        var scratch = place.scratch();
        return sessions.run(() -> {
            try (var channel = ResultsChannel.open(scratch.socket("results"), results(scratch))) {
                var ended = bench.start(place.checkout(), tool, scratch, line);
                channel.finish();
                return ended;
            }
        });
    }

    /// The candidate's tests in a session in which every one of them is made to fail, and how each
    /// was reported. A test that passes there passes whatever it finds.
    Failures madeToFail() throws InterruptedException {
        inTurn(Turn.AHEAD);
        var bench = new Bench(run, "tests", run.settingsOf("tests"), Turn.AHEAD);
        var python = python();
        var scratch = bench.scratch();
        var checkout = run.candidate().fresh();
        var words = command.words(python, checkout, scratch, false);
        // What each failure says is not read, and rendering the source around it takes longest.
        words.add("--tb=native");
        words.addAll(selection().within(run.candidate()).words());
        var variables = PytestCommand.variables(checkout, scratch);
        variables.put("LANDFAST_MADE_TO_FAIL", "1");
        var line = new Bench.Line(words, variables);
        var tool = PytestCommand.tool(python, false);
        var ended = listened(bench, new Place(scratch, checkout), tool, line);
        bench.log().report("made-to-fail.jsonl", results(scratch));
        var reported = PytestReading.madeToFail(ended, results(scratch));
        return new Failures(reported, bench.log().evidence());
    }

    /// The candidate's tests over a wrong version of it. A session that does not come to its end
    /// has noticed, too.
    ///
    /// @param altered the candidate's files with one of them made wrong
    /// @param passing tests that pass over the right version
    /// @param first whether the first that notices is enough
    public Notice notice(Bench bench, Checkout altered, Set<String> passing, boolean first)
            throws InterruptedException {
        var python = python();
        var scratch = bench.scratch();
        var words = command.words(python, altered, scratch, false);
        if (first && candidate().tests().green()) {
            words.add("--maxfail=1");
        }
        words.addAll(selection().within(run.candidate()).words());
        var line = new Bench.Line(words, PytestCommand.variables(altered, scratch));
        try {
            listened(bench, new Place(scratch, altered), PytestCommand.tool(python, false), line);
            var stream = TestStream.read(results(scratch));
            var ran = new LinkedHashMap<>(stream.results());
            ran.keySet().retainAll(passing);
            var ended = stream.status().isPresent() && stream.broken().isEmpty();
            return ended && passing.stream().noneMatch(id -> isMissed(ran.get(id)))
                    ? Notice.NONE
                    : Notice.of(ran.values());
        } catch (UnreadableReport e) {
            return Notice.BROKE;
        } catch (Unmeasured e) {
            if (e.verdict().cause() == Verdict.Cause.EVIDENCE) {
                return Notice.BROKE;
            }
            throw e;
        }
    }

    private static boolean isMissed(TestStream.@Nullable Result result) {
        return result == null || result.outcome() != TestRun.Outcome.PASSED;
    }

    /// Test → how it was reported when it could not but fail.
    record Failures(Map<String, TestRun.Outcome> reported, Evidence evidence) {}

    /// The first that can measure coverage too where the gate or the project's own options ask for
    /// that, else the first that can test.
    public Python python() {
        return command.python();
    }
}
