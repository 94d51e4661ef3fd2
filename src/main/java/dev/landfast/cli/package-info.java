/// The `landfast` command: reads arguments, asks `api`, prints, returns an exit code.
@NullMarked
package dev.landfast.cli;

import org.jspecify.annotations.NullMarked;
