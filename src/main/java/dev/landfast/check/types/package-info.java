/// Type errors of mypy and pyright.
@NullMarked
package dev.landfast.check.types;

import org.jspecify.annotations.NullMarked;
