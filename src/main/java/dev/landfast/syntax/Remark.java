package dev.landfast.syntax;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Words beside code that do nothing: a comment behind it, or a text in it. Some tools read them.
///
/// @param text as written
/// @param code what stands before it on its line
/// @param scope the class or function it stands in; empty in the module
/// @param line counts from 1
public record Remark(String text, String code, String scope, int line) {

    /// This one as something that tells a tool to look away.
    ///
    /// @param words what the tool looks for in lines
    public List<Suppression> suppresses(String tool, List<Pattern> words) {
        return words.stream()
                .filter(w -> !code.isBlank() && w.matcher(text).find())
                .limit(1)
                .map(w ->
                        new Suppression(
                                tool, Set.of(), Suppressions.unformatted(code), scope, line))
                .toList();
    }
}
