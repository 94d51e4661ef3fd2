@NullMarked
package dev.landfast.api;

import org.jspecify.annotations.NullMarked;
