@NullMarked
package dev.landfast.console;

import org.jspecify.annotations.NullMarked;
