package dev.landfast.cli;

import dev.landfast.api.RunEvent;
import dev.landfast.console.Plain;
import dev.landfast.console.Terminal;
import dev.landfast.console.Tone;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/// One line for each thing that happened.
final class Happening {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final int LONGEST = 400;

    private Happening() {}

    static List<String> lines(List<RunEvent> events, Terminal terminal) {
        return events.stream().map(event -> line(event, terminal)).toList();
    }

    static String line(RunEvent event, Terminal terminal) {
        var step = event.about().step();
        var subject = step.isEmpty() ? "" : terminal.paint(Tone.NAME, Plain.line(step)) + "  ";
        var text = Plain.cut(Plain.line(event.text()), LONGEST);
        var by = event.who().equals("engine") ? "" : "  by " + Plain.line(event.who());
        return "  "
                + terminal.paint(Tone.FAINT, TIME.format(event.at()))
                + "  "
                + subject
                + painted(event, text, terminal)
                + terminal.paint(Tone.FAINT, by);
    }

    private static String painted(RunEvent event, String text, Terminal terminal) {
        return switch (event.about().mood()) {
            case GOOD -> terminal.paint(Tone.GOOD, text);
            case BAD -> terminal.paint(Tone.BAD, text);
            case CARE -> terminal.paint(Tone.CARE, text);
            case PLAIN -> text;
        };
    }
}
