package dev.landfast.check.integrity;

import dev.landfast.syntax.Function;
import dev.landfast.syntax.Mention;
import dev.landfast.syntax.PythonFile;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Numbers that a docstring names, held against those that the code figures with.
///
/// Of a new function its docstring is often all in the tree that says what was asked for; tests can
/// be written to whatever comes out. 365 and 36500 are the same figure. Only figures of two digits
/// and more are compared, and only where the function has others of its own.
///
/// @param said in the docstring, and nowhere in the module's code
/// @param used in the function, and not in its docstring
record Figures(String said, String used) {

    /// A word before it makes it a name, such as RFC 2822 or Python 3.12.
    private static final Pattern SAID =
            Pattern.compile(
                    "(?<![\\w.,:/%#-])(?<![A-Z]\\w{0,20} )(\\d{2,}(?:\\.\\d+)?)(?![\\w:/-]|[.,]\\d)");

    private static final Pattern CODE =
            Pattern.compile("(?s:``.*?``)|`[^`]*`|(?m)^\\s*>>>.*(?:\\n.*\\S.*)*");
    private static final Pattern USED =
            Pattern.compile("(?<![\\w.\"-])\\d[\\d_]*(?:\\.\\d+)?(?![\\w.\"])");

    static Optional<Figures> contradicted(Function function, PythonFile file) {
        var docstring = CODE.matcher(function.docstring()).replaceAll(" ");
        var said = found(SAID, docstring);
        if (said.isEmpty()) {
            return Optional.empty();
        }
        var used = found(USED, function.body());
        var known = new TreeSet<String>();
        file.numbers().stream().map(Mention::text).forEach(n -> known.add(figure(n)));
        file.mentions().stream()
                .map(m -> m.text().replaceAll("^\\w?\"|\"$", ""))
                .filter(t -> t.matches("-?\\d[\\d_]*(\\.\\d+)?"))
                .forEach(n -> known.add(figure(n)));
        var all = figures(found(Pattern.compile("\\d[\\d_]*(?:\\.\\d+)?"), function.docstring()));
        var missing =
                said.stream().filter(n -> isTelling(n) && !known.contains(figure(n))).findFirst();
        var other =
                used.stream().filter(n -> n.length() > 1 && !all.contains(figure(n))).findFirst();
        return missing.flatMap(m -> other.map(o -> new Figures(m, o)));
    }

    private static boolean isTelling(String number) {
        return figure(number).length() > 1;
    }

    private static Set<String> figures(List<String> numbers) {
        var all = new TreeSet<String>();
        numbers.forEach(n -> all.add(figure(n)));
        return all;
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(m -> m.group().strip()).toList();
    }

    /// Its digits without zeros at either end.
    private static String figure(String number) {
        try {
            var value = new BigDecimal(number.replace("_", "")).abs().stripTrailingZeros();
            return value.unscaledValue().toString();
        } catch (NumberFormatException e) {
            return number;
        }
    }
}
