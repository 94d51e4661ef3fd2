/// One small class a step kind, binding the engine to the features.
///
/// A step may be started twice: after a crash it is asked what became of it, and if nothing is
/// known it runs again. So each looks first whether its effect is there already.
@NullMarked
package dev.landfast.step;

import org.jspecify.annotations.NullMarked;
