package dev.landfast.gate;

import dev.landfast.gate.Evidence.Tool;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;

/// The oldest versions of tools whose options and reports are known here. What an older one leaves
/// out would look like nothing found.
final class Oldest {

    /// By what is asked of them: pytest's hooks as our plugin uses them, ruff's `--output-format`,
    /// isort's `--filter-files`, black's stable style, mypy's `--sqlite-cache`, pre-commit's lines.
    private static final Map<String, String> VERSIONS =
            Map.of(
                    "pytest", "7.0",
                    "black", "22.1",
                    "isort", "5.5",
                    "flake8", "3.9",
                    "bandit", "1.6",
                    "mypy", "0.900",
                    "alembic", "1.4",
                    "ruff", "0.1",
                    "pre_commit", "2.0",
                    "pyright", "1.1.200");

    private static final String PYTHON = "3.9";
    private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)*");
    private static final Pattern INTERPRETER = Pattern.compile("\\(Python (\\d+(\\.\\d+)*)");

    private Oldest() {}

    /// @throws Unmeasured for a version that is older, or for none at all
    static void assertMet(Tool tool) {
        var least = VERSIONS.get(tool.name());
        if (least != null) {
            var found = NUMBER.matcher(tool.version());
            if (!found.find() || compare(found.group(), least) < 0) {
                throw tooOld(tool.name(), tool, least);
            }
        }
        var interpreter = INTERPRETER.matcher(tool.version());
        if (interpreter.find() && compare(interpreter.group(1), PYTHON) < 0) {
            throw tooOld("Python", tool, PYTHON);
        }
    }

    private static Unmeasured tooOld(String name, Tool tool, String least) {
        var version = Terminal.plain(tool.version());
        return Unmeasured.missingTool(
                "%s at %s is too old: it says '%s', %s or newer is needed"
                        .formatted(name, tool.path(), version, least),
                "install %s %s or newer into the project's environment".formatted(name, least));
    }

    /// Number by number; what is not there counts as nought.
    static int compare(String one, String other) {
        var left = numbers(one);
        var right = numbers(other);
        var length = Math.max(left.length, right.length);
        return Arrays.compare(Arrays.copyOf(left, length), Arrays.copyOf(right, length));
    }

    private static long[] numbers(String version) {
        return Arrays.stream(version.split("\\."))
                .mapToLong(n -> Long.parseLong(n.substring(0, Math.min(n.length(), 9))))
                .toArray();
    }
}
