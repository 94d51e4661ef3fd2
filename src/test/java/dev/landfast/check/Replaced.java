package dev.landfast.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Somebody's tools, some of them replaced: a virtual environment that sees what the machine has
/// and has its own in front of that, and a folder of programs.
record Replaced(Path folder) {

    /// What stands in the place of a tool.
    enum By {
        TRUE("true", ""),
        CODE_LOST("itself, its exit code lost", ""),
        CRASH_0(
                "a crash that ends with 0",
                "import os, sys\n\nsys.stderr.write('Segfault')\nos._exit(0)\n"),
        CRASH_1(
                "a crash that ends with 1",
                "import os, sys\n\nsys.stderr.write('Segfault')\nos._exit(1)\n"),
        NOTHING_FOUND("one that finds nothing", ""),
        COMMAND("the command as it is written", "");

        final String words;
        final String code;

        By(String words, String code) {
            this.words = words;
            this.code = code;
        }
    }

    /// Tools that a script of ours imports, where there is no command to pipe.
    private static final Set<String> IMPORTED = Set.of("pytest", "alembic");

    private static final String LOST =
            """
            import atexit, os, sys

            def lost():
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(0)

            atexit.register(lost)
            """;

    private static final String PIPED =
            """
            import subprocess, sys

            words = ["/bin/sh", "-c", '"$@" | tee /dev/null', "sh", "/usr/bin/python3", "-I", "-m", "%s"]
            sys.exit(subprocess.run(words + sys.argv[1:]).returncode)
            """;

    /// What each of them says when it has found nothing.
    private static final Map<String, String> NOTHING =
            Map.of(
                    "flake8",
                    "print(sum(a.endswith('.py') for a in sys.argv[1:]), 'total files processed', sep='     ')",
                    "bandit",
                    """
                    import json
                    files = [a for a in sys.argv[1:] if a.endswith('.py')]
                    print(json.dumps({"errors": [], "metrics": {"_totals": {}, **{f: {} for f in files}}, "results": []}))
                    """,
                    "pre_commit",
                    "print('no conflict is left', 'Passed', sep='.' * 50)",
                    "mypy",
                    "print('Success: no issues found in 3 source files')",
                    "black",
                    "sys.stderr.write('All done!\\n3 files would be left unchanged.\\n')",
                    "isort",
                    "[print('SUCCESS:', a, 'Everything Looks Good!') for a in sys.argv[1:] if a.endswith('.py')]");

    static Replaced in(Path parent) {
        var folder = parent.resolve("tools");
        var words =
                List.of("-m", "venv", "--system-site-packages", "--without-pip", folder.toString());
        var done = Bare.python(parent, words);
        if (done.code() != 0) {
            throw new AssertionError(done.said());
        }
        return new Replaced(folder);
    }

    static boolean knowsNothingOf(String tool) {
        return !NOTHING.containsKey(tool);
    }

    private Path packages() {
        try (var files = Files.list(folder.resolve("lib"))) {
            return files.findFirst().orElseThrow().resolve("site-packages");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Puts something in the place of a module of the interpreter.
    Path module(String name, By by) {
        var place = packages();
        if (by == By.CODE_LOST && IMPORTED.contains(name)) {
            write(place.resolve("lost.pth"), "import landfast_lost_code\n");
            write(place.resolve("landfast_lost_code.py"), LOST);
            return folder;
        }
        var main =
                switch (by) {
                    case NOTHING_FOUND -> "import sys\n\n" + NOTHING.get(name) + "\n";
                    case CODE_LOST -> PIPED.formatted(name);
                    case TRUE, CRASH_0, CRASH_1, COMMAND -> by.code;
                };
        write(place.resolve(name + "/__init__.py"), by.code);
        write(place.resolve(name + "/__main__.py"), main);
        return folder;
    }

    /// A program on the path.
    ///
    /// @return the folder that it is in
    Path program(String name, String script) {
        var file = folder.resolve("programs").resolve(name);
        write(file, "#!/bin/sh\n" + script);
        if (!file.toFile().setExecutable(true)) {
            throw new AssertionError("not executable: " + file);
        }
        return file.getParent();
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
