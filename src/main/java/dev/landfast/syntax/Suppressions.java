package dev.landfast.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads comments that tools obey.
final class Suppressions {

    /// The tool's word, then what it is silenced about. One comment may hold several.
    private static final List<Pattern> WORDS =
            List.of(
                    words(
                            "(noqa)(?:\\s*:\\s*([A-Za-z][A-Za-z0-9]*(?:[,\\s]+[A-Z]+[0-9]+){0,99}))?"),
                    words("(type:\\s*ignore)(?:\\[([^\\]]*)\\])?"),
                    words("(pyright:\\s*ignore)(?:\\[([^\\]]*)\\])?"),
                    words("(pyright:\\s*(?:basic|off))()"),
                    words("(mypy:\\s*ignore-errors)()"),
                    words("(mypy:\\s*disable-error-code)\\s*=\\s*\"?([\\w,\\s-]*)"),
                    words("(pragma:\\s*no\\s*(?:cover|branch))()"),
                    words("(nosec)\\b:?\\s*((?:B\\d+[,\\s]*){0,99})"),
                    words("(pylint:\\s*disable(?:-next)?)\\s*=\\s*([\\w,\\s-]*)"),
                    words("(pylint:\\s*skip-file)()"),
                    words("((?:fmt|yapf):\\s*(?:off|skip|disable))()"),
                    words("(isort:\\s*(?:skip_file|skip|off))()"));

    private static final Set<String> HEADS = Set.of("noqa");

    private Suppressions() {}

    private static Pattern words(String expression) {
        return Pattern.compile(
                "#\\s*(?:(?:flake8|ruff)[:=]\\s*)?" + expression, Pattern.CASE_INSENSITIVE);
    }

    /// @param code what stands before the comment
    /// @param at the place: scope and line
    static List<Suppression> in(String comment, String code, At at) {
        var found = new ArrayList<Suppression>();
        for (var word : WORDS) {
            for (var match = word.matcher(comment); match.find(); ) {
                var tool = match.group(1).toLowerCase(Locale.ROOT);
                var codes = match.group(2) == null ? "" : match.group(2);
                found.add(
                        new Suppression(
                                tool.replaceAll("\\s+", " ").replaceAll(": ?", ": "),
                                codes(codes, HEADS.contains(tool)),
                                unformatted(code),
                                at.scope(),
                                at.line()));
            }
        }
        return found;
    }

    record At(String scope, int line) {}

    private static Set<String> codes(String text, boolean upper) {
        return Pattern.compile("[,\\s]+")
                .splitAsStream(text.strip())
                .filter(c -> !c.isEmpty())
                .map(c -> upper ? c.toUpperCase(Locale.ROOT) : c)
                .collect(Collectors.toSet());
    }

    static String unformatted(String code) {
        return code.replaceAll("\\s+", "").replace('\'', '"').replaceAll(",(?=[)\\]}]|$)", "");
    }
}
