package dev.landfast.check.lint;

import dev.landfast.gate.Bench;
import dev.landfast.gate.Python;
import dev.landfast.gate.Tree;
import dev.landfast.gate.Unmeasured;
import dev.landfast.journal.Finding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// flake8, and for the classes its plug-ins would measure whatever else measures them here.
///
/// @param bandit for S; empty where flake8 has its plug-in, or there is no bandit
/// @param bugs for B, and for the comments that take findings of bandit back
record FlakeAndOthers(Flake8 flake8, Set<String> missing, Optional<Bandit> bandit, LikelyBugs bugs)
        implements Linter {

    FlakeAndOthers {
        missing = Set.copyOf(missing);
    }

    /// @param classes as asked for
    static Linter of(Bench bench, Python python, Set<String> classes) {
        var flake8 = new Flake8(python);
        var missing = flake8.without(classes);
        return missing.isEmpty()
                ? flake8
                : new FlakeAndOthers(
                        flake8, missing, bandit(bench, missing), new LikelyBugs(python));
    }

    private static Optional<Bandit> bandit(Bench bench, Set<String> missing) {
        try {
            return missing.contains("S")
                    ? Optional.of(new Bandit(bench.python("bandit")))
                    : Optional.empty();
        } catch (Unmeasured e) {
            return Optional.empty();
        }
    }

    @Override
    public Report lint(Bench bench, Tree tree, Collection<String> files)
            throws InterruptedException {
        var report = flake8.lint(bench, tree, files);
        var findings = new ArrayList<Finding>(report.findings());
        var read = bugs.read(bench, tree, files);
        if (missing.contains("B")) {
            findings.addAll(read.report().findings());
        }
        if (bandit.isPresent()) {
            findings.addAll(read.left(bandit.get().lint(bench, tree, files).findings()));
        }
        return new Report(findings, report.files());
    }

    @Override
    public List<String> apart(Set<String> classes) {
        var apart = new ArrayList<String>();
        if (bandit.isPresent()) {
            apart.add("S");
        }
        if (missing.contains("B")) {
            apart.add("B");
        }
        if (classes.contains("F")) {
            apart.add("F");
        }
        return apart;
    }

    @Override
    public List<String> unmeasured(Set<String> classes) {
        return missing.contains("S") && bandit.isEmpty()
                ? List.of("S (there is neither bandit nor flake8-bandit)")
                : List.of();
    }
}
