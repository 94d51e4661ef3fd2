/// What embedding programs and every door of Landfast call: the only place that wires.
///
/// Begin with {@link dev.landfast.api.Landfast#open}. Results are records; what cannot go on is one
/// of the exceptions in {@code dev.landfast.problem}.
@NullMarked
package dev.landfast.api;

import org.jspecify.annotations.NullMarked;
