/// The decider and the drivers that carry out what it decides.
///
/// The decider is pure: no clock, I/O, randomness or thread. It knows steps as an interface only.
@NullMarked
package dev.landfast.engine;

import org.jspecify.annotations.NullMarked;
