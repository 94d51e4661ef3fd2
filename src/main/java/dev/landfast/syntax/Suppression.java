package dev.landfast.syntax;

import java.util.Set;

/// A comment, or what does the same, that tells a tool to look away.
///
/// @param tool what is silenced, such as `noqa`
/// @param codes what it is silenced about; empty for all
/// @param code the code it stands on, however that is formatted; empty on a line of its own
/// @param scope the class or function it stands in; empty in the module
/// @param line counts from 1
public record Suppression(String tool, Set<String> codes, String code, String scope, int line) {

    public Suppression {
        codes = Set.copyOf(codes);
    }

    /// Whether this one silences all that the other one does.
    public boolean covers(Suppression other) {
        return tool.equals(other.tool)
                && (codes.isEmpty() || (!other.codes.isEmpty() && codes.containsAll(other.codes)));
    }

    @Override
    public String toString() {
        return (tool.equals("no_type_check") ? "@" : "# ")
                + tool
                + (codes.isEmpty()
                        ? ""
                        : " " + String.join(", ", codes.stream().sorted().toList()));
    }
}
