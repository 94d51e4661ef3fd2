/// Runs a workflow over the real decider in a world that is made up: a seeded clock, workers,
/// people, a disk, a repository, and everything that goes wrong with them.
///
/// Two uses. With a script of outcomes it shows where a definition leads. With a seed it searches
/// for orders of events that break one of the {@link Rule}s, thousands of runs a second.
@NullMarked
package dev.landfast.simulation;

import org.jspecify.annotations.NullMarked;
