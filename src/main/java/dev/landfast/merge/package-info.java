/// The train: only what passed as merged reaches the base.
///
/// The base is merged into the branch first, and what was tested there is what lands: the landing
/// commit has the very tree of the tested commit. Push first, then the local branch, then "landed"
/// — and only once the target has been seen to contain it.
@NullMarked
package dev.landfast.merge;

import org.jspecify.annotations.NullMarked;
