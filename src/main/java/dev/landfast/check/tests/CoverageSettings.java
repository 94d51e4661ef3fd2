package dev.landfast.check.tests;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// What a tree's own configuration tells coverage to leave out.
///
/// @param omitted files, as patterns of a shell
/// @param excluded lines, as expressions that are looked for in them
public record CoverageSettings(List<String> omitted, List<Pattern> excluded) {

    private static final List<String> FILES =
            List.of(".coveragerc", "pyproject.toml", "setup.cfg", "tox.ini");
    private static final Pattern QUOTED =
            Pattern.compile("\\G[\\s,]*(?:#.*\\n\\s*)*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|'([^']*)')");

    public CoverageSettings {
        omitted = List.copyOf(omitted);
        excluded = List.copyOf(excluded);
    }

    /// @param text of a file at the root; empty where there is none
    public static CoverageSettings of(UnaryOperator<String> text) {
        var omitted = new ArrayList<String>();
        var excluded = new ArrayList<Pattern>();
        for (var file : FILES) {
            var content = text.apply(file);
            omitted.addAll(values(content, "(?:run_)?omit"));
            values(content, "exclude_(?:lines|also)").forEach(e -> excluded.add(expression(e)));
        }
        return new CoverageSettings(omitted, excluded);
    }

    private static List<String> values(String content, String key) {
        var found = new ArrayList<String>();
        var setting =
                Pattern.compile("(?m)^[ \\t]*" + key + "[ \\t]*=[ \\t]*(\\[?)").matcher(content);
        while (setting.find()) {
            if (setting.group(1).isEmpty()) {
                lines(content.substring(setting.end()), found);
            } else {
                quoted(content.substring(setting.end()), found);
            }
        }
        return found;
    }

    /// A list as TOML has it.
    private static void quoted(String content, List<String> found) {
        for (var each = QUOTED.matcher(content); each.find(); ) {
            found.add(
                    each.group(2) != null
                            ? each.group(2)
                            : each.group(1).replaceAll("\\\\(.)", "$1"));
        }
    }

    /// The rest of the line, and the lines below that are set in.
    private static void lines(String content, List<String> found) {
        var first = true;
        for (var line : content.split("\n", -1)) {
            if (!first && !line.isBlank() && !Character.isWhitespace(line.charAt(0))) {
                return;
            }
            first = false;
            if (!line.isBlank() && !line.strip().startsWith("#")) {
                found.add(line.strip());
            }
        }
    }

    private static Pattern expression(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            return Pattern.compile(Pattern.quote(text));
        }
    }

    boolean omits(String path) {
        return omitted.stream()
                .flatMap(each -> List.of(each.split("[\\s,]+", -1)).stream())
                .filter(each -> !each.isEmpty())
                .anyMatch(each -> glob(each).matcher(path).matches());
    }

    /// A star stands for slashes as well, and what begins with none may lie anywhere.
    private static Pattern glob(String pattern) {
        var expression = new StringBuilder(pattern.startsWith("*") ? "" : "(?:.*/)?");
        pattern.chars()
                .mapToObj(Character::toString)
                .map(c ->
                        switch (c) {
                            case "*" -> ".*";
                            case "?" -> "[^/]";
                            default -> Pattern.quote(c);
                        })
                .forEach(expression::append);
        return Pattern.compile(expression.toString());
    }
}
