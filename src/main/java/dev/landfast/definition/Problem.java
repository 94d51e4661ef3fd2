package dev.landfast.definition;

import java.util.Optional;

/// One mistake in a definition: where it is, what is wrong, what was probably meant and what to do.
///
/// @param code one of the `LF-3xx` codes of the reference
/// @param what the mistake, as a clause without a full stop
/// @param meant the nearest word that would have been right
/// @param remedy what to do, as a clause without a full stop
public record Problem(
        String code, Position position, String what, Optional<String> meant, String remedy) {

    /// What was probably meant, and what to do.
    public String advice() {
        return meant.map(word -> "did you mean '" + word + "'? ").orElse("") + remedy;
    }

    /// `LF-302 feature.yaml:12:5: the loop 'quality' knows no key 'stpes'; did you mean 'steps'? …`
    @Override
    public String toString() {
        return code + " " + position + ": " + what + "; " + advice();
    }
}
