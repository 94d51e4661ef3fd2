package dev.landfast.cli;

import dev.landfast.api.RunLine;
import dev.landfast.api.StepLine;
import dev.landfast.api.StepLine.State;
import dev.landfast.console.Plain;
import dev.landfast.console.Terminal;
import dev.landfast.console.Tone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The steps of a run as a block of lines.
final class Block {

    private static final int TALLEST = 22;

    private Block() {}

    /// For a terminal that is drawn again: never taller than most windows.
    static List<String> lines(RunLine run, List<StepLine> steps, Session session) {
        var ages = session.ages();
        var terminal = session.noted();
        var head =
                terminal.paint(Tone.STRONG, Plain.line(run.handle()))
                        + "  "
                        + terminal.paint(Look.tone(run.status()), run.status().toString())
                        + "  "
                        + Ages.exactly(Duration.between(run.times().started(), ages.now()));
        var lines = new ArrayList<>(List.of(head));
        var shown = shown(steps);
        var room = TALLEST - 1;
        if (shown.size() > room) {
            var skip = Math.min(shown.size() - room + 1, firstOpen(shown));
            lines.add("  … " + skip + " steps before");
            shown = shown.subList(skip, Math.min(shown.size(), skip + room - 1));
        }
        shown.forEach(step -> lines.add(line(step, ages, terminal)));
        return lines;
    }

    /// All steps that count, whatever their number.
    static List<String> all(List<StepLine> steps, Ages ages, Terminal terminal) {
        return shown(steps).stream().map(step -> line(step, ages, terminal)).toList();
    }

    private static List<StepLine> shown(List<StepLine> steps) {
        return steps.stream().filter(step -> step.mark().state() != State.LEFT_OUT).toList();
    }

    private static int firstOpen(List<StepLine> steps) {
        for (var i = 0; i < steps.size(); i++) {
            var state = steps.get(i).mark().state();
            if (state != State.PASSED && state != State.SKIPPED) {
                return i;
            }
        }
        return steps.size();
    }

    private static String line(StepLine step, Ages ages, Terminal terminal) {
        var mark = step.mark();
        var label = step.title().label().isEmpty() ? "" : step.title().label() + " ";
        var name = "  ".repeat(step.depth()) + label + step.title().id();
        var rounds = mark.limit() > 0 && mark.round() > 0 ? round(mark) : "";
        var again = step.timing().attempts() > 1 ? "  attempt " + step.timing().attempts() : "";
        var cut = Plain.cut(Plain.line(name), 40);
        return "  "
                + terminal.paint(tone(mark.state()), sign(mark.state()))
                + " "
                + (mark.state() == State.PENDING ? terminal.paint(Tone.FAINT, cut) : cut)
                + terminal.paint(Tone.FAINT, rounds + again + took(step, ages));
    }

    private static String round(StepLine.Mark mark) {
        return "  round " + mark.round() + " of at most " + mark.limit();
    }

    private static String took(StepLine step, Ages ages) {
        var timing = step.timing();
        return timing.since()
                .map(since ->
                        "  "
                                + Ages.exactly(
                                        Duration.between(since, timing.until().orElse(ages.now()))))
                .orElse("");
    }

    private static String sign(State state) {
        return switch (state) {
            case PENDING -> "·";
            case RUNNING -> "▶";
            case WAITING -> "?";
            case PASSED -> "✓";
            case FAILED -> "✗";
            case BLOCKED -> "!";
            case SKIPPED, LEFT_OUT -> "–";
        };
    }

    private static Tone tone(State state) {
        return switch (state) {
            case PENDING, SKIPPED, LEFT_OUT -> Tone.FAINT;
            case RUNNING -> Tone.NAME;
            case WAITING -> Tone.CARE;
            case PASSED -> Tone.GOOD;
            case FAILED, BLOCKED -> Tone.BAD;
        };
    }
}
