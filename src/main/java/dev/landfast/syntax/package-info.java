/// Python source as a syntax tree: tests, assertions, suppressions.
@NullMarked
package dev.landfast.syntax;

import org.jspecify.annotations.NullMarked;
