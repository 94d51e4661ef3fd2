package dev.landfast.check.integrity;

import java.util.Collection;
import java.util.regex.Pattern;

/// What a file's text shows before it is parsed, which takes many times as long: whether there can
/// be anything in it that somebody looks for. It errs towards parsing.
final class Glance {

    private static final Pattern FIGURE = Pattern.compile("\\d[\\d_.]*\\d");

    /// A fraction, a figure of five digits, the beginning of a date, or a quote with two digits
    /// behind it in its line.
    private static final Pattern ANSWER =
            Pattern.compile("\\.\\d|\\d{5}|\\d{4}-\\d|[\"'][^\\n]*\\d[^\\n]*\\d");

    /// A long string as the first thing in a file or behind a header, which nothing takes up: it
    /// decides nothing.
    private static final Pattern DOCSTRING =
            Pattern.compile(
                    "(?:\\A(?:[ \\t]*(?:#[^\\n]*)?\\n)*|(?m:^)[ \\t]*(?:async[ \\t]+def|def|class)\\b[^\\n#\"']*:[ \\t]*\\n)"
                            + "[ \\t]*(\"\"\"|\'\'\')(?s:.*?)\\1[ \\t]*\\n(?!\\s*(?:[=!<>]|(?:in|is|not)\\b))");

    private static final char UNDECODED = '\uFFFD';

    private Glance() {}

    /// Whether {@link ProductSmells} can find anything in it.
    static boolean mayHoldSmells(String text) {
        return text.contains("__eq__")
                || text.contains("__contains__")
                || FIGURE.matcher(text).results().limit(2).count() > 1
                || ANSWER.matcher(DOCSTRING.matcher(text).replaceAll("\n")).find()
                || text.indexOf(UNDECODED) >= 0;
    }

    /// Whether it can import one of these modules.
    ///
    /// @param names the last word of each
    static boolean mayImport(String text, Collection<String> names) {
        var begin = 0;
        for (var at = 0; at <= text.length(); at++) {
            if (at == text.length() || !Character.isJavaIdentifierPart(text.charAt(at))) {
                if (at > begin && names.contains(text.substring(begin, at))) {
                    return true;
                }
                begin = at + 1;
            }
        }
        return text.indexOf(UNDECODED) >= 0;
    }
}
