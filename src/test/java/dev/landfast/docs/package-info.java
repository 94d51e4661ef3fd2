/// Holds the pages for people to what the program does.
@NullMarked
package dev.landfast.docs;

import org.jspecify.annotations.NullMarked;
