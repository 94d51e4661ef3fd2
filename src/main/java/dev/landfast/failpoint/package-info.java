/// Places between two durable effects where a test may end the process.
///
/// Each place calls {@code Failpoints.hit("package.what")} with a name from the resource
/// `names.txt`; a test keeps that list and the sources equal. In production nothing is armed and a
/// hit costs the reading of one field.
@NullMarked
package dev.landfast.failpoint;

import org.jspecify.annotations.NullMarked;
