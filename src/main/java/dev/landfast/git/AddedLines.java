package dev.landfast.git;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Reads from a patch without context which lines are new.
final class AddedLines {

    private static final String FILE = "+++ ";
    private static final String NO_LINE_END = "\\";
    private static final Pattern HUNK =
            Pattern.compile("@@ -\\d+(?:,\\d+)? \\+(\\d+)(?:,(\\d+))? @@.*");

    private final Map<String, Set<Integer>> found = new TreeMap<>();
    private String file = "";
    private int left;

    private AddedLines() {}

    static Map<String, Set<Integer>> of(String patch) {
        var reading = new AddedLines();
        for (var line : patch.split("\n", -1)) {
            reading.line(line);
        }
        return reading.found;
    }

    /// What stands within a hunk is counted off, so that an added line may say `+++ b/x` itself.
    private void line(String line) {
        if (left > 0) {
            left -= line.startsWith(NO_LINE_END) ? 0 : 1;
            return;
        }
        var hunk = HUNK.matcher(line);
        if (line.startsWith(FILE)) {
            file = path(line.substring(FILE.length()));
        } else if (hunk.matches()) {
            hunk(line, hunk.group(1), hunk.group(2));
        }
    }

    private void hunk(String line, String first, String count) {
        var from = Integer.parseInt(first);
        var added = count == null ? 1 : Integer.parseInt(count);
        left = added + removed(line);
        if (added > 0) {
            var lines = found.computeIfAbsent(file, f -> new TreeSet<>());
            for (var i = 0; i < added; i++) {
                lines.add(from + i);
            }
        }
    }

    private static int removed(String line) {
        var old = line.substring("@@ -".length(), line.indexOf(" +"));
        var comma = old.indexOf(',');
        return comma < 0 ? 1 : Integer.parseInt(old.substring(comma + 1));
    }

    /// `b/path`, perhaps with a tab after it or quoted as C would.
    private static String path(String name) {
        var plain = name.startsWith("\"") ? unquoted(name) : name.replaceAll("\\t$", "");
        return plain.startsWith("b/") ? plain.substring(2) : plain;
    }

    private static String unquoted(String quoted) {
        var bytes = new ByteArrayOutputStream();
        var end = quoted.lastIndexOf('"');
        for (var i = 1; i < end; i++) {
            var c = quoted.charAt(i);
            if (c != '\\') {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            } else if (Character.isDigit(quoted.charAt(i + 1))) {
                bytes.write(Integer.parseInt(quoted.substring(i + 1, i + 4), 8));
                i += 3;
            } else {
                var named = "abtnvfr".indexOf(quoted.charAt(i + 1));
                bytes.write(named < 0 ? quoted.charAt(i + 1) : '\007' + named);
                i++;
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
