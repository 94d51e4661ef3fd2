/// Tests with real worktrees, a real registry and a real Python.
@NullMarked
package dev.landfast.workspace;

import org.jspecify.annotations.NullMarked;
