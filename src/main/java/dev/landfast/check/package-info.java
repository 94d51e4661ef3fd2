/// The checks that come with Landfast: one class each over the machine-readable output of a real
/// tool.
///
/// A check runs its tool through a {@link dev.landfast.gate.Bench}, reads what the tool wrote, and
/// answers with a verdict and its evidence; it never believes an exit code alone.
@NullMarked
package dev.landfast.check;

import org.jspecify.annotations.NullMarked;
