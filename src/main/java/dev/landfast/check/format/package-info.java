/// Formatting: whether a tree is formatted as the project asks, and putting it right.
@NullMarked
package dev.landfast.check.format;

import org.jspecify.annotations.NullMarked;
