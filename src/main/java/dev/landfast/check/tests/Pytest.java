package dev.landfast.check.tests;

import dev.landfast.gate.Bench;
import dev.landfast.gate.Checkout;
import dev.landfast.gate.Evidence;
import dev.landfast.gate.Evidence.Tool;
import dev.landfast.gate.EvidenceLog;
import dev.landfast.gate.GateRun;
import dev.landfast.gate.Python;
import dev.landfast.gate.PythonProject;
import dev.landfast.gate.Scratch;
import dev.landfast.gate.Store;
import dev.landfast.gate.ToolRunner;
import dev.landfast.gate.Tree;
import dev.landfast.gate.Unmeasured;
import dev.landfast.gate.UnreadableReport;
import dev.landfast.gate.Verdict;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Runs a tree's tests once for all checks of a gate that ask for them.
public final class Pytest {

    private static final Pattern SOURCE =
            Pattern.compile(
                    "\\[(tool\\.coverage\\.|coverage:)?run][^\\[]*?^source(_pkgs)?\\s*=",
                    Pattern.MULTILINE);

    private static final SecureRandom RANDOM = new SecureRandom();

    private final GateRun run;
    private final Map<String, Slot> slots = new ConcurrentHashMap<>();

    private Pytest(GateRun run) {
        this.run = run;
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
                                runner().toString(),
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
        return measure(tree, chosen, false);
    }

    private Measured measure(Tree tree) throws InterruptedException {
        return measure(tree, selection().within(tree), run.selects("coverage"));
    }

    private Measured measure(Tree tree, Selection selection, boolean coverage)
            throws InterruptedException {
        var with = run.settingsOf("tests");
        var bench = new Bench(run, tree == run.candidate() ? "tests" : "base-tests", with);
        var python = python();
        var scratch = bench.scratch();
        var checkout = tree.fresh();
        var covered = coverage && python.has("pytest_cov");
        var command = command(python, checkout, scratch, covered);
        if (tree != run.candidate() && tree != run.base()) {
            command.add("--continue-on-collection-errors");
        }
        command.addAll(selection.words());
        var variables = variables(checkout, scratch);
        var canary = "test_" + Long.toString(RANDOM.nextLong(Long.MAX_VALUE), Character.MAX_RADIX);
        variables.put("LANDFAST_CANARY", canary);
        var tool = tool(python, covered);
        var ended =
                listened(
                        bench,
                        new Place(scratch, checkout),
                        tool,
                        new Bench.Line(command, variables));
        var left =
                new PytestReading.Left(
                        results(scratch),
                        scratch.report("junit.xml"),
                        scratch.report("coverage.xml"),
                        canary);
        bench.log().report("junit.xml", left.junit());
        bench.log().report("results.jsonl", left.results());
        bench.log().report("coverage.xml", left.coverage());
        var tests = PytestReading.read(ended, left, covered);
        return new Measured(tests, bench.log().evidence());
    }

    /// Where what a session said is kept: beside its log, out of its reach.
    private static Path results(Scratch scratch) {
        return scratch.kept("results.jsonl");
    }

    private record Place(Scratch scratch, Checkout checkout) {}

    private static ToolRunner.Ended listened(Bench bench, Place place, Tool tool, Bench.Line line)
            throws InterruptedException {
        var scratch = place.scratch();
        try (var channel = ResultsChannel.open(scratch.socket("results"), results(scratch))) {
            var ended = bench.start(place.checkout(), tool, scratch, line);
            channel.finish();
            return ended;
        }
    }

    /// The candidate's tests in a session in which every one of them is made to fail, and how each
    /// was reported. A test that passes there passes whatever it finds.
    Failures madeToFail(Bench bench) throws InterruptedException {
        var python = python();
        var scratch = bench.scratch();
        var checkout = run.candidate().fresh();
        var command = command(python, checkout, scratch, false);
        command.addAll(selection().within(run.candidate()).words());
        var variables = variables(checkout, scratch);
        variables.put("LANDFAST_MADE_TO_FAIL", "1");
        var line = new Bench.Line(command, variables);
        var ended = listened(bench, new Place(scratch, checkout), tool(python, false), line);
        bench.log().report("made-to-fail.jsonl", results(scratch));
        return new Failures(PytestReading.madeToFail(ended, results(scratch)));
    }

    /// The candidate's tests over a wrong version of it.
    ///
    /// @param altered the candidate's files with one of them made wrong
    /// @param passing tests that pass over the right version
    /// @return whether any of those no longer passes; a session that does not come to its end has
    ///   noticed, too
    public boolean notice(Bench bench, Checkout altered, Set<String> passing)
            throws InterruptedException {
        var python = python();
        var scratch = bench.scratch();
        var command = command(python, altered, scratch, false);
        if (candidate().tests().green()) {
            command.add("--maxfail=1");
        }
        command.addAll(selection().within(run.candidate()).words());
        var line = new Bench.Line(command, variables(altered, scratch));
        try {
            listened(bench, new Place(scratch, altered), tool(python, false), line);
            var stream = TestStream.read(results(scratch));
            return stream.status().isEmpty()
                    || !stream.broken().isEmpty()
                    || passing.stream().anyMatch(id -> isMissed(stream.results().get(id)));
        } catch (UnreadableReport e) {
            return true;
        } catch (Unmeasured e) {
            if (e.verdict().cause() == Verdict.Cause.EVIDENCE) {
                return true;
            }
            throw e;
        }
    }

    private static boolean isMissed(TestStream.@Nullable Result result) {
        return result == null || result.outcome() != TestRun.Outcome.PASSED;
    }

    /// Test → how it was reported when it could not but fail.
    record Failures(Map<String, TestRun.Outcome> reported) {}

    /// Both files of ours lie side by side, so that one finds the other before anything of the
    /// tree.
    private Path runner() {
        return run.resources().together("landfast_pytest.py", "landfast_results.py");
    }

    /// The first that can measure coverage too where the gate or the project's own options ask for
    /// that, else the first that can test.
    public Python python() {
        if (run.selects("coverage") || new PythonProject(run.base().quiet()).testsWithCoverage()) {
            try {
                return run.pythons().with("pytest", "pytest_cov");
            } catch (Unmeasured e) {
                return run.pythons().with("pytest");
            }
        }
        return run.pythons().with("pytest");
    }

    private static Tool tool(Python python, boolean covered) {
        var tool = python.tool("pytest");
        return covered
                ? new Tool(
                        tool.name(),
                        tool.version() + ", pytest-cov " + python.tools().get("pytest_cov"),
                        tool.path())
                : tool;
    }

    private Map<String, String> variables(Checkout checkout, Scratch scratch) {
        var more = new LinkedHashMap<String, String>();
        more.put("LANDFAST_CODE", Bench.pathOfCode(checkout));
        more.put("LANDFAST_RESULTS", scratch.socket("results").toString());
        more.put("LANDFAST_CHECKOUT", checkout.directory().toString());
        more.put("LANDFAST_PACKAGES", String.join(",", new PythonProject(checkout).packages()));
        return more;
    }

    private List<String> command(
            Python python, Checkout checkout, Scratch scratch, boolean covered) {
        var project = new PythonProject(checkout);
        var words = new ArrayList<String>();
        words.addAll(List.of(python.path().toString(), runner().toString(), "-q"));
        words.addAll(List.of("-p", "no:cacheprovider"));
        // All results are wanted, and in one process: several could tell several stories.
        words.add("--maxfail=0");
        if (python.has("xdist")) {
            words.add("-n0");
        }
        words.add("--rootdir=" + checkout.directory());
        if (!project.configuresPytest()) {
            words.addAll(
                    List.of("-c", run.resources().text("pytest.ini", "[pytest]\n").toString()));
        }
        words.addAll(List.of("-o", "junit_family=xunit1"));
        words.add("--junitxml=" + scratch.report("junit.xml"));
        if (covered) {
            coverage(words, project, scratch);
        }
        return words;
    }

    private void coverage(List<String> words, PythonProject project, Scratch scratch) {
        var sources = project.sources(run.project());
        if (!project.configuresCoverage()) {
            words.add("--cov-config=" + run.resources().text("coveragerc", ownSettings(project)));
        }
        if (namesSource(project) || sources.isEmpty()) {
            words.add("--cov");
        } else {
            sources.forEach(s -> words.add("--cov=" + s.replaceAll("\\.py$", "")));
        }
        words.add("--cov-report=xml:" + scratch.report("coverage.xml"));
        words.add("--cov-fail-under=0");
        if (project.turnsWarningsIntoErrors()) {
            // An option of a newer coverage would otherwise end the session before its first test.
            words.addAll(List.of("-W", "ignore::coverage.exceptions.CoverageWarning"));
        }
    }

    private static boolean namesSource(PythonProject project) {
        return List.of(".coveragerc", "pyproject.toml", "setup.cfg", "tox.ini").stream()
                .filter(project::has)
                .map(project::text)
                .anyMatch(t -> SOURCE.matcher(t).find());
    }

    /// For a project that says nothing about coverage. SQLAlchemy's async drivers run in greenlets,
    /// which coverage does not follow unless told.
    private static String ownSettings(PythonProject project) {
        return project.mentions("sqlalchemy.ext.asyncio")
                ? "[run]\nconcurrency = greenlet,thread\n"
                : "[run]\n";
    }
}
