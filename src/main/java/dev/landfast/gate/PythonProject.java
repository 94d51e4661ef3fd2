package dev.landfast.gate;

import dev.landfast.definition.Config;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What a tree tells about itself: its packages, and which tools it configures where.
public final class PythonProject {

    private static final Set<String> NOT_CODE =
            Set.of(
                    "tests",
                    "test",
                    "testing",
                    "docs",
                    "doc",
                    "examples",
                    "example",
                    "scripts",
                    "migrations",
                    "alembic",
                    "benchmarks",
                    "playground",
                    "tools",
                    "conftest",
                    "setup",
                    "noxfile",
                    "build",
                    "dist");

    private final Checkout checkout;

    public PythonProject(Checkout checkout) {
        this.checkout = checkout;
    }

    /// Whether a file lies beside the project's own code, by the name of what it is or is in at the
    /// root: tests, scripts, examples.
    public static boolean isBeside(String path) {
        return NOT_CODE.contains(path.replaceFirst("/.*|\\.py$", ""));
    }

    /// Importable top-level names that are the project's own code, without its tests.
    public Set<String> packages() {
        Set<String> names = new TreeSet<>();
        var inSrc = checkout.files().stream().anyMatch(f -> f.matches("src/[^/]+/.*\\.py"));
        for (var file : checkout.files()) {
            var path = inSrc && file.startsWith("src/") ? file.substring(4) : file;
            if (inSrc != file.startsWith("src/") || !path.endsWith(".py")) {
                continue;
            }
            var slash = path.indexOf('/');
            if (slash < 0) {
                names.add(path.substring(0, path.length() - 3));
            } else if (inSrc
                    || checkout.files().contains(path.substring(0, slash) + "/__init__.py")) {
                names.add(path.substring(0, slash));
            }
        }
        names.removeIf(n -> NOT_CODE.contains(n) || n.startsWith("test_") || !n.matches("\\w+"));
        return names;
    }

    /// The same as folders or files relative to the checkout, or what the project names as
    /// `source`.
    public List<String> sources(Config project) {
        var named = project.texts("source");
        if (!named.isEmpty()) {
            return named;
        }
        return packages().stream()
                .map(n ->
                        checkout.files().stream().anyMatch(f -> f.startsWith("src/" + n + "/"))
                                ? "src/" + n
                                : n)
                .map(n -> checkout.files().contains(n + ".py") ? n + ".py" : n)
                .toList();
    }

    /// Whether one of these files at the root has one of these texts: `pyproject.toml` →
    /// `[tool.mypy`.
    public boolean configures(String file, String heading) {
        return checkout.files().contains(file) && text(file).contains(heading);
    }

    public boolean has(String file) {
        return checkout.files().contains(file);
    }

    public String text(String file) {
        return ToolRunner.text(checkout.directory().resolve(file));
    }

    /// Whether any Python file of the project says this.
    public boolean mentions(String text) {
        return checkout.files().stream()
                .filter(f -> f.endsWith(".py"))
                .anyMatch(f -> text(f).contains(text));
    }

    public boolean configuresPytest() {
        return has("pytest.ini")
                || has(".pytest.ini")
                || has("pytest.toml")
                || has(".pytest.toml")
                || configures("pyproject.toml", "[tool.pytest")
                || configures("tox.ini", "[pytest]")
                || configures("setup.cfg", "[tool:pytest]");
    }

    public boolean turnsWarningsIntoErrors() {
        return tellsPytest("filterwarnings");
    }

    /// Whether pytest is told to measure coverage; where it cannot, it does not start.
    public boolean testsWithCoverage() {
        return tellsPytest("--cov");
    }

    private boolean tellsPytest(String word) {
        return List.of("pytest.ini", "pyproject.toml", "tox.ini", "setup.cfg").stream()
                .anyMatch(file -> configures(file, word));
    }

    public boolean configuresCoverage() {
        return has(".coveragerc")
                || configures("pyproject.toml", "[tool.coverage")
                || configures("setup.cfg", "[coverage:")
                || configures("tox.ini", "[coverage:");
    }

    public boolean configuresFlake8() {
        return has(".flake8")
                || configures("setup.cfg", "[flake8]")
                || configures("tox.ini", "[flake8]");
    }

    public boolean configuresMypy() {
        return has("mypy.ini")
                || has(".mypy.ini")
                || configures("pyproject.toml", "[tool.mypy")
                || configures("setup.cfg", "[mypy");
    }

    public boolean configuresIsort() {
        return has(".isort.cfg")
                || configures("pyproject.toml", "[tool.isort")
                || configures("setup.cfg", "[isort]")
                || configures("tox.ini", "[isort]");
    }

    public boolean configuresRuff() {
        return has("ruff.toml") || has(".ruff.toml") || configures("pyproject.toml", "[tool.ruff");
    }
}
