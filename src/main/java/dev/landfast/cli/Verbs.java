package dev.landfast.cli;

import static dev.landfast.cli.Verb.Group.OTHER;
import static dev.landfast.cli.Verb.Group.SEE;

import java.util.List;

/// The table of verbs. A new command is a class and a row here; help and completion follow.
final class Verbs {

    private Verbs() {}

    static List<Verb> all() {
        return List.of(
                new Verb("ls", SEE, "the runs and where they stand", LsCommand::new),
                new Verb("show", SEE, "one run: where it is and what happened", ShowCommand::new),
                new Verb(
                        "completion",
                        OTHER,
                        "completion for bash, zsh, fish",
                        CompletionCommand::new),
                new Verb("version", OTHER, "the version of this program", VersionCommand::new),
                new Verb("help", OTHER, "this, or all about one command", HelpCommand::new));
    }
}
