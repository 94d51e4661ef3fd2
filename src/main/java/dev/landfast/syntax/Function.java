package dev.landfast.syntax;

import java.util.List;
import java.util.function.Supplier;

/// A function or method, whatever it is for.
///
/// @param name with its classes: `Class::name`
/// @param decorators in normal form
/// @param hashing reads the body, which few ask for
/// @param line counts from 1
public record Function(String name, List<String> decorators, Supplier<String> hashing, int line) {

    public Function {
        decorators = List.copyOf(decorators);
    }

    /// The same for bodies that do the same in the same words.
    public String hash() {
        return hashing.get();
    }
}
