package dev.landfast.api;

import java.util.Collection;
import java.util.Optional;

/// What somebody probably meant when they wrote a word that is not known.
public final class Nearest {

    private Nearest() {}

    /// @return the closest of the known words, if it is close
    public static Optional<String> to(String word, Collection<String> known) {
        return word.isEmpty() ? Optional.empty() : dev.landfast.definition.Nearest.to(word, known);
    }
}
