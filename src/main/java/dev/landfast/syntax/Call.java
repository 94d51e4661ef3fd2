package dev.landfast.syntax;

import java.util.List;

/// A call, decorators included.
///
/// @param name as written, such as `mock.patch.object`; empty when a value is called
/// @param arguments in normal form
/// @param line counts from 1
/// @param atImport whether it happens when the module is loaded
public record Call(String name, List<String> arguments, int line, boolean atImport) {

    public Call {
        arguments = List.copyOf(arguments);
    }

    /// Its name after the last dot.
    public String last() {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
