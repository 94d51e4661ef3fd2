package dev.landfast.cli;

import dev.landfast.api.GateOrder;
import dev.landfast.api.Gated;
import dev.landfast.api.Gatekeeping;
import dev.landfast.console.Plain;
import dev.landfast.console.Tone;
import dev.landfast.problem.EnvironmentProblem;
import dev.landfast.problem.UsageProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Measures a gate on what is committed here, without a run.
final class GateRunCommand implements Command {

    private static final String TEXT = "text";

    @Override
    public Usage usage() {
        return asked(Usage.none())
                .value("commit", "COMMIT", "what to measure; what is checked out unless said")
                .value("only", "CHECK,…", "these checks alone; the verdict is then about a part")
                .value(
                        "jobs",
                        "N",
                        "tools that run side by side; as many as cores are free unless said")
                .flag("fix", "first let the formatters go over changed files here; commits nothing")
                .value("format", "FORMAT", "text (usual), json, sarif, junit or md")
                .value("save", "FORMAT=FILE", "write it to a file as well; may be repeated")
                .flag("shadow", "tell the verdict and end with 0 whatever it is")
                .flag("trust", "you have read what the project's own settings and workflow run")
                .flag("json", "the same as --format json")
                .example("gate run")
                .example("gate run --base origin/main --only tests,lint")
                .example("gate run --shadow --save sarif=landfast.sarif --save md=summary.md");
    }

    /// What says which gate is meant.
    static Usage asked(Usage usage) {
        return usage.value("workflow", "W", "the workflow that has the gate")
                .value("target", "T", "the variant or target whose thresholds count")
                .value("gate", "G", "the gate; the last one before the work lands unless said")
                .value("base", "BRANCH", "what counts as before; the default branch unless said");
    }

    @Override
    public ExitCode run(Words words, Session session) {
        var format = words.has("json") ? "json" : words.value("format").orElse(TEXT);
        known(format);
        var files = files(words, session);
        var order = order(words);
        var gates = session.landfast().gates();
        return Measuring.until(
                session,
                () -> {
                    if (words.has("fix")) {
                        tell(gates.fix(order), session);
                    }
                    var gated =
                            gates.run(order, what -> session.note(Plain.line("measuring " + what)));
                    files.forEach((file, form) -> save(file, form, gated));
                    show(format, gated, session);
                    return end(gated, session);
                });
    }

    static GateOrder order(Words words) {
        var only = new ArrayList<String>();
        words.values("only").forEach(value -> only.addAll(List.of(value.split(",", -1))));
        return new GateOrder(
                new GateOrder.Which(
                        words.value("workflow"), words.value("target"), words.value("gate")),
                new GateOrder.Against(words.value("commit"), words.value("base")),
                only,
                new GateOrder.Options(
                        words.has("trust"), words.has("shadow"), words.number("jobs")));
    }

    private static void known(String format) {
        if (!format.equals(TEXT) && !Gated.FORMATS.contains(format)) {
            throw Gated.unknown(Plain.cut(Plain.line(format), 60));
        }
    }

    /// Known before anything is measured: that takes its time.
    private static Map<Path, String> files(Words words, Session session) {
        var files = new LinkedHashMap<Path, String>();
        for (var text : words.values("save")) {
            var equals = text.indexOf('=');
            var form = equals < 0 ? "" : text.substring(0, equals);
            if (!Gated.FORMATS.contains(form) || equals == text.length() - 1) {
                throw new UsageProblem(
                        "LF-148",
                        "--save needs a format and a file, not " + Words.quoted(text),
                        "",
                        "such as --save sarif=landfast.sarif; formats: "
                                + String.join(", ", Gated.FORMATS));
            }
            files.put(path(text.substring(equals + 1), session), form);
        }
        return files;
    }

    private static Path path(String name, Session session) {
        try {
            return session.surroundings().directory().resolve(name);
        } catch (InvalidPathException e) {
            throw new UsageProblem(
                            "LF-148",
                            "--save needs a format and a file, not " + Words.quoted(name),
                            "",
                            "")
                    .because(e);
        }
    }

    private static void save(Path file, String form, Gated gated) {
        try {
            Files.writeString(file, Plain.text(gated.as(form)));
        } catch (IOException e) {
            throw new EnvironmentProblem(
                            "LF-519",
                            "the report cannot be written: " + e.getMessage(),
                            file.toString(),
                            "check the folder and its rights")
                    .because(e);
        }
    }

    private static void show(String format, Gated gated, Session session) {
        if (format.equals(TEXT)) {
            GateScreen.show(gated, session);
        } else {
            session.write(Plain.text(gated.as(format)));
        }
    }

    private static void tell(Gatekeeping.Mended mended, Session session) {
        mended.changed().forEach(file -> session.note("changed " + Plain.line(file)));
        mended.notes().forEach(note -> session.note("  " + Plain.line(note)));
        session.note(
                mended.changed().isEmpty()
                        ? "the formatters changed nothing"
                        : "only what is committed is measured: commit these, then measure again");
    }

    private static ExitCode end(Gated gated, Session session) {
        var code = Measuring.code(gated.end());
        if (gated.beside().shadow() && code != ExitCode.DONE) {
            session.note(
                    session.noted().paint(Tone.CARE, "in shadow")
                            + ": this holds nothing up; otherwise it would end with "
                            + code.number());
            return ExitCode.DONE;
        }
        return code;
    }
}
