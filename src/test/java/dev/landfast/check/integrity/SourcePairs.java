package dev.landfast.check.integrity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/// Reads changes from a file beside the tests:
///
/// ```
/// ##### what is changed
/// facts: SUBJECT; SUBJECT
/// smells: RULE; RULE
/// ----- base PATH      (or now, or both)
/// the file's text
/// ```
final class SourcePairs {

    /// @param smells rules that have to be found; any other one is a false alarm
    record Pair(
            String name,
            Set<String> facts,
            Set<String> smells,
            Map<String, String> base,
            Map<String, String> now) {

        IntegrityCheck.Reading read() {
            return IntegrityCheck.Reading.of(change(), false);
        }

        Change change() {
            return Change.between(side(base), side(now));
        }

        private static Side side(Map<String, String> files) {
            return new Side(
                    files, path -> Objects.requireNonNull(files.get(path), path).getBytes(UTF_8));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private SourcePairs() {}

    static List<Pair> in(String file) {
        try (var in = SourcePairs.class.getResourceAsStream(file)) {
            var text = new String(Objects.requireNonNull(in, file).readAllBytes(), UTF_8);
            var pairs = new ArrayList<Pair>();
            for (var each : text.split("(?m)^##### ", -1)) {
                if (!each.isBlank()) {
                    pairs.add(pair(each));
                }
            }
            return pairs;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Pair pair(String text) {
        var parts = text.split("(?m)^----- ", -1);
        var head = parts[0].lines().toList();
        var base = new LinkedHashMap<String, String>();
        var now = new LinkedHashMap<String, String>();
        for (var i = 1; i < parts.length; i++) {
            var end = parts[i].indexOf('\n');
            var words = parts[i].substring(0, end).split(" ", 2);
            var content = parts[i].substring(end + 1).stripTrailing() + "\n";
            if (!words[0].equals("now")) {
                base.put(words[1], content);
            }
            if (!words[0].equals("base")) {
                now.put(words[1], content);
            }
        }
        return new Pair(
                head.getFirst(), listed(head, "facts:"), listed(head, "smells:"), base, now);
    }

    private static Set<String> listed(List<String> head, String key) {
        var found = new TreeSet<String>();
        for (var line : head) {
            if (line.startsWith(key)) {
                for (var each : line.substring(key.length()).split(";", -1)) {
                    if (!each.isBlank()) {
                        found.add(each.strip());
                    }
                }
            }
        }
        return found;
    }
}
