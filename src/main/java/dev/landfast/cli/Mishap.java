package dev.landfast.cli;

import dev.landfast.api.Surroundings;
import dev.landfast.console.Plain;
import dev.landfast.console.Tone;
import dev.landfast.problem.LandfastException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// Says what went wrong, to people and as an exit code. The only place that knows which is which.
final class Mishap {

    private static final int LONGEST = 600;

    private Mishap() {}

    static ExitCode tell(Throwable thrown, Session session) {
        if (thrown instanceof LandfastException problem) {
            if (!session.hasTold(problem)) {
                tell(problem, session);
            }
            return ExitCode.of(problem);
        }
        var bad = session.noted().paint(Tone.BAD, "LF-901");
        session.note(bad + " this is a bug of ours: " + shown(title(thrown)));
        session.note("  what exactly happened is in " + keep(thrown, session.surroundings()));
        session.note("  nothing that was recorded is lost; please report it with that file");
        return ExitCode.BUG;
    }

    private static void tell(LandfastException problem, Session session) {
        var where = problem.where().isEmpty() ? "" : problem.where() + ": ";
        var lines = (where + problem.what()).lines().toList();
        session.note(
                session.noted().paint(Tone.BAD, problem.code())
                        + " "
                        + shown(lines.isEmpty() ? "" : lines.getFirst()));
        lines.stream().skip(1).forEach(line -> session.note("  " + shown(line)));
        problem.remedy().lines().forEach(line -> session.note("  → " + shown(line)));
    }

    /// A message may quote what somebody handed in, however long that is.
    private static String shown(String line) {
        return Plain.cut(Plain.line(line), LONGEST);
    }

    private static String title(Throwable thrown) {
        var message = thrown.getMessage();
        return thrown.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }

    /// Writes the trace where it can be found again; a disk that refuses it must not hide the bug.
    private static String keep(Throwable thrown, Surroundings surroundings) {
        var trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        var now = surroundings.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        var name = "bug-" + now.toString().replace(":", "") + ".txt";
        for (var folder :
                List.of(surroundings.state(), Path.of(System.getProperty("java.io.tmpdir")))) {
            try {
                var file = Files.createDirectories(folder).resolve(name);
                Files.writeString(file, trace.toString());
                return file.toString();
            } catch (IOException e) {
                trace.append("could not be written to ").append(folder.toString());
            }
        }
        return "no file, as none could be written: " + Plain.line(trace.toString());
    }
}
