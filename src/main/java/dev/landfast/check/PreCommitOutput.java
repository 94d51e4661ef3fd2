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
import java.util.stream.Stream;

/// What pre-commit prints, which is made for people: a line for each hook, `NAME....Passed`, and
/// below one that failed its id, its exit code and its own output. pre-commit has no other report;
/// a verdict goes by its exit code, and only which hook it was and where is read here.
///
/// @param failed hooks that found something
/// @param passed how many found nothing
/// @param skipped how many had no file to look at
record PreCommitOutput(List<Hook> failed, int passed, int skipped) {

    private static final Pattern ID = Pattern.compile("- hook id: (\\S+)");
    private static final String CHANGED = "- files were modified by this hook";
    private static final Pattern ABOUT = Pattern.compile("- [a-z][a-z ]*(: .*)?");
    private static final Pattern PLACE = Pattern.compile("([^\\s:]+):(\\d{1,8})\\b.*");
    private static final Pattern WHY_SKIPPED = Pattern.compile("\\([^()]*\\)$");
    private static final Pattern MISSING = Pattern.compile("^Executable `([^`]+)` not found$");
    private static final Pattern UNIMPORTED = Pattern.compile("No module named '?([\\w.]+)'?");
    private static final Pattern TROUBLE =
            Pattern.compile("An( unexpected)? error has occurred: .*");
    private static final int LONGEST = 300;

    /// Findings of one hook, and lines of one finding.
    private static final int MOST = 50;

    private static final int SHOWN = 3;

    PreCommitOutput {
        failed = List.copyOf(failed);
    }

    /// What a hook found, in its words.
    record Told(Hook hook, Place place, String what) {}

    /// A place that a hook's output names, with the line that does.
    record Named(Place place, String line) {}

    /// One that found something.
    ///
    /// @param lines of its own output
    /// @param places that it names
    /// @param mending whether it changed files
    record Hook(String name, String id, List<String> lines, List<Named> places, boolean mending) {

        Hook {
            lines = List.copyOf(lines);
            places = List.copyOf(places);
        }

        /// The program that is not there, if that is all it says.
        Optional<String> missing() {
            return lines.stream().limit(1).flatMap(line -> word(MISSING, line)).findFirst();
        }

        /// The module that is not there.
        Optional<String> unimported() {
            return lines.stream().flatMap(line -> word(UNIMPORTED, line)).findFirst();
        }

        private Stream<String> word(Pattern pattern, String line) {
            var found = pattern.matcher(line);
            return found.find() ? Stream.of(found.group(1)) : Stream.of();
        }
    }

    /// What all of them found: by place, where they name any or changed files.
    ///
    /// @param changed files that hooks changed, whichever of them it was
    List<Told> told(List<String> changed) {
        var only = failed.stream().filter(Hook::mending).count() == 1;
        return failed.stream().flatMap(hook -> told(hook, changed, only).stream()).toList();
    }

    private static List<Told> told(Hook hook, List<String> changed, boolean only) {
        if (!hook.places().isEmpty()) {
            return hook.places().stream()
                    .map(named -> new Told(hook, named.place(), named.line()))
                    .toList();
        }
        var own =
                changed.stream()
                        .filter(file -> hook.mending())
                        .filter(file ->
                                only || hook.lines().stream().anyMatch(l -> l.contains(file)))
                        .limit(MOST)
                        .map(file -> new Told(hook, new Place(file, 0), "changed " + shown(file)))
                        .toList();
        if (!own.isEmpty()) {
            return own;
        }
        var words = hook.lines().subList(0, Math.min(SHOWN, hook.lines().size()));
        var usual = hook.mending() ? "changed files" : "failed";
        return List.of(
                new Told(
                        hook,
                        Findings.nowhere(),
                        words.isEmpty() ? usual : String.join("; ", words)));
    }

    /// @param files of the tree, of which output may name some
    static PreCommitOutput read(String text, Set<String> files) {
        var failed = new ArrayList<Hook>();
        var passed = 0;
        var skipped = 0;
        for (var block : blocks(text)) {
            switch (block.became()) {
                case PASSED -> passed++;
                case SKIPPED -> skipped++;
                case FAILED -> failed.add(block.hook(files));
            }
        }
        return new PreCommitOutput(failed, passed, skipped);
    }

    /// Why pre-commit did not get as far as its hooks.
    static Optional<String> trouble(String text) {
        return text.lines()
                .map(TROUBLE::matcher)
                .filter(found -> found.find())
                .findFirst()
                .map(found -> shown(found.group()));
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

        Hook hook(Set<String> files) {
            var own =
                    lines.stream()
                            .filter(line -> !line.isBlank() && !ABOUT.matcher(line).matches())
                            .map(PreCommitOutput::shown)
                            .toList();
            var id =
                    lines.stream()
                            .map(ID::matcher)
                            .filter(found -> found.matches())
                            .findFirst()
                            .map(found -> shown(found.group(1)))
                            .orElse("hook");
            var places = own.stream().flatMap(line -> place(line, files)).limit(MOST).toList();
            return new Hook(shown(name), id, own, places, lines.contains(CHANGED));
        }
    }

    private static Stream<Named> place(String line, Set<String> files) {
        var found = PLACE.matcher(line);
        return found.matches() && files.contains(found.group(1))
                ? Stream.of(
                        new Named(
                                new Place(found.group(1), Integer.parseInt(found.group(2))), line))
                : Stream.of();
    }

    private static String shown(String line) {
        return Terminal.plain(line.substring(0, Math.min(LONGEST, line.length())));
    }
}
