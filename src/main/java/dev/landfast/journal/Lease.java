package dev.landfast.journal;

import java.time.Instant;

/// Something that one run has and no other: a port, a lock of that name.
///
/// @param note what it is for
/// @param fence higher than that of whoever had it before; hand it to what must refuse the late
public record Lease(String name, String run, String note, long fence, Instant since) {}
