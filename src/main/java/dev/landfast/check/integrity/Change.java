package dev.landfast.check.integrity;

import dev.landfast.syntax.PythonFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What differs between base and candidate.
///
/// @param touched paths that are new, gone or other
record Change(Side base, Side now, TestFiles testFiles, SortedSet<String> touched) {

    static Change between(Side base, Side now) {
        var touched = new TreeSet<>(base.files().keySet());
        touched.addAll(now.files().keySet());
        touched.removeIf(
                p -> base.files().getOrDefault(p, "").equals(now.files().getOrDefault(p, "")));
        return new Change(base, now, TestFiles.of(base), touched);
    }

    /// Reads the tests, on all cores: parsing them is most of what a wide change costs. Other files
    /// are read when somebody asks, which few do.
    void read() {
        python().parallelStream()
                .filter(testFiles::isOfTests)
                .flatMap(path -> Stream.of(base, now).flatMap(side -> side.python(path).stream()))
                .forEach(PythonFile::tests);
    }

    List<String> python() {
        return touched.stream().filter(p -> p.endsWith(".py") || p.endsWith(".pyi")).toList();
    }

    /// Tests by id in those touched files that pytest collects and that can be read whole.
    Map<String, Known> tests(Side side) {
        var found = new LinkedHashMap<String, Known>();
        for (var path : python()) {
            if (testFiles.collected(path)) {
                side.python(path)
                        .filter(file -> file.trouble().isEmpty())
                        .map(PythonFile::tests)
                        .orElse(List.of())
                        .forEach(test ->
                                found.put(path + "::" + test.name(), new Known(path, test)));
            }
        }
        return found;
    }

    /// Files of the tests that cannot be read whole, with the reason.
    Map<String, String> unreadable(Side side) {
        var found = new LinkedHashMap<String, String>();
        for (var path : python()) {
            if (testFiles.isOfTests(path)) {
                side.python(path)
                        .flatMap(PythonFile::trouble)
                        .ifPresent(why -> found.put(path, why));
            }
        }
        return found;
    }

    /// Files of the tests that the base has and the candidate has otherwise or not.
    List<String> changedTestFiles() {
        var found = new ArrayList<String>();
        for (var path : touched) {
            if (testFiles.isOfTests(path) && (base.has(path) || TestFiles.isConftest(path))) {
                found.add(path);
            }
        }
        return found;
    }
}
