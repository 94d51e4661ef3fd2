package dev.landfast.syntax;

/// A dotted name such as `sys.modules`, or a text.
///
/// @param text without spaces; a text has double quotes
/// @param line counts from 1
public record Mention(String text, int line) {}
