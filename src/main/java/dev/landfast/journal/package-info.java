/// The append-only record of a run, and what a repository keeps beside its runs.
///
/// An event is written, and on the disk, before anyone sees its effect. Events are hash-chained, so
/// that a changed one shows. Everything large is an artifact, named by the hash of its bytes.
@NullMarked
package dev.landfast.journal;

import org.jspecify.annotations.NullMarked;
