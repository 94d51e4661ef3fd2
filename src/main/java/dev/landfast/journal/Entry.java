package dev.landfast.journal;

import java.time.Instant;

/// One line of a run's journal.
///
/// @param seq counts from 1 within the run
/// @param hash SHA-256 over the previous entry's hash and this entry's canonical JSON
public record Entry(long seq, Instant at, Actor actor, Event event, String hash) {}
