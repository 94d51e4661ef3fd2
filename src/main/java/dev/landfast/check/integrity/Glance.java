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

    private static final Pattern BENDS =
            Pattern.compile(
                    "PYTEST_|pytest|unittest|py\\.test|nose|\\btox\\b|atexit|_exit|pluggy|signal"
                            + "|_getframe|_frames|[gs]ettrace|getprofile|orig_argv|inspect|traceback"
                            + "|get_objects|get_referrers|[\"'/]tests|test/|/test\\b");

    /// What tests do with their runner and sets nothing of it. What is set on the answer of such a
    /// call is nobody's.
    private static final Pattern USES =
            Pattern.compile(
                    "(?m)^import (?:pytest|unittest)$|@pytest\\.(?:fixture|mark)\\b|\\(unittest\\.TestCase\\)"
                            + "|\\bpytest\\.(?:raises|approx|param|warns|skip|fail)\\(");

    private static final Pattern BENDS_IN_TESTS =
            Pattern.compile("exit|quit|abort|kill|signal|at_fork|setattr|pytest|pluggy|unittest");

    private static final Pattern FIXTURE =
            Pattern.compile("fixture|setup|teardown", Pattern.CASE_INSENSITIVE);

    private static final String IMPORT = "import";

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

    /// Whether {@link CodeSmells} can find anything in it.
    static boolean mayBendTests(String text, boolean ofTests) {
        var bends =
                ofTests
                        ? BENDS_IN_TESTS.matcher(USES.matcher(text).replaceAll(" "))
                        : BENDS.matcher(text);
        return bends.find() || text.indexOf(UNDECODED) >= 0;
    }

    /// Whether it can hold a fixture, or what unittest and pytest take for one.
    static boolean mayHoldFixtures(String text) {
        return FIXTURE.matcher(text).find() || text.indexOf(UNDECODED) >= 0;
    }

    /// Whether it can import one of these modules.
    ///
    /// @param names the last word of each
    static boolean mayImport(String text, Collection<String> names) {
        if (text.indexOf('\r') >= 0 || text.indexOf('\f') >= 0) {
            return hasWord(text, names) || text.indexOf(UNDECODED) >= 0;
        }
        var end = 0;
        for (var at = text.indexOf(IMPORT); at >= 0; at = text.indexOf(IMPORT, end)) {
            var begin = text.lastIndexOf('\n', at) + 1;
            end = text.indexOf('\n', at);
            end = end < 0 ? text.length() : end;
            if (isPartOfMore(text, begin, end)) {
                return hasWord(text, names) || text.indexOf(UNDECODED) >= 0;
            }
            if (hasWord(text.substring(begin, end), names)) {
                return true;
            }
        }
        return text.indexOf(UNDECODED) >= 0;
    }

    /// What is imported may stand in another line.
    private static boolean isPartOfMore(String text, int begin, int end) {
        return text.indexOf('(', begin, end) >= 0
                || text.startsWith("\\\n", begin - 2)
                || text.startsWith("\\", end - 1);
    }

    private static boolean hasWord(String text, Collection<String> names) {
        var begin = 0;
        for (var at = 0; at <= text.length(); at++) {
            if (at == text.length() || !Character.isJavaIdentifierPart(text.charAt(at))) {
                if (at > begin && names.contains(text.substring(begin, at))) {
                    return true;
                }
                begin = at + 1;
            }
        }
        return false;
    }
}
