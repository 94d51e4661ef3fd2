package dev.landfast.check.format;

import dev.landfast.gate.Bench;
import dev.landfast.gate.Checkout;
import dev.landfast.gate.Python;
import dev.landfast.gate.PythonProject;
import dev.landfast.gate.Resources;
import dev.landfast.gate.Tree;
import dev.landfast.gate.Unmeasured;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;

/// isort, read file by file: it says of each whether its imports are sorted.
public final class Isort implements Formatter {

    private static final Pattern BAD =
            Pattern.compile("ERROR: (.+) Imports are incorrectly sorted and/or formatted\\.");
    private static final Pattern GOOD = Pattern.compile("SUCCESS: (.+) Everything Looks Good!");
    private static final Pattern SKIPPED = Pattern.compile("Skipped (\\d+) files");

    private final Python python;

    Isort(Python python) {
        this.python = python;
    }

    @Override
    public String name() {
        return "isort";
    }

    @Override
    public Report check(Bench bench, Tree tree, Collection<String> files)
            throws InterruptedException {
        var checkout = tree.quiet();
        var command = words(bench.run().resources(), checkout, checkout.directory());
        command.addAll(List.of("--check-only", "--verbose", "--filter-files", "--"));
        command.addAll(files);
        var ended = bench.read(tree, python.tool("isort"), bench.scratch(), command);
        bench.log().report("isort.txt", ended.out());
        var report =
                parse(ended.text() + "\n" + ended.errors(), files.size(), checkout.directory());
        report.confirm(name(), ended);
        return report;
    }

    /// Without settings of its own a project is taken to sort as black wants it.
    private List<String> words(Resources resources, Checkout configured, Path where) {
        var words = new ArrayList<String>();
        words.addAll(python.isolated("isort"));
        if (new PythonProject(configured).configuresIsort()) {
            words.add("--settings-path=" + where);
        } else {
            words.add(
                    "--settings-file="
                            + resources.text(".isort.cfg", "[settings]\nprofile = black\n"));
            words.add("--src=" + where);
            words.add("--src=" + where.resolve("src"));
        }
        return words;
    }

    @Override
    public List<String> fix(Resources resources, Checkout configured, Collection<String> files) {
        var words = words(resources, configured, configured.directory());
        words.addAll(List.of("--quiet", "--filter-files", "--"));
        words.addAll(files);
        return words;
    }

    /// @throws Unmeasured when it did not speak of every file
    public static Report parse(String output, int expected, Path root) {
        var changed = new HashMap<String, Integer>();
        long files = 0;
        long skipped = 0;
        for (var line : output.split("\n", -1)) {
            var bad = BAD.matcher(line);
            var good = GOOD.matcher(line);
            var left = SKIPPED.matcher(line);
            if (bad.matches()) {
                files++;
                changed.put(local(bad.group(1), root), 1);
            } else if (good.matches()) {
                files++;
            } else if (left.matches()) {
                skipped = Long.parseLong(left.group(1));
            }
        }
        if (files + skipped < expected) {
            throw Unmeasured.evidence(
                    "isort spoke of %d files of %d".formatted(files + skipped, expected),
                    "look into the log of the check");
        }
        return new Report(changed, files);
    }

    private static String local(String file, Path root) {
        return file.startsWith(root + "/") ? file.substring(root.toString().length() + 1) : file;
    }
}
