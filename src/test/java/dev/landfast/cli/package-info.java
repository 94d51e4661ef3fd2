@NullMarked
package dev.landfast.cli;

import org.jspecify.annotations.NullMarked;
