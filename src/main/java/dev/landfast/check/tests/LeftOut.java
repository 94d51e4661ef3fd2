package dev.landfast.check.tests;

import dev.landfast.check.report.CoverageReport;
import dev.landfast.gate.Bench;
import dev.landfast.gate.PythonProject;
import dev.landfast.gate.Tree;
import dev.landfast.gate.Unmeasured;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Which files coverage does not look at because the base wants it so: it says so, it leaves out
/// what lies beside them as well, or they are no code of the project, such as scripts.
///
/// @param base the base's Python files that are code
/// @param known those that coverage measures there
record LeftOut(Set<String> base, Set<String> known, CoverageSettings settings) {

    static LeftOut of(Bench bench) throws InterruptedException {
        var base =
                bench.base().files().keySet().stream()
                        .filter(f -> f.endsWith(".py") && !OldTests.isOfTests(f))
                        .filter(f -> !PythonProject.isBeside(f))
                        .collect(Collectors.toCollection(TreeSet::new));
        return new LeftOut(base, known(bench), CoverageSettings.of(f -> text(bench.base(), f)));
    }

    private static Set<String> known(Bench bench) throws InterruptedException {
        Set<String> known = new TreeSet<>();
        try {
            var report = Pytest.of(bench.run()).base().tests().coverage().report();
            report.map(CoverageReport::ran).ifPresent(r -> known.addAll(r.keySet()));
            report.map(CoverageReport::missed).ifPresent(m -> known.addAll(m.keySet()));
        } catch (Unmeasured e) {
            bench.log().note("the base's coverage could not be measured: " + e.getMessage());
        }
        return known;
    }

    private static String text(Tree base, String file) {
        return base.files().containsKey(file) ? new PythonProject(base.quiet()).text(file) : "";
    }

    List<String> among(List<String> files) {
        return files.stream().filter(this::isLeftOut).toList();
    }

    private boolean isLeftOut(String file) {
        return PythonProject.isBeside(file)
                || settings.omits(file)
                || (base.contains(file) ? !known.contains(file) : isWithLeftOut(file));
    }

    /// The base has code in the same folder, or in the nearest one above that has any, and none of
    /// it is measured.
    private boolean isWithLeftOut(String file) {
        for (var folder = above(file); ; folder = above(folder)) {
            var within = folder;
            var beside = base.stream().filter(f -> above(f).equals(within)).toList();
            if (!beside.isEmpty()) {
                return beside.stream().noneMatch(known::contains)
                        && (!folder.isEmpty() || above(file).isEmpty());
            }
            if (folder.isEmpty()) {
                return false;
            }
        }
    }

    /// The folder something lies in; empty at the root.
    private static String above(String path) {
        return path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
    }
}
