package dev.landfast.check;

import dev.landfast.gate.Findings;
import dev.landfast.gate.Terminal;
import dev.landfast.journal.Finding.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What pre-commit prints, which is made for people: a line for each hook, `NAME....Passed`, and
/// below one that failed its id, its exit code and its own output. pre-commit has no other report;
/// a verdict goes by its exit code, and only which hook it was and where is read here.
///
/// @param failed hooks that found something
/// @param passed how many found nothing
/// @param skipped how many had no file to look at
/// @param missing a program that a hook needs and nobody has
record PreCommitOutput(List<Hook> failed, int passed, int skipped, Optional<String> missing) {

    private static final Pattern ID = Pattern.compile("(?m)^- hook id: (\\S+)$");
    private static final Pattern CHANGED =
            Pattern.compile("(?m)^- files were modified by this hook$");
    private static final Pattern ABOUT = Pattern.compile("- [a-z][a-z ]*(: .*)?");
    private static final Pattern PLACE = Pattern.compile("(?m)^([^\\s:]+):(\\d+)");
    private static final Pattern WHY_SKIPPED = Pattern.compile("\\([^()]*\\)$");
    private static final Pattern MISSING = Pattern.compile("(?m)^Executable `(.+)` not found$");
    private static final int LONGEST = 300;

    /// @param said the first line of its own output
    /// @param changed whether it changed files
    record Hook(String name, String id, String said, Place place, boolean changed) {}

    PreCommitOutput {
        failed = List.copyOf(failed);
    }

    /// @param files of the tree, of which output may name some
    static PreCommitOutput read(String text, Set<String> files) {
        var failed = new ArrayList<Hook>();
        var missing = Optional.<String>empty();
        var passed = 0;
        var skipped = 0;
        for (var block : blocks(text)) {
            switch (block.became()) {
                case PASSED -> passed++;
                case SKIPPED -> skipped++;
                case FAILED -> {
                    failed.add(hook(block, files));
                    missing = missing.or(() -> first(MISSING, block.below()));
                }
            }
        }
        return new PreCommitOutput(failed, passed, skipped, missing.map(Terminal::plain));
    }

    private static List<Block> blocks(String text) {
        var blocks = new ArrayList<Block>();
        text.lines()
                .forEach(line -> {
                    var begun = Block.begunBy(line);
                    if (begun.isPresent()) {
                        blocks.add(begun.get());
                    } else if (!blocks.isEmpty()) {
                        blocks.getLast().lines().add(line);
                    }
                });
        return blocks;
    }

    private enum Became {
        PASSED("Passed"),
        FAILED("Failed"),
        SKIPPED("Skipped");

        private final String word;

        Became(String word) {
            this.word = word;
        }
    }

    /// One hook's line, and those below it.
    private record Block(String name, Became became, List<String> lines) {

        /// What is printed for each hook: a name, dots, perhaps why it was skipped, a word.
        static Optional<Block> begunBy(String line) {
            return Arrays.stream(Became.values())
                    .filter(each -> line.endsWith(each.word))
                    .findFirst()
                    .flatMap(became -> named(line, became));
        }

        private static Optional<Block> named(String line, Became became) {
            var head = line.substring(0, line.length() - became.word.length());
            var dotted = WHY_SKIPPED.matcher(head).replaceFirst("");
            var end = dotted.length();
            while (end > 0 && dotted.charAt(end - 1) == '.') {
                end--;
            }
            return end == dotted.length() || end == 0
                    ? Optional.empty()
                    : Optional.of(new Block(dotted.substring(0, end), became, new ArrayList<>()));
        }

        String below() {
            return String.join("\n", lines);
        }
    }

    private static Hook hook(Block block, Set<String> files) {
        var below = block.below();
        return new Hook(
                Terminal.plain(block.name()),
                Terminal.plain(first(ID, below).orElse("hook")),
                said(below),
                place(below, files),
                CHANGED.matcher(below).find());
    }

    private static Optional<String> first(Pattern pattern, String text) {
        var found = pattern.matcher(text);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    private static String said(String below) {
        return below.lines()
                .filter(line -> !line.isBlank() && !ABOUT.matcher(line).matches())
                .findFirst()
                .map(line -> Terminal.plain(line.substring(0, Math.min(LONGEST, line.length()))))
                .orElse("");
    }

    private static Place place(String below, Set<String> files) {
        for (var found = PLACE.matcher(below); found.find(); ) {
            if (files.contains(found.group(1)) && found.group(2).length() < 9) {
                return new Place(found.group(1), Integer.parseInt(found.group(2)));
            }
        }
        return Findings.nowhere();
    }
}
