/// Tests of merging and landing, with real repositories and remotes.
@NullMarked
package dev.landfast.merge;

import org.jspecify.annotations.NullMarked;
