/// An agent as a port: who does a piece of work, behind one interface.
///
/// An agent hands in files, a message and claims. Nothing here turns them into a verdict: exit
/// codes and final texts prove nothing, the diff and the gates do.
@NullMarked
package dev.landfast.agent;

import org.jspecify.annotations.NullMarked;
