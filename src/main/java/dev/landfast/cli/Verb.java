package dev.landfast.cli;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// A row of the table of verbs: what it is called, what it is for, and what stands behind it.
///
/// @param name one word, or two such as `worktree ls`
/// @param about what it does, in one line
record Verb(String name, Group group, String about, Supplier<Command> command) {

    /// How help arranges them.
    enum Group {
        START("begin"),
        SEE("look"),
        GATE("measure without a run"),
        SAY("speak to a run"),
        KEEP("worktrees and what was saved"),
        DEFINE("workflows and roles"),
        OTHER("and");

        private final String title;

        Group(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    /// The verb at the beginning of some words, the longer name first.
    static Optional<Verb> of(List<String> words, List<Verb> all) {
        var two = words.size() > 1 ? words.get(0) + " " + words.get(1) : "";
        var one = words.getFirst();
        return all.stream()
                .filter(verb -> verb.name.equals(two))
                .findFirst()
                .or(() -> all.stream().filter(verb -> verb.name.equals(one)).findFirst());
    }

    /// How many words its name has.
    int length() {
        return name.indexOf(' ') < 0 ? 1 : 2;
    }
}
