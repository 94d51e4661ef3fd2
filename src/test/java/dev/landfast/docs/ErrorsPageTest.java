package dev.landfast.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ErrorsPageTest {

    private static final Pattern QUOTED = Pattern.compile("\"(LF-[0-9]{3})[\" ]");

    /// A code with the text that goes with it: after a comma, or in the same literal.
    private static final Pattern USED = Pattern.compile("\"(LF-[0-9]{3})(\"\\s*,| )\\s*");

    private static final Pattern ROW = Pattern.compile("(?m)^\\| (LF-[0-9]{3}) \\|");

    @Test
    void the_page_has_a_row_for_every_code_of_the_sources_and_no_other() throws IOException {
        var page = Files.readString(Path.of("docs/reference/errors.md"));
        var rows = ROW.matcher(page).results().map(m -> m.group(1)).toList();

        assertThat(rows).doesNotHaveDuplicates();
        assertThat(rows).containsExactlyElementsOf(codes());
    }

    /// As far as a text can show it: wherever a code is used, its sentence begins the same way once
    /// names and values are taken out.
    @Test
    void a_code_has_one_meaning() throws IOException {
        var meanings = new TreeMap<String, Set<String>>();
        for (var source : sources()) {
            USED.matcher(source)
                    .results()
                    .forEach(use ->
                            begins(source, use)
                                    .ifPresent(words ->
                                            meanings.computeIfAbsent(
                                                            use.group(1), _ -> new TreeSet<>())
                                                    .add(words)));
        }

        assertThat(meanings).hasSizeGreaterThan(50);
        assertThat(meanings.entrySet())
                .allSatisfy(e -> assertThat(different(e.getValue())).as(e.getKey()).isEmpty());
    }

    private static List<String> different(Set<String> beginnings) {
        var first = beginnings.iterator().next();
        return beginnings.stream()
                .filter(other -> !other.startsWith(first) && !first.startsWith(other))
                .toList();
    }

    /// The first four words of the text that goes with a code; empty when they are made elsewhere.
    private static Optional<String> begins(String source, MatchResult use) {
        var text = new StringBuilder();
        var depth = 0;
        var at = use.group(2).equals(" ") ? use.end() - 2 : use.end();
        if (use.group(2).equals(" ")) {
            // The code and its text share a literal.
            at = source.lastIndexOf('"', use.end() - 2);
        }
        for (; at < source.length(); at++) {
            var c = source.charAt(at);
            if (c == '"') {
                var end = at + 1;
                while (source.charAt(end) != '"') {
                    end += source.charAt(end) == '\\' ? 2 : 1;
                }
                text.append(source, at + 1, end).append('\u0001');
                at = end;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth < 0) {
                break;
            } else if ((c == ',' || c == ';') && depth == 0) {
                break;
            }
        }
        var plain =
                text.toString()
                        .replace(use.group(1), "")
                        .replaceAll("'[^']*'|--[a-z]+|%s|\\b[A-Z]{2,}\\b", " ")
                        .replace('\u0001', ' ')
                        .strip();
        var words = List.of(plain.split("[\\s,;:]+", -1));
        return words.size() < 2
                ? Optional.empty()
                : Optional.of(String.join(" ", words.subList(0, Math.min(4, words.size()))));
    }

    private static List<String> sources() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            var sources = new ArrayList<String>();
            for (var file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                sources.add(Files.readString(file));
            }
            return sources;
        }
    }

    private static TreeSet<String> codes() throws IOException {
        var codes = new TreeSet<String>();
        for (var source : sources()) {
            QUOTED.matcher(source).results().forEach(m -> codes.add(m.group(1)));
        }
        return codes;
    }
}
