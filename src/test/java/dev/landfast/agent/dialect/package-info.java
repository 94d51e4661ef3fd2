@NullMarked
package dev.landfast.agent.dialect;

import org.jspecify.annotations.NullMarked;
