package dev.landfast.merge;

import dev.landfast.merge.Hunks.Hunk;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Both sides added something at the same place and changed nothing that was there. Both are kept,
/// ours first, where the two additions are whole and cannot mean each other.
final class BothAdd {

    private static final Pattern DEFINED =
            Pattern.compile("(?:async\\s+)?(?:def|class)\\s+(\\w+).*|(\\w+)\\s*(?::[^=]+)?=[^=].*");
    private static final Pattern ROUTE = Pattern.compile("@\\w+\\.\\w+\\(\\s*(['\"].*?['\"]).*");
    private static final Pattern NOT_ALONE =
            Pattern.compile(
                    "(?:else|elif|except|finally|return|raise|break|continue|yield|pass|case|\\)|]|}).*",
                    Pattern.DOTALL);
    private static final Pattern KEY =
            Pattern.compile("([A-Za-z0-9_.\\[\\]\"'-]+).*", Pattern.DOTALL);

    private BothAdd() {}

    static Optional<List<String>> resolve(Hunk hunk, String path) {
        if (!isBlank(hunk.base()) || isBlank(hunk.ours()) || isBlank(hunk.theirs())) {
            return Optional.empty();
        }
        if (path.endsWith(".py") || path.endsWith(".pyi")) {
            return areEntries(hunk) ? lines(hunk) : definitions(hunk);
        }
        if (path.endsWith(".md") || path.endsWith(".rst")) {
            return Optional.of(joined(hunk.ours(), hunk.theirs(), 0));
        }
        return isListOfLines(path) ? lines(hunk) : Optional.empty();
    }

    private static boolean isListOfLines(String path) {
        var name = path.substring(path.lastIndexOf('/') + 1);
        return name.endsWith(".txt")
                || name.endsWith(".in")
                || name.equals(".gitignore")
                || name.equals("pyproject.toml");
    }

    /// Entries of a list or a mapping: every line is one, each ends with its comma.
    private static boolean areEntries(Hunk hunk) {
        var both = new ArrayList<>(hunk.ours());
        both.addAll(hunk.theirs());
        var whole =
                both.stream()
                        .filter(l -> !l.isBlank())
                        .allMatch(l -> l.stripTrailing().endsWith(",") && isBalanced(l));
        var indents = both.stream().filter(l -> !l.isBlank()).map(BothAdd::indent).distinct();
        return whole && indents.count() == 1;
    }

    private static boolean isBalanced(String line) {
        return count(line, "([{") == count(line, ")]}");
    }

    private static long count(String line, String brackets) {
        return line.chars().filter(c -> brackets.indexOf(c) >= 0).count();
    }

    /// Lines that each say one thing, by a key at their start: a requirement, a pattern, a setting.
    private static Optional<List<String>> lines(Hunk hunk) {
        var ours = keys(hunk.ours());
        var theirs = new HashSet<>(keys(hunk.theirs()));
        var merged = new ArrayList<>(hunk.ours());
        closeLast(merged);
        for (var line : hunk.theirs()) {
            if (!hunk.ours().contains(line)) {
                merged.add(line);
            } else {
                theirs.remove(key(line));
            }
        }
        ours.retainAll(theirs);
        return ours.isEmpty() ? Optional.of(merged) : Optional.empty();
    }

    private static Set<String> keys(List<String> lines) {
        var keys = new HashSet<String>();
        lines.stream().filter(l -> !l.isBlank()).forEach(l -> keys.add(key(l)));
        return keys;
    }

    private static String key(String line) {
        var match = KEY.matcher(line.strip());
        return match.matches() ? match.group(1) : line.strip();
    }

    /// Functions, classes, assignments and calls at one level, under names that do not meet.
    private static Optional<List<String>> definitions(Hunk hunk) {
        var level = indent(first(hunk.ours()));
        if (!level.equals(indent(first(hunk.theirs())))) {
            return Optional.empty();
        }
        var ours = names(hunk.ours(), level);
        var theirs = names(hunk.theirs(), level);
        if (ours.isEmpty() || theirs.isEmpty()) {
            return Optional.empty();
        }
        var shared = new HashSet<>(ours.get());
        shared.retainAll(theirs.get());
        var apart = level.isEmpty() ? 2 : 1;
        return shared.isEmpty()
                ? Optional.of(joined(hunk.ours(), hunk.theirs(), apart))
                : Optional.empty();
    }

    /// What a block defines at its own level, routes included.
    ///
    /// @return empty when the block does not consist of whole definitions
    private static Optional<Set<String>> names(List<String> block, String level) {
        var names = new HashSet<String>();
        var depth = 0L;
        for (var line : block) {
            var text = line.strip();
            var own = depth == 0 && !text.isEmpty() && indent(line).equals(level);
            if (depth == 0 && !text.isEmpty() && !line.startsWith(level)) {
                return Optional.empty();
            }
            if (own && NOT_ALONE.matcher(text).matches()) {
                return Optional.empty();
            }
            var defined = DEFINED.matcher(text);
            var route = ROUTE.matcher(text);
            if (own && defined.matches()) {
                names.add(defined.group(1) == null ? defined.group(2) : defined.group(1));
            } else if (own && route.matches()) {
                names.add(text.substring(0, text.indexOf('(')) + route.group(1));
            } else if (own && !text.startsWith("@") && !text.startsWith("#")) {
                names.add(text);
            }
            depth += count(text, "([{") - count(text, ")]}");
        }
        var endsOpen =
                block.getLast().strip().endsWith(":") || block.getLast().strip().startsWith("@");
        return depth == 0 && !endsOpen ? Optional.of(names) : Optional.empty();
    }

    private static List<String> joined(List<String> ours, List<String> theirs, int apart) {
        var merged = new ArrayList<>(ours);
        closeLast(merged);
        var isDefinition =
                theirs.stream().anyMatch(l -> l.strip().matches("(async )?(def|class) .*"));
        var blank = 0;
        for (var at = merged.size() - 1; at >= 0 && merged.get(at).isBlank(); at--) {
            blank++;
        }
        for (var line : theirs) {
            if (!line.isBlank()) {
                break;
            }
            blank++;
        }
        for (; isDefinition && blank < apart; blank++) {
            merged.add("\n");
        }
        merged.addAll(theirs);
        return merged;
    }

    private static void closeLast(List<String> lines) {
        if (!lines.getLast().endsWith("\n")) {
            lines.set(lines.size() - 1, lines.getLast() + "\n");
        }
    }

    private static boolean isBlank(List<String> lines) {
        return lines.stream().allMatch(String::isBlank);
    }

    private static String first(List<String> lines) {
        return lines.stream().filter(l -> !l.isBlank()).findFirst().orElse("");
    }

    private static String indent(String line) {
        return line.substring(0, line.length() - line.stripLeading().length());
    }
}
