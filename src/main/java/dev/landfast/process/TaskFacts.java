package dev.landfast.process;

import java.nio.file.Path;
import java.time.Duration;

/// What is known about a task besides how it ended: time from start to end, where its output is,
/// whether output was left out, how many background processes it left behind (they were stopped),
/// and how surely its tree was controlled.
public record TaskFacts(
        Duration duration, Path log, boolean logTruncated, int strays, TreeControl control) {}
