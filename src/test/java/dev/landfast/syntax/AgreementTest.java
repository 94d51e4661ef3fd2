package dev.landfast.syntax;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Our reading of tests against Python's own, on whatever test files this machine has installed.
class AgreementTest {

    private static final Path INSTALLED = Path.of("/usr/lib/python3/dist-packages");
    private static final int MOST_FILES = 400;

    /// Prints a line a test: file, name, line, lines of its assert statements.
    private static final String BY_AST =
            """
            import ast, sys

            def unittests(module):
                known = set()
                for c in module.body:
                    if isinstance(c, ast.ClassDef):
                        for b in c.bases:
                            name = ast.unparse(b).rsplit('.', 1)[-1]
                            if name.endswith('TestCase') or name in known:
                                known.add(c.name)
                return known

            def walk(body, prefix, known, found):
                for n in body:
                    if isinstance(n, (ast.FunctionDef, ast.AsyncFunctionDef)):
                        found.pop(prefix + n.name, None)
                        if n.name.startswith('test'):
                            asserts = sorted({m.lineno for m in ast.walk(n) if isinstance(m, ast.Assert)})
                            first = min([n.lineno] + [d.lineno for d in n.decorator_list])
                            found[prefix + n.name] = (first, ','.join(map(str, asserts)))
                    elif isinstance(n, ast.ClassDef):
                        made = any(isinstance(m, ast.FunctionDef) and m.name in ('__init__', '__new__') for m in n.body)
                        bases = [ast.unparse(b).rsplit('.', 1)[-1] for b in n.bases]
                        unit = any(b.endswith('TestCase') or b in known for b in bases)
                        if unit or n.name.startswith('Test') and not made:
                            walk(n.body, prefix + n.name + '::', known, found)
                    elif not isinstance(n, ast.If):
                        for block in ('body', 'orelse', 'finalbody'):
                            walk(getattr(n, block, []), prefix, known, found)
                        for handler in getattr(n, 'handlers', []):
                            walk(handler.body, prefix, known, found)

            for path in open(sys.argv[1]).read().splitlines():
                try:
                    module = ast.parse(open(path, 'rb').read())
                except (SyntaxError, ValueError):
                    print(path, '-', 0, 0, sep='\\t')
                    continue
                found = {}
                walk(module.body, '', unittests(module), found)
                for name, (line, asserts) in found.items():
                    print(path, name, line, asserts, sep='\\t')
            """;

    @TempDir private Path folder;

    @Test
    void we_see_the_tests_and_assertions_that_python_sees() throws Exception {
        var files = testFiles();
        assumeThat(files).as("test files below " + INSTALLED).hasSizeGreaterThan(20);
        var python = byAst(files);
        var missed = new ArrayList<String>();
        var seen = 0;
        for (var file : files) {
            var theirs = python.getOrDefault(file.toString(), Map.of());
            if (theirs.containsKey("-")) {
                continue;
            }
            var ours = new TreeMap<String, PythonTest>();
            for (var test : PythonFile.parse(Files.readAllBytes(file)).tests()) {
                if (test.skips().stream().noneMatch(s -> s.what().startsWith("only if"))) {
                    ours.put(test.name(), test);
                }
            }
            for (var each : theirs.entrySet()) {
                seen++;
                var own = ours.remove(each.getKey());
                if (own == null || !agree(each.getValue(), own)) {
                    missed.add(file + " " + each);
                }
            }
            ours.forEach((name, test) -> missed.add(file + " more: " + name));
        }
        assertThat(seen).isGreaterThan(100);
        assertThat(missed).as("of " + seen).hasSizeLessThanOrEqualTo(seen / 500);
    }

    /// The same place, and an assertion wherever they see an assert statement; a call that asserts
    /// is not one for them.
    private static boolean agree(String theirs, PythonTest ours) {
        var parts = theirs.split(" ", 2);
        var lines = ours.body().assertions().stream().map(a -> String.valueOf(a.line())).toList();
        return Integer.parseInt(parts[0]) == ours.lines().first()
                && (parts[1].isEmpty() || lines.containsAll(List.of(parts[1].split(",", -1))));
    }

    private static List<Path> testFiles() throws IOException {
        if (!Files.isDirectory(INSTALLED)) {
            return List.of();
        }
        try (var walk = Files.walk(INSTALLED)) {
            return walk.filter(p -> p.getFileName().toString().matches("test_.*\\.py|.*_test\\.py"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .limit(MOST_FILES)
                    .toList();
        }
    }

    private Map<String, Map<String, String>> byAst(List<Path> files) throws Exception {
        var list = folder.resolve("files.txt");
        Files.write(list, files.stream().map(Path::toString).toList());
        var process =
                new ProcessBuilder("/usr/bin/python3", "-I", "-c", BY_AST, list.toString())
                        .redirectErrorStream(true)
                        .start();
        var lines = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(lines).isZero();
        var found = new TreeMap<String, Map<String, String>>();
        for (var line : lines.lines().toList()) {
            var parts = line.split("\t", -1);
            if (parts.length == 4) {
                found.computeIfAbsent(parts[0], p -> new TreeMap<>())
                        .put(parts[1], parts[2] + " " + parts[3]);
            }
        }
        return found;
    }
}
