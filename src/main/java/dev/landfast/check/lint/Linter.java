package dev.landfast.check.lint;

import dev.landfast.gate.Bench;
import dev.landfast.gate.Tree;
import dev.landfast.journal.Finding;
import dev.landfast.journal.Finding.Level;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/// A linter behind one face.
public interface Linter {

    /// What it found in these files of a tree.
    ///
    /// @param files paths in the tree; empty for all
    Report lint(Bench bench, Tree tree, Collection<String> files) throws InterruptedException;

    /// Classes of rules out of these that it cannot measure here, each with the reason.
    List<String> unmeasured(Set<String> classes);

    /// Classes out of these that have a tool of their own here: each has to find something.
    default List<String> apart(Set<String> classes) {
        return List.of();
    }

    /// @param files how many files it read
    record Report(List<Finding> findings, long files) {

        public Report {
            findings = List.copyOf(findings);
        }
    }

    /// Syntax and security above certain bugs, these above likely ones, those above style.
    static Level level(String rule) {
        if (rule.startsWith("E9")) {
            return Level.CRITICAL;
        }
        if (rule.matches("[FS]\\d.*")) {
            return Level.HIGH;
        }
        return rule.matches("B\\d.*") ? Level.MEDIUM : Level.LOW;
    }
}
