/// A run as text, JSON and Markdown, a gate alone as SARIF, JUnit and Markdown. Functions of the
/// read model and of a gate's report, nothing else.
@NullMarked
package dev.landfast.report;

import org.jspecify.annotations.NullMarked;
