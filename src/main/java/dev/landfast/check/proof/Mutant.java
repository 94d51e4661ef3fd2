package dev.landfast.check.proof;

import dev.landfast.gate.Json;
import dev.landfast.gate.UnreadableReport;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One small wrong version of a file.
///
/// @param what the change in words
/// @param edit the bytes that are replaced
/// @param part of what it is a wrong version
record Mutant(String file, int line, String what, Edit edit, Part part) {

    /// @param start offset of the first byte
    /// @param end offset behind the last
    /// @param text what stands there instead
    record Edit(int start, int end, String text) {}

    /// @param function the outermost one around; empty outside of any
    /// @param added whether the change adds that function
    record Part(String function, boolean added, Kind kind) {}

    /// What is wrong, the most telling first.
    enum Kind {
        /// What the function figures out.
        VALUE,
        /// A condition, a default, a number, what is handed on.
        OTHER,
        /// Nothing is returned.
        NONE;

        private static Kind of(String word) {
            return switch (word) {
                case "value" -> VALUE;
                case "none" -> NONE;
                default -> OTHER;
            };
        }
    }

    /// Reads what mutants.py wrote.
    static List<Mutant> read(Path report) throws UnreadableReport {
        var all = new ArrayList<Mutant>();
        for (var each : Json.read(report).path("mutants")) {
            all.add(
                    new Mutant(
                            each.path("file").asString(""),
                            each.path("line").asInt(0),
                            each.path("what").asString(""),
                            new Edit(
                                    each.path("start").asInt(0),
                                    each.path("end").asInt(0),
                                    each.path("text").asString("")),
                            new Part(
                                    each.path("function").asString(""),
                                    each.path("added").asBoolean(false),
                                    Kind.of(each.path("kind").asString("")))));
        }
        return all;
    }

    byte[] applied(byte[] content) {
        var wrong = new ByteArrayOutputStream();
        wrong.write(content, 0, edit.start());
        wrong.writeBytes(edit.text().getBytes(StandardCharsets.UTF_8));
        wrong.write(content, edit.end(), content.length - edit.end());
        return wrong.toByteArray();
    }

    /// Those that are tried at first: one of each function, then more.
    static List<Mutant> chosen(List<Mutant> all, int most) {
        var firsts = FunctionProof.of(all).stream().map(f -> f.wanted().getFirst()).toList();
        var chosen = new ArrayList<>(spread(firsts, most));
        var others = all.stream().filter(m -> !chosen.contains(m)).toList();
        chosen.addAll(spread(others, most - chosen.size()));
        return chosen;
    }

    /// So many of them, from all lines before a second one of any, in an order that does not
    /// change.
    static List<Mutant> spread(List<Mutant> all, int most) {
        Map<String, List<Mutant>> byLine = new LinkedHashMap<>();
        all.forEach(m ->
                byLine.computeIfAbsent(m.file() + ":" + m.line(), l -> new ArrayList<>()).add(m));
        var ordered = new ArrayList<Mutant>();
        for (var round = 0; ordered.size() < all.size(); round++) {
            for (var ofLine : byLine.values()) {
                if (round < ofLine.size()) {
                    ordered.add(ofLine.get(round));
                }
            }
        }
        var chosen = new ArrayList<Mutant>();
        var lines = Math.min(byLine.size(), ordered.size());
        var step = Math.max(1.0, (double) lines / most);
        for (var at = 0.0; at < lines && chosen.size() < most; at += step) {
            chosen.add(ordered.get((int) at));
        }
        for (var each : ordered) {
            if (chosen.size() < most && !chosen.contains(each)) {
                chosen.add(each);
            }
        }
        return chosen;
    }
}
