package dev.landfast.step;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// How a value may stand in what programs print: as it is, and within a text of JSON (RFC 8259),
/// which itself may stand within one.
final class Spellings {

    private static final int DELETE = 0x7f;
    private static final String HARMFUL_IN_PAGES = "<>&'";

    /// What writers of JSON escape beyond what they must: nothing; letters beyond ASCII, in digits
    /// of either case; what is harmful in pages; slashes.
    private static final List<Writer> WRITERS =
            List.of(
                    new Writer("", false, false),
                    new Writer("", true, false),
                    new Writer("", true, true),
                    new Writer(HARMFUL_IN_PAGES, false, false),
                    new Writer(HARMFUL_IN_PAGES, true, false),
                    new Writer("/", false, false),
                    new Writer("/", true, false));

    private Spellings() {}

    static Set<String> of(String value) {
        var all = new LinkedHashSet<String>();
        all.add(value);
        for (var writer : WRITERS) {
            var once = writer.write(value);
            all.add(once);
            all.add(writer.write(once));
        }
        return all;
    }

    /// @param also escaped besides
    /// @param ascii letters beyond ASCII are escaped
    /// @param capital their digits are capitals
    private record Writer(String also, boolean ascii, boolean capital) {

        String write(String text) {
            var written = new StringBuilder();
            text.chars().forEach(c -> written.append(write((char) c)));
            return written.toString();
        }

        private String write(char c) {
            return switch (c) {
                case '"', '\\' -> "\\" + c;
                case '\b' -> "\\b";
                case '\f' -> "\\f";
                case '\n' -> "\\n";
                case '\r' -> "\\r";
                case '\t' -> "\\t";
                case '/' -> also.indexOf(c) < 0 ? "/" : "\\/";
                default -> isPlain(c) ? String.valueOf(c) : digits(c);
            };
        }

        private boolean isPlain(char c) {
            return c >= ' ' && also.indexOf(c) < 0 && (c < DELETE || !ascii);
        }

        private String digits(char c) {
            var digits = String.format(Locale.ROOT, "%04x", (int) c);
            return "\\u" + (capital ? digits.toUpperCase(Locale.ROOT) : digits);
        }
    }
}
