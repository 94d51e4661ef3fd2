package dev.landfast.merge;

import dev.landfast.merge.Hunks.Hunk;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Merges blocks of Python imports name by name: what either side added is there, what either side
/// removed is not.
final class Imports {

    private static final Pattern PLAIN = Pattern.compile("import ([\\w.]+)(?: as (\\w+))?");
    private static final Pattern FROM = Pattern.compile("from ([\\w.]+) import (.+)");
    private static final Pattern NAME = Pattern.compile("(\\w+|\\*)(?: as (\\w+))?");

    /// As isort orders by default: `import` before `from`, then by module, names by case.
    private static final Comparator<Imported> ORDER =
            Comparator.comparingInt((Imported i) -> i.module().isEmpty() ? 0 : 1)
                    .thenComparing(Imported::module)
                    .thenComparingInt(Imports::rank)
                    .thenComparing(Imported::name);

    private Imports() {}

    /// Constants, then classes, then the rest.
    private static int rank(Imported imported) {
        var name = imported.name();
        if (imported.module().isEmpty() || !Character.isUpperCase(name.charAt(0))) {
            return 2;
        }
        return name.length() > 1 && name.equals(name.toUpperCase(Locale.ROOT)) ? 0 : 1;
    }

    /// One name brought in.
    ///
    /// @param module for `from MODULE import`, empty for `import`
    /// @param name with its ` as ALIAS`
    /// @param bound the name it has in the file
    private record Imported(String module, String name, String bound) {}

    static Optional<List<String>> resolve(Hunk hunk) {
        var indent = indent(hunk);
        var ours = parse(hunk.ours(), indent);
        var base = parse(hunk.base(), indent);
        var theirs = parse(hunk.theirs(), indent);
        if (ours.isEmpty() || base.isEmpty() || theirs.isEmpty()) {
            return Optional.empty();
        }
        var union = new LinkedHashSet<>(ours.get());
        union.removeIf(i -> base.get().contains(i) && !theirs.get().contains(i));
        theirs.get().stream().filter(i -> !base.get().contains(i)).forEach(union::add);
        if (ambiguous(union)) {
            return Optional.empty();
        }
        var sorted = isSorted(ours.get()) && isSorted(theirs.get());
        return Optional.of(print(sorted ? union.stream().sorted(ORDER).toList() : union, indent));
    }

    private static boolean isSorted(Set<Imported> imports) {
        return List.copyOf(imports).equals(imports.stream().sorted(ORDER).toList());
    }

    private static String indent(Hunk hunk) {
        var lines = new ArrayList<>(hunk.ours());
        lines.addAll(hunk.theirs());
        return lines.stream()
                .filter(l -> !l.isBlank())
                .findFirst()
                .map(l -> l.substring(0, l.length() - l.stripLeading().length()))
                .orElse("");
    }

    /// @return empty when anything in it is not an import, or says more than names
    private static Optional<Set<Imported>> parse(List<String> lines, String indent) {
        var found = new LinkedHashSet<Imported>();
        for (var statement : statements(lines, indent)) {
            var plain = PLAIN.matcher(statement);
            var from = FROM.matcher(statement);
            if (plain.matches()) {
                var alias = Optional.ofNullable(plain.group(2));
                var name = plain.group(1) + alias.map(a -> " as " + a).orElse("");
                found.add(new Imported("", name, alias.orElse(plain.group(1))));
            } else if (from.matches()) {
                for (var part : from.group(2).split(",", -1)) {
                    var name = NAME.matcher(part.strip());
                    if (!name.matches()) {
                        return Optional.empty();
                    }
                    var bound = Optional.ofNullable(name.group(2)).orElse(name.group(1));
                    found.add(new Imported(from.group(1), name.group(), bound));
                }
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(found);
    }

    /// Whole statements, brackets taken away. A line that is none of ours becomes a statement that
    /// does not parse.
    private static List<String> statements(List<String> lines, String indent) {
        var statements = new ArrayList<String>();
        var open = new StringBuilder();
        for (var line : lines) {
            var text = line.strip();
            if (text.isEmpty()) {
                continue;
            }
            if (!open.isEmpty()) {
                open.append(' ').append(text);
            } else if (!line.startsWith(indent + text.charAt(0))) {
                return List.of("not an import");
            } else {
                open.append(text);
            }
            var opened = open.indexOf("(") >= 0;
            if (!opened || open.charAt(open.length() - 1) == ')') {
                statements.add(unwrapped(open.toString()));
                open.setLength(0);
            }
        }
        return open.isEmpty() ? statements : List.of("not a whole import");
    }

    private static String unwrapped(String statement) {
        var from = statement.indexOf('(');
        if (from < 0) {
            return statement;
        }
        var names = statement.substring(from + 1, statement.length() - 1).strip();
        return statement.substring(0, from)
                + (names.endsWith(",") ? names.substring(0, names.length() - 1) : names);
    }

    /// Two different things under one name: order would decide, and nobody has.
    private static boolean ambiguous(Collection<Imported> imports) {
        var bound = new HashMap<String, Imported>();
        for (var imported : imports) {
            var other = bound.put(imported.bound(), imported);
            if (other != null || imported.name().equals("*")) {
                return true;
            }
        }
        return false;
    }

    private static List<String> print(Collection<Imported> imports, String indent) {
        Map<String, List<String>> byModule = new LinkedHashMap<>();
        for (var imported : imports) {
            var key = imported.module().isEmpty() ? imported.name() : imported.module() + "|";
            byModule.computeIfAbsent(key, _ -> new ArrayList<>()).add(imported.name());
        }
        var lines = new ArrayList<String>();
        byModule.forEach((key, names) -> {
            var from = key.endsWith("|");
            lines.add(
                    from
                            ? wrapped(key.substring(0, key.length() - 1), names, indent)
                            : indent + "import " + key + "\n");
        });
        return lines;
    }

    private static String wrapped(String module, List<String> names, String indent) {
        var line = indent + "from " + module + " import " + String.join(", ", names) + "\n";
        if (line.length() <= 89) {
            return line;
        }
        var text = new StringBuilder(indent + "from " + module + " import (\n");
        names.forEach(n -> text.append(indent).append("    ").append(n).append(",\n"));
        return text.append(indent).append(")\n").toString();
    }
}
