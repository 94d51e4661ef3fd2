package dev.landfast.api;

/// A run that was asked for; it is durable from here on.
///
/// @param because why this variant, empty when the caller chose it
public record Started(RunLine run, String because) {}
