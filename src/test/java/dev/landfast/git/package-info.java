/// Tests with the real git in temporary folders.
@NullMarked
package dev.landfast.git;

import org.jspecify.annotations.NullMarked;
