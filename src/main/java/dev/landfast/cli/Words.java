package dev.landfast.cli;

import dev.landfast.api.Nearest;
import dev.landfast.cli.Usage.Option;
import dev.landfast.console.Plain;
import dev.landfast.problem.UsageProblem;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The words after a verb, sorted into options and arguments.
///
/// `--name value`, `--name=value`, `-f`; everything after `--` is an argument. A word is never
/// anything but itself: no files are read for it and nothing in it is replaced.
final class Words {

    private static final int SHOWN = 60;

    private final Map<String, List<String>> options = new HashMap<>();
    private final List<String> rest = new ArrayList<>();

    private Words() {}

    static Words parse(Usage usage, List<String> given) {
        var words = new Words();
        var open = new ArrayDeque<>(given);
        while (!open.isEmpty()) {
            var word = open.pop();
            if (word.equals("--")) {
                words.rest.addAll(open);
                open.clear();
            } else if (word.startsWith("-") && word.length() > 1) {
                words.option(word, usage, open);
            } else {
                words.rest.add(word);
            }
        }
        words.count(usage);
        return words;
    }

    boolean has(String option) {
        return options.containsKey(option);
    }

    /// The last one wins.
    Optional<String> value(String option) {
        return Optional.ofNullable(options.get(option)).map(List::getLast);
    }

    /// All values of an option that may be repeated.
    List<String> values(String option) {
        return options.getOrDefault(option, List.of());
    }

    /// What is no option.
    List<String> rest() {
        return List.copyOf(rest);
    }

    String first() {
        return rest.getFirst();
    }

    Optional<String> at(int index) {
        return index < rest.size() ? Optional.of(rest.get(index)) : Optional.empty();
    }

    /// A whole number, at least 1.
    Optional<Integer> number(String option) {
        return value(option)
                .map(text -> {
                    if (!text.matches("[1-9][0-9]{0,5}")) {
                        throw unfit(option, "a whole number from 1", text);
                    }
                    return Integer.parseInt(text);
                });
    }

    /// An amount of money above zero.
    Optional<Double> dollars(String option) {
        return value(option)
                .map(text -> {
                    if (!text.matches("[0-9]{1,6}([.][0-9]{1,4})?") || text.matches("[0.]+")) {
                        throw unfit(option, "an amount of US dollars such as 2.50", text);
                    }
                    return Double.parseDouble(text);
                });
    }

    private static UsageProblem unfit(String option, String wanted, String text) {
        return new UsageProblem(
                "LF-105", "--" + option + " needs " + wanted + ", not " + quoted(text), "", "");
    }

    /// A word of the caller's as a message shows it.
    static String quoted(String word) {
        return "'" + Plain.cut(Plain.line(word), SHOWN) + "'";
    }

    /// A word that names a file or folder; not a place yet.
    static Path path(String word) {
        try {
            return Path.of(word);
        } catch (InvalidPathException e) {
            throw new UsageProblem("LF-106", "there is no folder " + quoted(word), "", "")
                    .because(e);
        }
    }

    private void option(String word, Usage usage, Deque<String> open) {
        var equals = word.indexOf('=');
        var name = equals < 0 ? word : word.substring(0, equals);
        var option = find(name, usage);
        if (!option.takesValue()) {
            if (equals >= 0) {
                throw new UsageProblem("LF-109", quoted(name) + " takes no value", "", "");
            }
            add(option, "");
        } else if (equals >= 0) {
            add(option, word.substring(equals + 1));
        } else if (open.isEmpty()) {
            throw new UsageProblem(
                    "LF-103", quoted(name) + " needs a value", "", name + " " + option.value());
        } else {
            add(option, open.pop());
        }
    }

    private void add(Option option, String value) {
        options.computeIfAbsent(option.name(), _ -> new ArrayList<>()).add(value);
    }

    private static Option find(String name, Usage usage) {
        for (var option : usage.options()) {
            var letter = !option.letter().isEmpty() && name.equals("-" + option.letter());
            if (letter || name.equals("--" + option.name())) {
                return option;
            }
        }
        var known = usage.options().stream().map(option -> "--" + option.name()).toList();
        throw new UsageProblem(
                "LF-102",
                "there is no option " + quoted(name) + " here",
                "",
                Nearest.to(name, known)
                        .map(meant -> "did you mean '" + meant + "'?")
                        .orElse("an argument that begins with '-' goes after '--'"));
    }

    private void count(Usage usage) {
        if (rest.size() < usage.least()) {
            throw new UsageProblem(
                    "LF-104",
                    "%s is missing".formatted(rest.isEmpty() ? "a word" : "one more word"),
                    "",
                    "it takes: " + usage.arguments());
        }
        if (rest.size() > usage.most()) {
            throw new UsageProblem(
                    "LF-108",
                    quoted(rest.get(usage.most())) + " is one word too many",
                    "",
                    usage.most() == 0 ? "it takes none" : "it takes: " + usage.arguments());
        }
    }
}
