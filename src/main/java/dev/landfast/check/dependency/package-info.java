/// What a project depends on, and what is known against it.
@NullMarked
package dev.landfast.check.dependency;

import org.jspecify.annotations.NullMarked;
