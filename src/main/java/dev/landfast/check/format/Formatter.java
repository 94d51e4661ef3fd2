package dev.landfast.check.format;

import dev.landfast.gate.Bench;
import dev.landfast.gate.Checkout;
import dev.landfast.gate.Resources;
import dev.landfast.gate.ToolRunner;
import dev.landfast.gate.Tree;
import dev.landfast.gate.Unmeasured;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// A formatter behind one face.
interface Formatter {

    String name();

    /// Which of these files of a tree it would change.
    Report check(Bench bench, Tree tree, Collection<String> files) throws InterruptedException;

    /// The words that make it change these files where they are.
    List<String> fix(Resources resources, Checkout configured, Collection<String> files);

    /// @param changed files it would change → the first line it would change
    /// @param files how many it looked at
    record Report(Map<String, Integer> changed, long files) {

        public Report {
            changed = Collections.unmodifiableMap(new TreeMap<>(changed));
        }

        /// @throws Unmeasured when the formatter ended otherwise than its report says
        void confirm(String name, ToolRunner.Ended ended) {
            if (ended.exit().orElse(-1) != (changed.isEmpty() ? 0 : 1)) {
                throw Unmeasured.evidence(
                        "%s would change %d files and ended with %s"
                                .formatted(name, changed.size(), ended.exit()),
                        "look into the log of the check");
            }
        }

        public Set<String> paths() {
            return changed.keySet();
        }
    }
}
