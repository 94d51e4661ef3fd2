package dev.landfast.syntax;

/// Something that keeps a test from running, or its outcome from counting.
///
/// @param what in normal form without reasons, so that another reason is the same skip
/// @param always whether it holds under every condition
/// @param line counts from 1
public record Skip(String what, boolean always, int line) {}
