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
import java.util.function.UnaryOperator;

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
        if (words.has("json")) {
            var logs = landfast.work().logs(run, step).stream().map(LogsCommand::fields).toList();
            session.json(Map.of("logs", logs));
            return ExitCode.DONE;
        }
        var from = words.has("all") && !words.has("follow") ? Long.MAX_VALUE : LAST;
        var screen = new Screen(new HashMap<>(), from, landfast.work().clean(run), session);
        if (words.has("follow")) {
            return follow(landfast, words, screen);
        }
        landfast.work().logs(run, step).forEach(log -> screen.show(log, false));
        if (screen.places().isEmpty()) {
            session.note("no logs yet");
        }
        return ExitCode.DONE;
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

    private static ExitCode follow(Landfast landfast, Words words, Screen screen) {
        var session = screen.session();
        var run = landfast.runs().find(words.first());
        var follow = landfast.runs().follow(run);
        var step = words.at(1).orElse("");
        var beat = Beat.of(session);
        while (true) {
            var goesOn = follow.goesOn();
            landfast.work().logs(run, step).forEach(log -> screen.show(log, goesOn));
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

    /// How many bytes make whole lines; all that are whole characters where there is no line.
    private static int lines(byte[] piece, int length) {
        var end = length;
        while (end > 0 && piece[end - 1] != '\n') {
            end--;
        }
        return end == 0 && length == piece.length ? whole(piece, length) : end;
    }

    /// What has been shown, and how.
    ///
    /// @param places where it stopped in each log
    /// @param from how far before its end a log is begun
    /// @param clean takes out of whole lines what is nobody's to read
    private record Screen(
            Map<Path, Long> places, long from, UnaryOperator<String> clean, Session session) {

        /// Shows what came since the last time.
        ///
        /// @param goesOn whether the rest of a line may still come
        void show(Log log, boolean goesOn) {
            try (var file = new RandomAccessFile(log.file().toFile(), "r")) {
                var known = places.get(log.file());
                if (known == null) {
                    var title = log.attempt() + "  " + log.file().getFileName();
                    session.say(session.shown().paint(Tone.NAME, "== " + Plain.line(title)));
                }
                var at = known == null ? Math.max(0, file.length() - from) : known;
                places.put(log.file(), show(file, at, goesOn));
            } catch (IOException e) {
                throw new EnvironmentProblem(
                                "LF-517", "the logs cannot be read", log.file().toString(), "")
                        .because(e);
            }
        }

        /// @return where it stopped
        private long show(RandomAccessFile file, long from, boolean goesOn) throws IOException {
            var at = from;
            file.seek(at);
            var piece = new byte[PIECE];
            for (var n = file.read(piece); n > 0; n = file.read(piece)) {
                var full = n == piece.length;
                var whole = goesOn || full ? lines(piece, n) : whole(piece, n);
                var text = new String(piece, 0, whole, StandardCharsets.UTF_8);
                session.write(Plain.text(clean.apply(text)));
                at += whole;
                file.seek(at);
                if (whole < n && !full) {
                    break;
                }
            }
            return at;
        }
    }
}
