/// A worktree with its environment and ports, the registry of them, and the rescue of work.
///
/// One rule stands above all others here: nothing is taken away before it is kept somewhere.
@NullMarked
package dev.landfast.workspace;

import org.jspecify.annotations.NullMarked;
