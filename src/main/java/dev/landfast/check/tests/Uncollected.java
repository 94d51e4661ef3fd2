package dev.landfast.check.tests;

import dev.landfast.check.tests.TestRun.Outcome;
import dev.landfast.gate.Bench;
import dev.landfast.gate.Findings;
import dev.landfast.gate.Tree;
import dev.landfast.journal.Finding;
import dev.landfast.journal.Finding.Level;
import dev.landfast.journal.Finding.Place;
import dev.landfast.syntax.PythonFile;
import dev.landfast.syntax.PythonTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Tests that stand in a file which the change touched, and that pytest never heard of: a hook or
/// an option can keep a test from being collected before anything could report it. What is gone
/// that the base ran is found by comparing runs; this is for what is new.
///
/// Only what pytest collects by its own rules in any case counts: plain functions `test*` at the
/// beginning of a line, and methods of classes without parents.
final class Uncollected {

    static final String RULE = "test-not-collected";

    private static final Pattern OWN_NAMES = Pattern.compile("\\bpython_(functions|classes)\\b");
    private static final List<String> CONFIGURATION =
            List.of("pyproject.toml", "pytest.ini", ".pytest.ini", "tox.ini", "setup.cfg");

    private final Bench bench;
    private final TestRun tests;

    Uncollected(Bench bench, TestRun tests) {
        this.bench = bench;
        this.tests = tests;
    }

    List<Finding> findings() throws InterruptedException {
        if (PythonFile.obstacle().isPresent() || hasOwnNames()) {
            return List.of();
        }
        var missing = missing(bench.candidate(), tests);
        if (missing.isEmpty()) {
            return List.of();
        }
        var base = TestsCheck.atBase(bench);
        var before = missing(bench.base(), base);
        return missing.entrySet().stream()
                .filter(each -> !before.containsKey(each.getKey()))
                .filter(each -> !isLeftOut(TestRun.fileOf(each.getKey()), base))
                .map(each -> finding(each.getKey(), each.getValue()))
                .toList();
    }

    private boolean hasOwnNames() {
        var files = bench.base().files().keySet();
        return CONFIGURATION.stream()
                .filter(files::contains)
                .anyMatch(file -> OWN_NAMES.matcher(text(bench.base(), file)).find());
    }

    /// Id → line of what stands in a tree and was not collected there.
    private Map<String, Integer> missing(Tree tree, TestRun run) {
        var known =
                run.outcomes().keySet().stream()
                        .map(id -> id.replaceFirst("\\[.*", ""))
                        .collect(Collectors.toSet());
        var folders = folders(run);
        var missing = new HashMap<String, Integer>();
        for (var path : touched()) {
            var asked = tree.files().containsKey(path) && !run.broken().containsKey(path);
            if (asked && folders.contains(folder(path))) {
                var text = text(tree, path);
                for (var test : PythonFile.parse(tree.content(path)).tests()) {
                    var id = path + "::" + test.name();
                    if (!known.contains(id) && isPlain(test, text)) {
                        missing.put(id, test.lines().first());
                    }
                }
            }
        }
        return missing;
    }

    /// Where files of a usual name were collected.
    private static Set<String> folders(TestRun run) {
        var folders = new HashSet<String>();
        run.outcomes()
                .forEach((id, outcome) -> {
                    var file = TestRun.fileOf(id);
                    if (outcome != Outcome.DESELECTED && OldTests.TEST.matcher(file).matches()) {
                        folders.add(folder(file));
                    }
                });
        return folders;
    }

    /// The base has such a file and does not collect it.
    private boolean isLeftOut(String path, TestRun base) {
        return bench.base().files().containsKey(path)
                && base.outcomes().keySet().stream()
                        .noneMatch(id -> TestRun.fileOf(id).equals(path));
    }

    private Set<String> touched() {
        var selection = Pytest.of(bench.run()).selection();
        var paths = new TreeSet<>(bench.candidate().files().keySet());
        paths.removeIf(path ->
                !OldTests.TEST.matcher(path).matches()
                        || !selection.covers(path)
                        || !OldTests.isOther(bench.candidate(), bench.base(), path));
        return paths;
    }

    /// Whether pytest's own rules leave no doubt that it is a test.
    private static boolean isPlain(PythonTest test, String text) {
        if (!test.skips().isEmpty()) {
            return false;
        }
        var names = new ArrayList<>(List.of(test.name().split("::", -1)));
        var function = names.removeLast();
        var decorated = text.lines().skip(test.lines().first() - 1L).findFirst().orElse("");
        if (decorated.strip().startsWith("@")) {
            return false;
        }
        return switch (names.size()) {
            case 0 -> stands("(async +)?def +" + function + "\\b", text);
            // A decorator before it may give the class a constructor.
            case 1 -> stands("(\\n|\\A)class +" + names.getFirst() + " *(\\( *\\))? *:", text);
            default -> false;
        };
    }

    private static boolean stands(String pattern, String text) {
        return Pattern.compile("(?m)^" + pattern).matcher(text).find();
    }

    private static Finding finding(String id, int line) {
        return Findings.advised(
                Findings.of(
                        RULE,
                        Level.HIGH,
                        new Place(TestRun.fileOf(id), line),
                        id + ": stands there, and pytest did not collect it"),
                "take out what keeps it from being collected; it proves nothing so");
    }

    private static String folder(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    private static String text(Tree tree, String path) {
        return new String(tree.content(path), StandardCharsets.UTF_8);
    }
}
