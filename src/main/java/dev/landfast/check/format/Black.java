package dev.landfast.check.format;

import dev.landfast.gate.Bench;
import dev.landfast.gate.Checkout;
import dev.landfast.gate.Python;
import dev.landfast.gate.PythonProject;
import dev.landfast.gate.Resources;
import dev.landfast.gate.Terminal;
import dev.landfast.gate.Tree;
import dev.landfast.gate.Unmeasured;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// black, read from its messages; its summary proves that it ran to the end.
public final class Black implements Formatter {

    private static final Pattern WOULD = Pattern.compile("would reformat (.+)");
    private static final Pattern CANNOT = Pattern.compile("error: cannot format (.+?): (.*)");
    private static final Pattern TOTAL =
            Pattern.compile(
                    "(\\d+) files? (would be reformatted|would be left unchanged|would fail to"
                            + " reformat)");
    private static final Pattern HUNK = Pattern.compile("@@ -(\\d+).*");
    private static final int REGEX_LIMIT = 1000;

    private final Python python;

    Black(Python python) {
        this.python = python;
    }

    @Override
    public String name() {
        return "black";
    }

    @Override
    public Report check(Bench bench, Tree tree, Collection<String> files)
            throws InterruptedException {
        var command = words(bench.run().resources(), tree.quiet());
        command.addAll(List.of("--check", "--diff", "--no-color"));
        if (files.size() <= REGEX_LIMIT) {
            command.add("--include=" + only(files));
        }
        command.add(".");
        var ended = bench.read(tree, python.tool("black"), bench.scratch(), command);
        bench.log().report("black.diff", ended.out());
        var report =
                parse(
                        ended.errors(),
                        lines(ended.text(), tree.quiet().directory()),
                        tree.quiet().directory());
        report.confirm(name(), ended);
        return report;
    }

    /// Walking the folder, unlike naming files, honours what the project excludes.
    private static String only(Collection<String> files) {
        return files.stream()
                .map(f -> f.replaceAll("([^\\w/])", "\\\\$1"))
                .collect(Collectors.joining("|", "(^|/)(", ")$"));
    }

    private List<String> words(Resources resources, Checkout configured) {
        var words = new ArrayList<String>();
        words.addAll(python.isolated("black"));
        if (!new PythonProject(configured).configures("pyproject.toml", "[tool.black")) {
            words.add("--config=" + resources.text("black.toml", "[tool.black]\n"));
        }
        return words;
    }

    @Override
    public List<String> fix(Resources resources, Checkout configured, Collection<String> files) {
        var words = words(resources, configured);
        words.addAll(List.of("--quiet", "--"));
        words.addAll(files);
        return words;
    }

    /// @throws Unmeasured when the messages are not whole
    public static Report parse(String messages, Map<String, Integer> lines, Path root) {
        var changed = new HashMap<String, Integer>();
        long files = 0;
        var summed = messages.contains("No Python files are present");
        for (var line : messages.split("\n", -1)) {
            var would = WOULD.matcher(line);
            var cannot = CANNOT.matcher(line);
            if (cannot.matches()) {
                throw Unmeasured.evidence(
                        "black cannot read " + local(cannot.group(1), root),
                        "mend the file's syntax");
            } else if (would.matches()) {
                var file = local(would.group(1), root);
                changed.put(file, lines.getOrDefault(file, 1));
            }
            for (var total = TOTAL.matcher(line); total.find(); ) {
                summed = true;
                files += Long.parseLong(total.group(1));
            }
        }
        if (!summed) {
            throw Unmeasured.evidence(
                    "black gave no summary: " + Terminal.plain(messages),
                    "look into the log of the check");
        }
        return new Report(changed, files);
    }

    /// From a diff: file → where its first change begins.
    private static Map<String, Integer> lines(String diff, Path root) {
        var first = new HashMap<String, Integer>();
        var file = "";
        for (var line : diff.split("\n", -1)) {
            var hunk = HUNK.matcher(line);
            if (line.startsWith("--- ")) {
                file = local(line.substring(4).split("\t", 2)[0], root);
            } else if (hunk.matches()) {
                first.putIfAbsent(file, Integer.parseInt(hunk.group(1)));
            }
        }
        return first;
    }

    private static String local(String file, Path root) {
        return file.startsWith(root + "/") ? file.substring(root.toString().length() + 1) : file;
    }
}
