package dev.landfast.syntax;

import java.util.List;

/// Something is given a value.
///
/// @param target in normal form
/// @param value in normal form; empty where there is none
/// @param literals the texts of a value that is a list, a tuple, a set or a text; empty for others
/// @param line counts from 1
/// @param scope the class or function it stands in, such as `Class::name`; empty in the module
public record Assignment(
        String target, String value, List<String> literals, int line, String scope) {

    public Assignment {
        literals = List.copyOf(literals);
    }
}
