package dev.landfast.definition;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Collects mistakes while a definition is read, so that all are told at once.
final class Problems {

    /// More than this in one file is noise.
    private static final int MOST = 50;

    /// What a value is quoted with at most.
    private static final int SHOWN = 60;

    /// More known words than this are not listed.
    private static final int MOST_NAMES = 30;

    private final List<Problem> found = new ArrayList<>();

    void add(Code code, Position position, String what, String remedy) {
        if (found.size() < MOST) {
            found.add(new Problem(code.text(), position, what, Optional.empty(), remedy));
        }
    }

    /// A word that is not among the known ones.
    void unknown(Code code, Position position, String what, Guess guess) {
        if (found.size() < MOST) {
            var meant = Nearest.to(guess.word(), guess.known());
            found.add(new Problem(code.text(), position, what, meant, guess.remedy()));
        }
    }

    boolean any() {
        return !found.isEmpty();
    }

    List<Problem> sorted() {
        return found.stream()
                .distinct()
                .sorted(
                        Comparator.comparingInt((Problem p) -> p.position().line())
                                .thenComparingInt(p -> p.position().column()))
                .toList();
    }

    /// A value as a message shows it: one line, no control characters, not too long.
    static String quote(String value) {
        var line = new StringBuilder("'");
        value.codePoints()
                .limit(SHOWN)
                .map(c -> Character.isISOControl(c) ? '·' : c)
                .forEach(line::appendCodePoint);
        if (value.codePointCount(0, value.length()) > SHOWN) {
            line.append('…');
        }
        return line.append('\'').toString();
    }

    /// The known words as a remedy lists them.
    static String among(Collection<String> known) {
        if (known.isEmpty()) {
            return "there are none";
        }
        var rest = known.size() > MOST_NAMES ? ", …" : "";
        return known.stream().limit(MOST_NAMES).collect(Collectors.joining(", ")) + rest;
    }

    /// What was written and what could have been.
    record Guess(String word, Collection<String> known, String remedy) {}

    /// The kinds of mistake; the reference has a section on each.
    enum Code {
        UNREADABLE("LF-301"),
        UNKNOWN_KEY("LF-302"),
        MISSING("LF-303"),
        VALUE("LF-304"),
        UNKNOWN_NAME("LF-305"),
        ID("LF-306"),
        EXPRESSION("LF-307"),
        STRUCTURE("LF-308");

        private final String text;

        Code(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }
}
