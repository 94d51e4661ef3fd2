package dev.landfast.check;

import dev.landfast.check.Replaced.By;
import dev.landfast.gate.PythonRepository;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/// Programs that are not to be had here, as far as the planted defects need them: ruff speaks for
/// flake8, pyright for mypy. And what may stand in their place.
final class StandIns {

    private static final String RUFF =
            """
            case "$*" in
            *--version*) echo "ruff 0.9.0" ;;
            *--show-files*) for a; do case "$a" in *.py) echo "$PWD/$a" ;; esac; done ;;
            *) exec /usr/bin/python3 -I - "$@" <<'END'
            import json, os, subprocess, sys

            files = [a for a in sys.argv[1:] if a.endswith(".py")]
            form = "--format=%(path)s\\t%(row)d\\t%(code)s\\t%(text)s"
            said = subprocess.run([sys.executable, "-I", "-m", "flake8", "--isolated", form, *files], capture_output=True, text=True)
            lines = [line.split("\\t") for line in said.stdout.splitlines()]
            print(json.dumps([
                {"code": code, "filename": os.path.join(os.getcwd(), path), "location": {"row": int(row)}, "message": text}
                for path, row, code, text in lines
            ]))
            END
            ;; esac
            """;

    private static final String PYRIGHT =
            """
            case "$*" in *--version*) echo "pyright 1.1.400"; exit ;; esac
            exec /usr/bin/python3 -I - <<'END'
            import json, os, subprocess, sys

            said = subprocess.run([sys.executable, "-I", "-m", "mypy", "--no-color-output", "--config-file=", "--cache-dir=/dev/null", "app"], capture_output=True, text=True)
            errors = [line.split(":", 3) for line in said.stdout.splitlines() if ": error: " in line]
            print(json.dumps({
                "summary": {"errorCount": len(errors), "filesAnalyzed": 3},
                "generalDiagnostics": [
                    {"severity": "error", "rule": "r", "file": os.path.join(os.getcwd(), path), "range": {"start": {"line": int(row) - 1}}, "message": text}
                    for path, row, _, text in errors
                ],
            }))
            sys.exit(1 if errors else 0)
            END
            """;

    private static final Map<String, String> NOTHING =
            Map.of(
                    "ruff",
                    "case \"$*\" in *version*) echo ruff 0.9.0;; *show-files*) ls app/*.py;; *) echo '[]';; esac\n",
                    "pyright",
                    "echo '{\"summary\": {\"errorCount\": 0, \"filesAnalyzed\": 3}, \"generalDiagnostics\": []}'\n");

    private StandIns() {}

    static boolean isProgram(String tool) {
        return Set.of("ruff", "pyright").contains(tool);
    }

    /// @param how what stands in its place
    static String script(String tool, By how) {
        var whole = tool.equals("ruff") ? RUFF : PYRIGHT;
        return switch (how) {
            case TRUE -> "exit 0\n";
            case CODE_LOST -> "{\n" + whole.replace("exec ", "") + "} | tee /dev/null\n";
            case CRASH_0 -> versioned(tool, "echo 'Segfault' >&2\nexit 0\n");
            case CRASH_1 -> versioned(tool, "echo 'Segfault' >&2\nexit 1\n");
            case NOTHING_FOUND, COMMAND -> versioned(tool, NOTHING.getOrDefault(tool, ""));
        };
    }

    /// Says a version that is new enough, so that the rest of it is met.
    private static String versioned(String tool, String rest) {
        var said = tool.equals("ruff") ? "ruff 0.9.0" : "pyright 1.1.400";
        return "case \"$*\" in *--version*) echo " + said + "; exit ;; esac\n" + rest;
    }

    /// Puts the stand-ins themselves on the path.
    static void install(PythonRepository project, Path folder) {
        var tools = new Replaced(folder.resolve("stand-ins"));
        tools.program("ruff", RUFF);
        var place = tools.program("pyright", PYRIGHT);
        project.environment("PATH", place + ":/usr/bin:/bin");
    }
}
