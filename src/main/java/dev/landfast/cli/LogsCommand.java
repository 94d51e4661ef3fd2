package dev.landfast.cli;

import dev.landfast.api.Landfast;
import dev.landfast.api.Work.Log;
import dev.landfast.console.Plain;
import dev.landfast.console.Tone;
import dev.landfast.problem.EnvironmentProblem;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// What the programs of a run's steps have written, made harmless.
final class LogsCommand implements Command {

    private static final int PIECE = 64 * 1024;
    private static final int LONGEST_CHARACTER = 4;
    private static final long LAST = 32 * 1024;
    private static final Duration BEAT = Duration.ofMillis(300);

    @Override
    public Usage usage() {
        return Usage.of("RUN [STEP]", 1, 2)
                .flag("follow", "f", "go on as long as the run does")
                .flag("all", "each log from its beginning, not its last 32 KiB")
                .json()
                .example("logs -f login implement");
    }

    @Override
    public ExitCode run(Words words, Session session) {
        var landfast = session.landfast();
        var run = landfast.runs().find(words.first());
        var step = words.at(1).orElse("");
        var shown = new HashMap<Path, Long>();
        var from = words.has("all") ? Long.MAX_VALUE : LAST;
        if (words.has("json")) {
            var logs = landfast.work().logs(run, step).stream().map(LogsCommand::fields).toList();
            session.json(Map.of("logs", logs));
            return ExitCode.DONE;
        }
        if (!words.has("follow")) {
            landfast.work().logs(run, step).forEach(log -> show(log, shown, from, session));
            if (shown.isEmpty()) {
                session.note("no logs yet");
            }
            return ExitCode.DONE;
        }
        return follow(landfast, words, shown, session);
    }

    /// Where each is; what is in them may be gigabytes.
    private static Map<String, Object> fields(Log log) {
        return Map.of(
                "attempt",
                log.attempt(),
                "file",
                log.file().toString(),
                "bytes",
                log.file().toFile().length());
    }

    private static ExitCode follow(
            Landfast landfast, Words words, Map<Path, Long> shown, Session session) {
        var run = landfast.runs().find(words.first());
        var follow = landfast.runs().follow(run);
        var step = words.at(1).orElse("");
        var beat = Beat.of(session);
        while (true) {
            var goesOn = follow.goesOn();
            landfast.work().logs(run, step).forEach(log -> show(log, shown, LAST, session));
            if (!goesOn || session.unread()) {
                return ExitCode.of(follow.run().status());
            }
            follow.await(BEAT);
            beat.passed();
        }
    }

    /// How many bytes make whole characters: one that has come in part is left for the next look.
    private static int whole(byte[] piece, int length) {
        var lead = length - 1;
        while (lead > Math.max(0, length - LONGEST_CHARACTER) && (piece[lead] & 0xC0) == 0x80) {
            lead--;
        }
        var first = piece[lead] & 0xFF;
        var wants = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1;
        var cut = lead > 0 && lead + wants > length;
        return cut ? lead : length;
    }

    private static void show(Log log, Map<Path, Long> shown, long last, Session session) {
        try (var file = new RandomAccessFile(log.file().toFile(), "r")) {
            var known = shown.get(log.file());
            var at = known == null ? Math.max(0, file.length() - last) : known;
            if (known == null) {
                var title = log.attempt() + "  " + log.file().getFileName();
                session.say(session.shown().paint(Tone.NAME, "== " + Plain.line(title)));
            }
            file.seek(at);
            var piece = new byte[PIECE];
            for (var n = file.read(piece); n > 0; n = file.read(piece)) {
                var whole = whole(piece, n);
                session.write(Plain.text(new String(piece, 0, whole, StandardCharsets.UTF_8)));
                at += whole;
                file.seek(at);
                if (whole < n && n < piece.length) {
                    break;
                }
            }
            shown.put(log.file(), at);
        } catch (IOException e) {
            throw new EnvironmentProblem(
                            "LF-517", "the logs cannot be read", log.file().toString(), "")
                    .because(e);
        }
    }
}
