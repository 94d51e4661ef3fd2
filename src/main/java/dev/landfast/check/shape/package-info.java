/// Checks about the shape of Python code, all over one reading of the files by syntax alone.
@NullMarked
package dev.landfast.check.shape;

import org.jspecify.annotations.NullMarked;
