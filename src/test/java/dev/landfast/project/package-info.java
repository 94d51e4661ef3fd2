@NullMarked
package dev.landfast.project;

import org.jspecify.annotations.NullMarked;
