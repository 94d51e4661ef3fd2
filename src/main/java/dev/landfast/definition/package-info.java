/// The workflow language as records: parsed with positions, validated, never executed here.
///
/// A definition is data. Whoever runs it (the decider of package `engine`) walks the tree of {@link
/// Step}s; whoever reads it aloud should recognise the process it describes.
@NullMarked
package dev.landfast.definition;

import org.jspecify.annotations.NullMarked;
