package dev.landfast.check.integrity;

import dev.landfast.syntax.Mention;
import dev.landfast.syntax.PythonFile;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Values by which new code decides and that its tests ask for as well: a table of answers, a
/// special case for what is tested.
///
/// Only what is hardly anybody's constant is looked at: figures with a fraction or of five digits,
/// dates, texts of several words with a number in them.
final class Answers {

    private static final Pattern TELLING =
            Pattern.compile(
                    "-?[\\d_]*\\.\\d+|-?\\d{5,}|\\d{4}-\\d\\d-\\d\\d.*|(?=[^\\n]*\\d)[^\\s\"]+( [^\\s\"]+)+");

    private Answers() {}

    static List<Mention> in(Change change, String path, PythonFile now) {
        var known = new ArrayList<String>();
        change.base()
                .python(path)
                .map(PythonFile::deciding)
                .orElse(List.of())
                .forEach(m -> known.add(m.text()));
        var fresh =
                now.deciding().stream()
                        .filter(m -> !known.remove(m.text()) && isTelling(value(m)))
                        .toList();
        return fresh.stream().filter(m -> isAsked(change, value(m))).toList();
    }

    private static String value(Mention mention) {
        return mention.text().replaceAll("^-?\\w?\"|\"$", "");
    }

    private static boolean isTelling(String value) {
        var digits = value.replaceAll("\\D", "").replaceFirst("^0+", "");
        return digits.length() > 1 && TELLING.matcher(value).matches();
    }

    private static boolean isAsked(Change change, String value) {
        var asked = Pattern.compile("(?<![\\w.])" + Pattern.quote(value) + "(?![\\w]|\\.\\d)");
        return change.now().files().keySet().stream()
                .filter(f -> f.endsWith(".py") && change.testFiles().isOfTests(f))
                .anyMatch(f -> asked.matcher(change.now().text(f)).find());
    }
}
