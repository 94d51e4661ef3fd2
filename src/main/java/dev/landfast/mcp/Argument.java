package dev.landfast.mcp;

/// A text that a tool takes.
///
/// @param most how many characters it may have
public record Argument(String name, String about, boolean required, int most) {}
