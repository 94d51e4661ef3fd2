package dev.landfast.check.types;

import dev.landfast.check.lint.Linter;
import dev.landfast.check.tests.Pytest;
import dev.landfast.gate.Bench;
import dev.landfast.gate.Checkout;
import dev.landfast.gate.Findings;
import dev.landfast.gate.Hashes;
import dev.landfast.gate.Python;
import dev.landfast.gate.PythonProject;
import dev.landfast.gate.Scratch;
import dev.landfast.gate.Terminal;
import dev.landfast.gate.Tree;
import dev.landfast.gate.Unmeasured;
import dev.landfast.journal.Finding;
import dev.landfast.journal.Finding.Level;
import dev.landfast.journal.Finding.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// mypy, read line by line and held against its own summary.
///
/// Its cache is kept per repository, interpreter and version, copied in for each run and back after
/// a whole one; it recognises sources by content, so a cache of another commit only saves time.
public final class Mypy implements TypesCheck.Checker {

    private static final Pattern ERROR =
            Pattern.compile(
                    "(?<file>[^:\\n]+):(?<line>\\d+)(:\\d+)?: error: (?<text>.*?)"
                            + "(\\s+\\[(?<rule>[a-z0-9-]+)])?");
    private static final Pattern CLEAN =
            Pattern.compile("Success: no issues found in (\\d+) source files?");
    private static final Pattern FOUND =
            Pattern.compile(
                    "Found (\\d+) errors? in \\d+ files? \\((checked (\\d+) source files?|errors"
                            + " prevented further checking)\\)");
    private static final Pattern TARGETS =
            Pattern.compile(
                    "\\[(tool\\.)?mypy][^\\[]*?^(files|packages|modules)\\s*=", Pattern.MULTILINE);

    @Override
    public Linter.Report check(Bench bench, Tree tree, List<String> paths)
            throws InterruptedException {
        var python = bench.python("mypy");
        var scratch = bench.scratch();
        var caches = caches(bench, python);
        copy(caches, scratch.cache().resolve("mypy"));
        var ended =
                bench.read(
                        tree,
                        python.tool("mypy"),
                        scratch,
                        command(bench, python, scratch, targets(bench, tree, paths)));
        bench.log().report("mypy.txt", ended.out());
        var report = parse(ended.text(), ended.errors());
        var expected = report.findings().isEmpty() ? 0 : 1;
        var code = ended.exit().orElse(-1);
        if (code != expected && !(expected == 1 && code == 2)) {
            throw Unmeasured.evidence(
                    "mypy ended with code %d and %d errors"
                            .formatted(code, report.findings().size()),
                    "look into the log of the check");
        }
        if (!runsPluginsOf(tree.quiet())) {
            copy(scratch.cache().resolve("mypy"), caches);
        }
        return report;
    }

    private static List<String> command(
            Bench bench, Python python, Scratch scratch, List<String> targets) {
        var words = new ArrayList<String>();
        words.addAll(python.isolated("mypy"));
        words.addAll(List.of("--no-color-output", "--no-pretty", "--hide-error-context"));
        words.addAll(List.of("--show-column-numbers", "--show-error-codes", "--error-summary"));
        words.addAll(List.of("--sqlite-cache", "--cache-dir=" + scratch.cache().resolve("mypy")));
        var own = Pytest.of(bench.run()).python();
        if (!own.path().equals(python.path())) {
            words.add("--python-executable=" + own.path());
        }
        words.addAll(targets);
        return words;
    }

    /// What is checked, and by whose configuration: the project's, or none.
    private static List<String> targets(Bench bench, Tree tree, List<String> paths) {
        var project = new PythonProject(tree.quiet());
        var words = new ArrayList<String>();
        if (!project.configuresMypy()) {
            words.add("--config-file=" + bench.run().resources().text("mypy.ini", "[mypy]\n"));
        }
        if (!paths.isEmpty()) {
            words.addAll(paths);
        } else if (!namesTargets(project)) {
            words.addAll(sources(bench, project));
        }
        return words;
    }

    private static List<String> sources(Bench bench, PythonProject project) {
        var sources = project.sources(bench.project());
        if (sources.isEmpty()) {
            throw Unmeasured.evidence(
                    "there is no package to check",
                    "set 'path' of the check or 'source' in landfast.yaml");
        }
        return sources;
    }

    private static boolean namesTargets(PythonProject project) {
        return List.of("mypy.ini", ".mypy.ini", "pyproject.toml", "setup.cfg").stream()
                .filter(project::has)
                .anyMatch(f -> TARGETS.matcher(project.text(f)).find());
    }

    /// @throws Unmeasured when the output is not whole
    public static Linter.Report parse(String output, String errors) {
        var findings = new ArrayList<Finding>();
        var files = OptionalLong.empty();
        var claimed = -1L;
        for (var line : output.split("\n", -1)) {
            var error = ERROR.matcher(line);
            var clean = CLEAN.matcher(line);
            var found = FOUND.matcher(line);
            if (clean.matches()) {
                claimed = 0;
                files = OptionalLong.of(Long.parseLong(clean.group(1)));
            } else if (found.matches()) {
                claimed = Long.parseLong(found.group(1));
                files =
                        OptionalLong.of(
                                found.group(3) == null ? 1 : Long.parseLong(found.group(3)));
            } else if (error.matches()) {
                findings.add(
                        Findings.of(
                                error.group("rule") == null ? "type-error" : error.group("rule"),
                                Level.HIGH,
                                new Place(
                                        error.group("file"), Integer.parseInt(error.group("line"))),
                                error.group("text")));
            }
        }
        if (files.isEmpty()) {
            throw Unmeasured.evidence(
                    "mypy gave no summary: " + Terminal.plain(errors.isBlank() ? output : errors),
                    "run mypy by hand as the evidence shows");
        }
        if (claimed != findings.size()) {
            throw Unmeasured.evidence(
                    "mypy counts %d errors, its lines name %d".formatted(claimed, findings.size()),
                    "look into the log of the check");
        }
        return new Linter.Report(findings, files.getAsLong());
    }

    private static Path caches(Bench bench, Python python) {
        return bench.run()
                .request()
                .surroundings()
                .shared()
                .resolve("mypy")
                .resolve(Hashes.of(List.of(python.fingerprint())).substring(0, 16));
    }

    private static boolean runsPluginsOf(Checkout checkout) {
        var project = new PythonProject(checkout);
        return List.of("mypy.ini", ".mypy.ini", "pyproject.toml", "setup.cfg").stream()
                .filter(project::has)
                .anyMatch(f -> project.text(f).matches("(?s).*\\n\\s*plugins\\s*=.*\\.py.*"));
    }

    /// Only the database files; each replaced at once, so that a reader never sees half of one.
    private static void copy(Path from, Path to) {
        if (!Files.isDirectory(from)) {
            return;
        }
        try (var files = Files.walk(from)) {
            for (var file :
                    files.filter(f -> f.getFileName().toString().equals("cache.db")).toList()) {
                var target = to.resolve(from.relativize(file));
                Files.createDirectories(target.resolveSibling("."));
                var fresh = Files.createTempFile(target.getParent(), "cache", ".new");
                Files.copy(file, fresh, StandardCopyOption.REPLACE_EXISTING);
                Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
