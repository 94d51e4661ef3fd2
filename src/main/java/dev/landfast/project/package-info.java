/// What Landfast knows of a Python project: what `landfast.yaml` says and what its files show.
@NullMarked
package dev.landfast.project;

import org.jspecify.annotations.NullMarked;
