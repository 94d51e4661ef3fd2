/// Measures a tree with real tools and judges it from their own reports.
///
/// A gate is a set of checks with thresholds. Each check runs a tool in a clean checkout of the
/// committed candidate, reads what the tool wrote, and answers PASS, FAIL with findings, or
/// INCONCLUSIVE: no report, no pass. Nothing here believes an exit code alone.
@NullMarked
package dev.landfast.gate;

import org.jspecify.annotations.NullMarked;
