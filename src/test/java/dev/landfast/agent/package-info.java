@NullMarked
package dev.landfast.agent;

import org.jspecify.annotations.NullMarked;
