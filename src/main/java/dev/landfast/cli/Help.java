package dev.landfast.cli;

import dev.landfast.cli.Usage.Option;
import dev.landfast.console.Table;
import dev.landfast.console.Table.Cell;
import dev.landfast.console.Terminal;
import dev.landfast.console.Tone;
import java.util.List;

/// Help, from the same descriptions by which words are parsed.
final class Help {

    private Help() {}

    static ExitCode overview(Session session) {
        var terminal = session.shown();
        session.say("usage: landfast [-C DIR] [VERB] [WORDS]");
        session.say("");
        session.say("  landfast alone says what needs you.");
        for (var group : Verb.Group.values()) {
            var verbs = Verbs.all().stream().filter(verb -> verb.group() == group).toList();
            if (!verbs.isEmpty()) {
                session.say("");
                session.say(terminal.paint(Tone.STRONG, group.title()));
                list(verbs, session);
            }
        }
        session.say("");
        session.say(
                "landfast help VERB tells more. Names of runs may be cut where they stay unique.");
        return ExitCode.DONE;
    }

    static void list(List<Verb> verbs, Session session) {
        var table = new Table();
        verbs.forEach(
                verb -> table.row(Cell.of("  " + verb.name(), Tone.NAME), Cell.of(verb.about())));
        session.say(table.lines(session.shown()));
    }

    static ExitCode of(Verb verb, Usage usage, Session session) {
        var options = usage.options().isEmpty() ? "" : " [OPTIONS]";
        var arguments = usage.arguments().isEmpty() ? "" : " " + usage.arguments();
        session.say("usage: landfast " + verb.name() + arguments + options);
        session.say("");
        session.say("  " + verb.about());
        if (!usage.options().isEmpty()) {
            session.say("");
            session.say(options(usage, session.shown()));
        }
        if (!usage.examples().isEmpty()) {
            session.say("");
            session.say(session.shown().paint(Tone.STRONG, "for example"));
            usage.examples().forEach(example -> session.say("  landfast " + example));
        }
        return ExitCode.DONE;
    }

    private static List<String> options(Usage usage, Terminal terminal) {
        var table = new Table();
        for (var option : usage.options()) {
            table.row(Cell.of("  " + shown(option), Tone.NAME), Cell.of(option.about()));
        }
        return table.lines(terminal);
    }

    private static String shown(Option option) {
        var letter = option.letter().isEmpty() ? "" : "-" + option.letter() + ", ";
        var value = option.takesValue() ? " " + option.value() : "";
        return letter + "--" + option.name() + value;
    }
}
