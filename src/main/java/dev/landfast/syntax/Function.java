package dev.landfast.syntax;

import java.util.List;
import java.util.function.Supplier;

/// A function or method, whatever it is for.
///
/// @param name with its classes: `Class::name`
/// @param decorators in normal form
/// @param reading what stands in it, which few ask for
/// @param line counts from 1
public record Function(String name, List<String> decorators, Reading reading, int line) {

    public Function {
        decorators = List.copyOf(decorators);
    }

    /// @param body in normal form and without docstring
    /// @param docstring as written, quotes included; empty where there is none
    record Reading(Supplier<String> body, Supplier<String> docstring) {}

    /// What it does, in normal form: brackets around each operation, no docstring, no `self`.
    public String body() {
        return reading.body().get();
    }

    /// As written, quotes included; empty where there is none.
    public String docstring() {
        return reading.docstring().get();
    }

    /// The same for bodies that do the same in the same words.
    public String hash() {
        return Bodies.hash(body());
    }

    /// The name without its classes.
    public String simpleName() {
        return name.substring(name.lastIndexOf(':') + 1);
    }
}
