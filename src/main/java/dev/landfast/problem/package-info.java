/// Why something cannot go on, by whose turn it is.
///
/// Expected outcomes are values; these exceptions mean "cannot go on". One place maps them to exit
/// codes. Everything else that is thrown is our own bug. Ranges of codes: LF-1xx usage, LF-2xx what
/// a step, gate or agent lacks, LF-3xx definition, LF-4xx repository, LF-5xx environment, LF-9xx
/// our bug.
@NullMarked
package dev.landfast.problem;

import org.jspecify.annotations.NullMarked;
