package dev.landfast.definition;

/// A place in a definition file. Lines and columns count from 1, as editors do.
///
/// @param file the file as the user named it, or `builtin:NAME` for a definition that ships
public record Position(String file, int line, int column) {

    /// `file:line:column`, the form editors and terminals turn into a link.
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
