package dev.landfast.check;

import static dev.landfast.gate.PythonRepository.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.check.PlantedCase.Came;
import dev.landfast.check.PlantedCase.On;
import dev.landfast.check.Replaced.By;
import dev.landfast.definition.Workflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every check that comes with Landfast finds what is planted for it, and none passes once one of
/// its tools is something else.
///
/// `landfast.sample` says how many of each are taken; all unless given. `landfast.case` takes those
/// where `CHECK TOOL REPLACED-BY` has this pattern.
@Tag("long")
class PlantedDefectsTest {

    private static final Workflow.Check TYPES = check("types", Map.of("errors", 0L));
    private static final Workflow.Check PYRIGHT =
            check("types", Map.of("errors", 0L, "tool", "pyright"));
    private static final Workflow.Check LINT =
            check("lint", Map.of("new", 0L, "rules", List.of("F", "E9", "B", "S")));
    private static final Workflow.Check RUFF =
            check("lint", Map.of("new", 0L, "tool", "ruff", "rules", List.of("F")));
    private static final Workflow.Check ZEN = check("zen", Map.of("score", 10L));
    private static final Workflow.Check COVERAGE = check("coverage", Map.of("lines", 50L));
    private static final Workflow.Check BLACK = check("format", Map.of("tools", "black"));
    private static final Workflow.Check ISORT = check("format", Map.of("tools", "isort"));

    private static final Workflow.Check HOOKS = check("pre-commit", Map.of("files", "changed"));

    @TempDir private Path temp;

    @Test
    void every_check_is_held_on_a_real_project() throws Exception {
        var cases = heldOnes();

        assertThat(cases.stream().map(c -> c.check().name()))
                .containsAll(BuiltIn.checks().known().keySet());
        assertThat(wrong("held", cases)).isEmpty();
    }

    @Test
    void no_check_passes_with_another_tool_in_the_place_of_its_own() throws Exception {
        assertThat(wrong("replaced", replacedOnes())).isEmpty();
    }

    private List<PlantedCase> heldOnes() {
        var cases = new ArrayList<PlantedCase>();
        List.of(
                        check("parse"),
                        check("tests"),
                        check("base-tests"),
                        COVERAGE,
                        check("red"),
                        check("mutants"),
                        LINT,
                        RUFF,
                        TYPES,
                        PYRIGHT,
                        BLACK,
                        ISORT,
                        check("review"),
                        check("health", Map.of("start", "python3 serve.py {port}")),
                        check("conflicts"),
                        check("complexity"),
                        check("docstrings", Map.of("public", 0L)),
                        check("type-hints", Map.of("public", 0L)),
                        check("interface"),
                        check("layout"),
                        check("leftovers"),
                        check("mocking"),
                        check("constants"),
                        check("secrets"),
                        check("instructions"),
                        check("scenarios"),
                        check("examples"),
                        ZEN,
                        check(
                                "vulnerabilities",
                                Map.of("advisories", WholeProject.advisories(temp))),
                        check("integrity"),
                        HOOKS,
                        command("python3 -m pytest -q"))
                .forEach(check -> cases.add(PlantedCase.held(On.SMALL, check)));
        List.of(
                        check("tests"),
                        check("base-tests"),
                        check("coverage", Map.of("lines", 80L)),
                        LINT,
                        TYPES,
                        check("health"),
                        check("migrations"))
                .forEach(check -> cases.add(PlantedCase.held(On.ORDERS, check)));
        return cases;
    }

    private static Workflow.Check command(String run) {
        var canary =
                Map.of(
                        "file",
                        "tests/test_canary.py",
                        "text",
                        "def test_canary():\n    assert 1 == 2\n");
        return check("command", Map.of("run", run, "canary", canary));
    }

    private static List<PlantedCase> replacedOnes() {
        var cases = new ArrayList<PlantedCase>();
        for (var check : List.of(check("tests"), check("red"))) {
            add(cases, On.SMALL, check, "pytest");
        }
        for (var check : List.of(check("base-tests"), check("mutants"), COVERAGE)) {
            cases.add(PlantedCase.replaced(On.SMALL, check, "pytest", By.TRUE));
            cases.add(PlantedCase.replaced(On.SMALL, check, "pytest", By.CRASH_0));
        }
        for (var tool : List.of("pytest_cov", "coverage")) {
            for (var by : List.of(By.TRUE, By.CRASH_0, By.CRASH_1)) {
                cases.add(PlantedCase.replaced(On.SMALL, COVERAGE, tool, by));
            }
        }
        add(cases, On.SMALL, LINT, "flake8");
        add(cases, On.SMALL, LINT, "bandit");
        add(cases, On.SMALL, RUFF, "ruff");
        add(cases, On.SMALL, ZEN, "ruff");
        add(cases, On.SMALL, BLACK, "black");
        add(cases, On.SMALL, ISORT, "isort");
        add(cases, On.SMALL, TYPES, "mypy");
        add(cases, On.SMALL, PYRIGHT, "pyright");
        add(cases, On.SMALL, HOOKS, "pre_commit");
        add(cases, On.ORDERS, check("migrations"), "alembic");
        for (var run :
                List.of(
                        "true",
                        "python3 -m pytest -q | tee log.txt",
                        "sh -c 'kill -9 $$' || exit 0",
                        "exit 1")) {
            cases.add(new PlantedCase(On.SMALL, command(run), run, Optional.of(By.COMMAND)));
        }
        return cases;
    }

    private static void add(List<PlantedCase> cases, On on, Workflow.Check check, String tool) {
        for (var by : EnumSet.complementOf(EnumSet.of(By.COMMAND))) {
            var known = by != By.NOTHING_FOUND || !Replaced.knowsNothingOf(tool);
            // It is asked to end with 0 whatever it finds.
            var told = tool.equals("ruff") && by == By.CODE_LOST;
            if ((known || StandIns.isProgram(tool)) && !told) {
                cases.add(PlantedCase.replaced(on, check, tool, by));
            }
        }
    }

    private List<String> wrong(String name, List<PlantedCase> cases) throws Exception {
        var came = all(name, sample(cases));
        Files.createDirectories(Path.of("target"));
        Files.write(
                Path.of("target", "planted-" + name + ".tsv"),
                came.stream().map(Came::row).toList());
        return came.stream().filter(c -> !c.good()).map(Came::row).toList();
    }

    private List<Came> all(String name, List<PlantedCase> cases) throws Exception {
        var most = Integer.getInteger("landfast.at-once", 2);
        try (var pool = Executors.newFixedThreadPool(most)) {
            var todo = new ArrayList<Future<Came>>();
            for (var each : cases) {
                var folder = temp.resolve(name + todo.size());
                todo.add(pool.submit(() -> tried(each, folder)));
            }
            var came = new ArrayList<Came>();
            for (var each : todo) {
                came.add(each.get());
            }
            return came;
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }

    private static Came tried(PlantedCase planted, Path folder) throws IOException {
        Files.createDirectories(folder);
        var came = planted.tried(folder);
        System.out.println("planted | " + came.row());
        return came;
    }

    /// Spread over all of them.
    private static List<PlantedCase> sample(List<PlantedCase> all) {
        var words = Pattern.compile(System.getProperty("landfast.case", ""));
        var matching = all.stream().filter(c -> words.matcher(c.name()).find()).toList();
        var most = Integer.getInteger("landfast.sample", matching.size());
        var step = Math.max(1, matching.size() / Math.max(1, most));
        var chosen = new ArrayList<PlantedCase>();
        for (var at = step / 2; at < matching.size() && chosen.size() < most; at += step) {
            chosen.add(matching.get(at));
        }
        return chosen;
    }
}
