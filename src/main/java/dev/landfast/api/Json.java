package dev.landfast.api;

import dev.landfast.journal.Codec;

/// Results as JSON text, in one line.
public final class Json {

    private Json() {}

    /// @param value maps, lists, texts, numbers, booleans, instants, durations, or records of them
    public static String text(Object value) {
        return Codec.text(value);
    }
}
