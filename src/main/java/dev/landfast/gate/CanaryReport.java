package dev.landfast.gate;

import java.time.Duration;

/// What became of the defect that was planted for one check.
///
/// @param check by its name, and the one its definition gives it
public record CanaryReport(String check, Shown shown, Duration took) {}
