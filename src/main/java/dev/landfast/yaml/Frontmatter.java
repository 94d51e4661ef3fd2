package dev.landfast.yaml;

import dev.landfast.yaml.PlainYaml.NotYaml;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What stands between two lines of `---` at the beginning of a Markdown file, and what comes
/// after.
///
/// @param keys as YAML gives them; texts where it was read line by line
/// @param lines where each key is, counted from 1 in the whole file
/// @param complaint why it is no YAML, where it had to be read line by line
public record Frontmatter(
        Map<String, Object> keys,
        Map<String, Integer> lines,
        String body,
        Optional<NotYaml> complaint) {

    private static final String FENCE = "---";
    private static final Pattern KEY = Pattern.compile("([A-Za-z][A-Za-z0-9_-]*):(?: (.*))?");

    public Frontmatter {
        keys = Map.copyOf(keys);
        lines = Map.copyOf(lines);
    }

    /// A file in its two parts, unread.
    ///
    /// @param settings without the lines of `---`
    public record Parts(String settings, String body) {}

    /// Empty when the file does not begin with a closed frontmatter.
    public static Optional<Parts> split(String text) {
        var lines = List.of(text.replaceFirst("^\ufeff", "").split("\\R", -1));
        if (!lines.getFirst().strip().equals(FENCE)) {
            return Optional.empty();
        }
        for (var i = 1; i < lines.size(); i++) {
            if (lines.get(i).strip().equals(FENCE)) {
                return Optional.of(
                        new Parts(
                                String.join("\n", lines.subList(1, i)),
                                String.join("\n", lines.subList(i + 1, lines.size()))));
            }
        }
        return Optional.empty();
    }

    /// Reads a file as coding agents do: what is no YAML because of a colon in a sentence is taken
    /// line by line.
    ///
    /// @return empty when there is no frontmatter, or nothing in it that could be taken
    public static Optional<Frontmatter> read(String text) {
        return split(text).flatMap(Frontmatter::of);
    }

    private static Optional<Frontmatter> of(Parts parts) {
        var found = byLine(parts.settings());
        try {
            if (PlainYaml.read(parts.settings()) instanceof Map<?, ?> map) {
                var keys = new LinkedHashMap<String, Object>();
                map.forEach((key, value) -> {
                    if (value != null) {
                        keys.put(String.valueOf(key), value);
                    }
                });
                return Optional.of(
                        new Frontmatter(keys, found.lines(), parts.body(), Optional.empty()));
            }
            return Optional.empty();
        } catch (NotYaml e) {
            return found.keys().isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            new Frontmatter(
                                    found.keys(), found.lines(), parts.body(), Optional.of(e)));
        }
    }

    private record Loose(Map<String, Object> keys, Map<String, Integer> lines) {}

    /// A line that begins with a word and a colon is a key; every other line goes on with the value
    /// before it.
    private static Loose byLine(String settings) {
        var values = new LinkedHashMap<String, StringBuilder>();
        var lines = new LinkedHashMap<String, Integer>();
        var key = "";
        var number = 1;
        for (var line : settings.split("\n", -1)) {
            number++;
            var match = KEY.matcher(line);
            if (match.matches()) {
                key = match.group(1);
                lines.putIfAbsent(key, number);
                values.put(key, new StringBuilder(Optional.ofNullable(match.group(2)).orElse("")));
            } else if (values.containsKey(key)) {
                values.computeIfPresent(key, (_, so) -> so.append('\n').append(line));
            }
        }
        var keys = new LinkedHashMap<String, Object>();
        values.forEach((name, value) -> keys.put(name, unquoted(value.toString().strip())));
        return new Loose(keys, lines);
    }

    private static String unquoted(String value) {
        var quoted =
                value.length() > 1
                        && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                        && value.charAt(0) == value.charAt(value.length() - 1);
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
