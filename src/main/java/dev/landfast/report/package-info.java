/// A run as text, JSON and Markdown. Functions of the read model, nothing else.
@NullMarked
package dev.landfast.report;

import org.jspecify.annotations.NullMarked;
