/// The application itself: does it start, do its migrations run, is it in conflict with its base.
@NullMarked
package dev.landfast.check.app;

import org.jspecify.annotations.NullMarked;
