/// A model server of our own on loopback: it speaks just enough of each vendor's API to drive the
/// real command-line agents by a script.
@NullMarked
package dev.landfast.agent.model;

import org.jspecify.annotations.NullMarked;
