package dev.landfast.cli;

import dev.landfast.api.Diagnosis;
import dev.landfast.api.Diagnosis.Measure;
import dev.landfast.api.Diagnosis.Problem;
import dev.landfast.api.Diagnosis.Stop;
import dev.landfast.api.RunLine;
import dev.landfast.console.Plain;
import dev.landfast.console.Tone;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Says why a run stopped, on one screen.
final class Why {

    private static final int WORST = 3;
    private static final int SAID = 6;
    private static final int LONGEST = 300;
    private static final Pattern LINE = Pattern.compile(":\\d+$");

    private Why() {}

    /// The stops alone, with what was measured and found.
    static void tell(RunLine run, Session session) {
        var diagnosis = session.landfast().runs().why(run);
        diagnosis.stops().forEach(stop -> stop(diagnosis, stop, session));
    }

    private static void stop(Diagnosis diagnosis, Stop stop, Session session) {
        var terminal = session.shown();
        session.say(
                terminal.paint(Tone.BAD, stop.outcome())
                        + " at "
                        + terminal.paint(Tone.NAME, Plain.line(stop.step())));
        stop.said()
                .lines()
                .limit(SAID)
                .forEach(line -> session.say("  " + Plain.cut(Plain.line(line), LONGEST)));
        stop.remedy().lines().forEach(line -> session.say("  → " + Plain.line(line)));
        stop.proof().measures().forEach(measure -> session.say("  " + measured(measure)));
        var alike = alike(stop.proof().findings());
        alike.stream().limit(WORST).forEach(problems -> finding(problems, session));
        if (alike.size() > WORST) {
            session.say(
                    "  and "
                            + alike.stream().skip(WORST).mapToInt(List::size).sum()
                            + " more findings: landfast why --json "
                            + Plain.line(diagnosis.run().handle()));
        }
        if (!stop.proof().rerun().isBlank()) {
            session.say(
                    "  measure again by hand: landfast why "
                            + Plain.line(diagnosis.run().handle())
                            + " --rerun | bash");
        }
    }

    /// What one rule says of one file is one thing to a reader: seven deleted tests do not hide
    /// what else is wrong.
    private static List<List<Problem>> alike(List<Problem> findings) {
        var alike = new LinkedHashMap<String, List<Problem>>();
        for (var problem : findings) {
            var file = LINE.matcher(problem.place()).replaceFirst("");
            alike.computeIfAbsent(problem.rule() + " " + file, _ -> new ArrayList<>()).add(problem);
        }
        return List.copyOf(alike.values());
    }

    private static void finding(List<Problem> problems, Session session) {
        var problem = problems.getFirst();
        var place = problem.place().isEmpty() ? "" : problem.place() + "  ";
        session.say(
                "  "
                        + session.shown().paint(Tone.BAD, problem.level())
                        + "  "
                        + Plain.line(place)
                        + Plain.cut(Plain.line(problem.rule() + ": " + problem.message()), LONGEST)
                        + (problems.size() > 1
                                ? " (and " + (problems.size() - 1) + " more like it in the file)"
                                : ""));
        problem.advice()
                .ifPresent(
                        advice -> session.say("      → " + Plain.cut(Plain.line(advice), LONGEST)));
    }

    /// `coverage lines 71.2, asked 80 (8.8 short), 79.4 at the base (−8.2)`
    private static String measured(Measure measure) {
        var text =
                Plain.line(measure.check() + " " + measure.what() + " " + figure(measure.value()));
        text +=
                measure.threshold()
                        .map(asked -> ", asked " + figure(asked) + delta(measure.value() - asked))
                        .orElse("");
        return text
                + measure.base()
                        .map(base ->
                                ", "
                                        + figure(base)
                                        + " at the base"
                                        + delta(measure.value() - base))
                        .orElse("");
    }

    private static String delta(double value) {
        return value == 0 ? "" : " (" + (value > 0 ? "+" : "−") + figure(Math.abs(value)) + ")";
    }

    private static String figure(double value) {
        return value == Math.rint(value)
                ? String.valueOf((long) value)
                : String.format(Locale.ROOT, "%.1f", value);
    }
}
