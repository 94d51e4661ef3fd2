package dev.landfast.git;

import java.util.ArrayList;
import java.util.List;

/// A `Key: value` line at the end of a commit message, by which a commit is found again.
public record Trailer(String key, String value) {

    /// The run that made the commit.
    public static final String RUN = "Landfast-Run";

    /// The step attempt that made the commit.
    public static final String STEP = "Landfast-Step";

    public Trailer {
        if (!key.matches("[A-Za-z0-9-]+")) {
            throw new IllegalArgumentException("not the key of a trailer: " + key);
        }
        value = value.replaceAll("\\s+", " ").strip();
    }

    @Override
    public String toString() {
        return key + ": " + value;
    }

    /// The trailers of a message: the last paragraph, when every line of it is one.
    public static List<Trailer> of(String message) {
        var paragraphs = message.strip().split("\n[ \t]*\n", -1);
        var found = new ArrayList<Trailer>();
        for (var line : paragraphs[paragraphs.length - 1].split("\n", -1)) {
            var split = line.indexOf(": ");
            if (split <= 0 || !line.substring(0, split).matches("[A-Za-z0-9-]+")) {
                return List.of();
            }
            found.add(new Trailer(line.substring(0, split), line.substring(split + 2)));
        }
        return paragraphs.length == 1 ? List.of() : found;
    }
}
