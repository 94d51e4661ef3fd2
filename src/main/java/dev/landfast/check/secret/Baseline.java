package dev.landfast.check.secret;

import dev.landfast.gate.Tree;
import dev.landfast.gate.Unmeasured;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/// Values that a person has looked at: one SHA-256 a line, anything after a `#` is a comment.
final class Baseline {

    /// Where it is; only the base's counts.
    static final String FILE = ".landfast/secrets.baseline";

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private Baseline() {}

    static Set<String> at(Tree base) {
        Set<String> hashes = new HashSet<>();
        if (!base.files().containsKey(FILE)) {
            return hashes;
        }
        var number = 0;
        for (var line : new String(base.content(FILE), StandardCharsets.UTF_8).split("\\R", -1)) {
            number++;
            var said = line.replaceFirst("#.*", "").strip();
            if (!said.isEmpty() && !HASH.matcher(said).matches()) {
                throw Unmeasured.evidence(
                        "line %d of %s at the base is no SHA-256".formatted(number, FILE),
                        "give each line 64 characters of 0-9 and a-f, then maybe # and a comment");
            }
            hashes.add(said);
        }
        return hashes;
    }
}
