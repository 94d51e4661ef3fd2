/// Files that are there whole or not at all, and trees of files taken away, in places where others
/// read and write at the same time.
@NullMarked
package dev.landfast.file;

import org.jspecify.annotations.NullMarked;
