package dev.landfast.check.tests;

import dev.landfast.gate.Bench;
import dev.landfast.gate.Checkout;
import dev.landfast.gate.Evidence.Tool;
import dev.landfast.gate.GateRun;
import dev.landfast.gate.Python;
import dev.landfast.gate.PythonProject;
import dev.landfast.gate.Scratch;
import dev.landfast.gate.Terminal;
import dev.landfast.gate.Unmeasured;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How pytest is started over a checkout: with our plugin before any code of the project, in one
/// process, and with reports where nothing of the project names them.
record PytestCommand(GateRun run) {

    private static final Pattern SOURCE =
            Pattern.compile(
                    "\\[(?:tool\\.coverage\\.|coverage:)?run][^\\[]*?^source(?:_pkgs)?\\s*=\\s*"
                            + "(\\[[^]]*]|.*(?:\\n[ \\t]+.*)*)",
                    Pattern.MULTILINE);

    /// The files of ours lie side by side, so that one finds the other before anything of the tree.
    Path runner() {
        return run.resources()
                .together("landfast_pytest.py", "landfast_results.py", "landfast_unseen.py");
    }

    /// The first that can measure coverage too where the gate or the project's own options ask for
    /// that, else the first that can test.
    Python python() {
        if (run.selects("coverage") || new PythonProject(run.base().quiet()).testsWithCoverage()) {
            try {
                return run.pythons().with("pytest", "pytest_cov");
            } catch (Unmeasured e) {
                return run.pythons().with("pytest");
            }
        }
        return run.pythons().with("pytest");
    }

    static Tool tool(Python python, boolean covered) {
        var tool = python.tool("pytest");
        return covered
                ? new Tool(
                        tool.name(),
                        tool.version() + ", pytest-cov " + python.tools().get("pytest_cov"),
                        tool.path())
                : tool;
    }

    static Map<String, String> variables(Checkout checkout, Scratch scratch) {
        var more = new LinkedHashMap<String, String>();
        more.put("LANDFAST_CODE", Bench.pathOfCode(checkout));
        more.put("LANDFAST_RESULTS", scratch.socket("results").toString());
        more.put("LANDFAST_CHECKOUT", checkout.directory().toString());
        more.put("LANDFAST_PACKAGES", String.join(",", new PythonProject(checkout).packages()));
        return more;
    }

    /// Without the selection of tests.
    List<String> words(Python python, Checkout checkout, Scratch scratch, boolean covered) {
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

    /// What the project's own configuration has coverage look at; empty where it says nothing.
    private static Optional<String> source(PythonProject project) {
        return List.of(".coveragerc", "pyproject.toml", "setup.cfg", "tox.ini").stream()
                .filter(project::has)
                .map(project::text)
                .map(SOURCE::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1).strip())
                .findFirst();
    }

    /// Where it names none of the project's own code, as happens to settings that were copied, what
    /// it measures says nothing about a change.
    private static boolean isOfOwnCode(String source, PythonProject project) {
        var names = new ArrayList<>(project.packages());
        names.addAll(List.of("src", "."));
        return project.packages().isEmpty()
                || names.stream()
                        .map(Pattern::quote)
                        .anyMatch(n ->
                                Pattern.compile("(?<!\\w)" + n + "(?!\\w)").matcher(source).find());
    }

    private static boolean namesSource(PythonProject project) {
        return source(project).filter(s -> isOfOwnCode(s, project)).isPresent();
    }

    /// What a reader should know of where coverage looks.
    Optional<String> remark(Checkout checkout) {
        var project = new PythonProject(checkout);
        return source(project)
                .filter(s -> !isOfOwnCode(s, project))
                .map(s ->
                        "the project has coverage look at %s and none of its own code; measured is %s"
                                .formatted(
                                        Terminal.plain(s),
                                        String.join(", ", project.sources(run.project()))));
    }

    /// For a project that says nothing about coverage. SQLAlchemy's async drivers run in greenlets,
    /// which coverage does not follow unless told.
    private static String ownSettings(PythonProject project) {
        return project.mentions("sqlalchemy.ext.asyncio")
                ? "[run]\nconcurrency = greenlet,thread\n"
                : "[run]\n";
    }
}
