/// Text for people: roles, tables, progress. Plain when nobody is looking.
@NullMarked
package dev.landfast.console;

import org.jspecify.annotations.NullMarked;
