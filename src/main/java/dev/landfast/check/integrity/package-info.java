/// What a change does to its own tests and judges: facts, which block, and smells, which are read
/// first.
@NullMarked
package dev.landfast.check.integrity;

import org.jspecify.annotations.NullMarked;
