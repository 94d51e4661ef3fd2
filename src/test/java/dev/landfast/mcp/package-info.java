@NullMarked
package dev.landfast.mcp;

import org.jspecify.annotations.NullMarked;
