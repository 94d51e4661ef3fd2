package dev.landfast.api;

/// What the agent of one attempt was told.
///
/// @param attempt `quality.2/review@1`
/// @param tokens estimated
/// @param text Markdown; not yet made harmless for a terminal
public record Briefed(String run, String step, String attempt, int tokens, String text) {}
