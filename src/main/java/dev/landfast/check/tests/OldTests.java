package dev.landfast.check.tests;

import dev.landfast.gate.Evidence.Trusted;
import dev.landfast.gate.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The base's tests as the base has them, over the candidate's code.
///
/// @param laid every file among the tests, or that the base's tests rest on, that the branch
///   changed, added or deleted, from the base
/// @param files the base's test files whose outcome that can alter
public record OldTests(List<Trusted> laid, List<String> files) {

    /// What pytest takes for a file of tests unless it is told otherwise.
    static final Pattern TEST = Pattern.compile("(.*/)?(test_[^/]*|[^/]*_test)\\.py");

    private static final Pattern FOLDER = Pattern.compile("((?:.*?/)?tests?/).*");
    private static final String CONFTEST = "conftest.py";

    public OldTests {
        laid = List.copyOf(laid);
        files = List.copyOf(files);
    }

    /// Where the branch touched any file among the tests, or one that they rest on, all of them run
    /// again: what one module does when it is imported reaches the tests of every other.
    ///
    /// @param measured the base's tests
    static OldTests of(Tree candidate, Tree base, TestRun measured) {
        var touched = touched(candidate, base);
        touched.addAll(beside(candidate, base, measured));
        var laid = new ArrayList<Trusted>();
        for (var path : touched) {
            var inBase = base.files().containsKey(path);
            // A new test file is not among those that are run, which is enough.
            if (inBase || !TEST.matcher(path).matches()) {
                laid.add(new Trusted(path, inBase ? base.commit() : ""));
            }
        }
        return new OldTests(laid, touched.isEmpty() ? List.of() : List.copyOf(passing(measured)));
    }

    /// What the base's tests rest on and is not among them: files that they read or that are tests
    /// themselves, such as a README, and what asserts for them.
    private static Set<String> beside(Tree candidate, Tree base, TestRun measured) {
        Set<String> found = new TreeSet<>(measured.asides().read());
        measured.outcomes().keySet().forEach(id -> found.add(TestRun.fileOf(id)));
        found.removeIf(p -> p.endsWith(".py") || !isOther(candidate, base, p));
        found.retainAll(base.files().keySet());
        found.addAll(TestHelpers.touched(candidate, base));
        return found;
    }

    static boolean isOther(Tree candidate, Tree base, String path) {
        return !of(candidate.files(), path).equals(of(base.files(), path));
    }

    /// The candidate's tests for the base's code: every file among the tests that the branch
    /// changed or added, and the test files among them.
    public static OldTests newer(Tree candidate, Tree base) {
        var laid = new ArrayList<Trusted>();
        var files = new ArrayList<String>();
        for (var path : touched(candidate, base)) {
            if (candidate.files().containsKey(path)) {
                laid.add(new Trusted(path, candidate.commit()));
                if (TEST.matcher(path).matches()) {
                    files.add(path);
                }
            }
        }
        return new OldTests(laid, files);
    }

    private static Set<String> touched(Tree candidate, Tree base) {
        Set<String> paths = new TreeSet<>(base.files().keySet());
        paths.addAll(candidate.files().keySet());
        paths.removeIf(p -> !isOfTests(p));
        paths.removeIf(p -> !isOther(candidate, base, p));
        return paths;
    }

    private static String of(Map<String, String> files, String path) {
        return files.getOrDefault(path, "");
    }

    public static boolean isOfTests(String path) {
        return TEST.matcher(path).matches() || FOLDER.matcher(path).matches() || isConftest(path);
    }

    private static boolean isConftest(String path) {
        return path.equals(CONFTEST) || path.endsWith("/" + CONFTEST);
    }

    /// Test files of the base in which something passed.
    static Set<String> passing(TestRun base) {
        return base.outcomes().entrySet().stream()
                .filter(each -> each.getValue() == TestRun.Outcome.PASSED)
                .map(each -> TestRun.fileOf(each.getKey()))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
