/// Holds the code to what ARCHITECTURE.md and CONTRIBUTING.md say of it.
@NullMarked
package dev.landfast.house;

import org.jspecify.annotations.NullMarked;
