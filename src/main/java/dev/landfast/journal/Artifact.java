package dev.landfast.journal;

/// Something large that a step left behind, stored under the hash of its bytes.
///
/// @param name what it is to a reader: `junit.xml`, `message`, `log`
/// @param hash SHA-256 in lower-case hex
/// @param size in bytes
public record Artifact(String name, String mediaType, String hash, long size) {}
