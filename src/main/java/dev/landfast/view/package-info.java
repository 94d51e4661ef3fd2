/// The read model: what a run is now and what to do next, as records that terminal, reports and
/// pages share. Folded from the journal, never stored.
@NullMarked
package dev.landfast.view;

import org.jspecify.annotations.NullMarked;
