/// A module tried out before it is tested: explorations that run, and examples for its users.
@NullMarked
package dev.landfast.check.playground;

import org.jspecify.annotations.NullMarked;
