package dev.landfast.mcp;

/// What a tool answers to a call.
public sealed interface Answer {

    /// @param text what the caller's model reads
    record Said(String text) implements Answer {}

    /// The tool did not do what was asked; the caller's model reads why and may ask again.
    record Failed(String why) implements Answer {}

    /// The arguments are not those that the tool takes.
    record Refused(String why) implements Answer {}
}
