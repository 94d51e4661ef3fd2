package dev.landfast.report;

import dev.landfast.view.RunView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What every readable report says: what is proven, what is not, and what to do next.
///
/// @param proven a line each check that passed, with what it measured
/// @param unproven a line each check that did not, or that proves less than it seems
/// @param concerns what a reviewer should look at first; none of it has blocked anything
public record Sheet(
        List<String> proven, List<String> unproven, List<String> concerns, List<String> next) {

    private static final int MOST_CONCERNS = 20;

    public Sheet {
        proven = List.copyOf(proven);
        unproven = List.copyOf(unproven);
        concerns = List.copyOf(concerns);
        next = List.copyOf(next);
    }

    public static Sheet of(RunView run) {
        var proven = new ArrayList<String>();
        Set<String> unproven = new LinkedHashSet<>();
        for (var gate : run.proof().latest()) {
            for (var check : maps(gate.report().get("checks"))) {
                var line = gate.step() + " · " + line(check);
                if ("PASS".equals(check.get("verdict"))) {
                    proven.add(line);
                } else {
                    unproven.add(line);
                }
            }
        }
        run.proof().latest().forEach(gate -> unproven.addAll(notes(gate)));
        run.proof()
                .waived()
                .forEach(w ->
                        unproven.add(
                                (w.used() ? "waived by " : "waived, though no gate met it, by ")
                                        + w.who()
                                        + ": "
                                        + w.subject()
                                        + " ("
                                        + w.reason()
                                        + ")"));
        run.proof().comments().stream()
                .filter(comment -> !comment.told().repaired())
                .map(comment ->
                        "nobody was told what %s remarked on %s: %s"
                                .formatted(comment.who(), comment.place(), comment.text()))
                .forEach(unproven::add);
        promises(run).forEach(promise -> unproven.add("not enforced: " + promise));
        var next =
                run.standing().next().stream()
                        .map(step -> step.command() + "   " + step.why())
                        .toList();
        return new Sheet(proven, List.copyOf(unproven), concerns(run), next);
    }

    /// What agents used and what it cost, with the basis of that; empty where there was none.
    static Optional<String> cost(RunView run) {
        var total = run.cost().total();
        var budget = run.cost().budget();
        if (total.attempts() == 0 && budget.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                "cost %s%s, %d attempts of agents, %d tokens in, %d out%s%s"
                        .formatted(
                                total.cost(),
                                Set.of("", total.cost()).contains(total.basisText())
                                        ? ""
                                        : " (" + total.basisText() + ")",
                                total.attempts(),
                                total.tokens().input(),
                                total.tokens().output(),
                                total.unknown() == 0
                                        ? ""
                                        : ", " + total.unknown() + " of unknown cost",
                                budget.map(means -> "; budget: " + means).orElse("")));
    }

    private static String line(Map<?, ?> check) {
        var parts = new ArrayList<String>();
        for (var measure : maps(check.get("measures"))) {
            parts.add(measure(measure));
        }
        if (parts.isEmpty()
                && check.get("counts") instanceof Map<?, ?> counts
                && !counts.isEmpty()) {
            counts.forEach((what, count) -> parts.add(count + " " + what));
        }
        if (!"PASS".equals(check.get("verdict"))) {
            parts.addFirst(String.valueOf(check.get("verdict")));
        }
        if (check.get("reason") instanceof String reason) {
            parts.add(reason);
        }
        if (check.containsKey("reused_from")) {
            parts.add("reused from an earlier run of the same content");
        }
        return check.get("check") + (parts.isEmpty() ? "" : ": " + String.join(", ", parts));
    }

    private static String measure(Map<?, ?> measure) {
        var text = measure.get("what") + " " + number(measure.get("value"));
        if (measure.containsKey("threshold")) {
            text += " (asked " + number(measure.get("threshold")) + ")";
        }
        if (measure.containsKey("delta")) {
            text +=
                    String.format(
                            Locale.ROOT,
                            " %+.1f to base",
                            ((Number) measure.get("delta")).doubleValue());
        }
        return text;
    }

    private static String number(@Nullable Object value) {
        if (!(value instanceof Number number)) {
            return String.valueOf(value);
        }
        var exact = number.doubleValue();
        return exact == Math.rint(exact)
                ? Long.toString((long) exact)
                : String.format(Locale.ROOT, "%.1f", exact);
    }

    private static List<String> notes(RunView.GateView gate) {
        var notes = new ArrayList<String>();
        for (var check : maps(gate.report().get("checks"))) {
            if (check.get("notes") instanceof List<?> list) {
                list.forEach(
                        note -> notes.add(gate.step() + " · " + check.get("check") + ": " + note));
            }
        }
        return notes;
    }

    private static List<String> concerns(RunView run) {
        var concerns = new LinkedHashSet<String>();
        for (var gate : run.proof().latest()) {
            for (var check : maps(gate.report().get("checks"))) {
                maps(check.get("concerns")).forEach(c -> concerns.add(concern(c)));
            }
        }
        var shown = new ArrayList<>(concerns.stream().limit(MOST_CONCERNS).toList());
        if (concerns.size() > MOST_CONCERNS) {
            shown.add((concerns.size() - MOST_CONCERNS) + " more are in the gate's report");
        }
        return shown;
    }

    private static String concern(Map<?, ?> concern) {
        var line = String.valueOf(concern.get("line"));
        return concern.get("rule")
                + " · "
                + concern.get("file")
                + (line.equals("0") ? "" : ":" + line)
                + " · "
                + concern.get("message")
                + (concern.get("advice") instanceof String why ? " (" + why + ")" : "");
    }

    private static Set<String> promises(RunView run) {
        Set<String> promises = new LinkedHashSet<>();
        for (var gate : run.proof().latest()) {
            for (var check : maps(gate.report().get("checks"))) {
                for (var tool : maps(check.get("runs"))) {
                    if (tool.get("promises_not_kept") instanceof List<?> list) {
                        list.forEach(promise -> promises.add(String.valueOf(promise)));
                    }
                }
            }
        }
        return promises;
    }

    static List<Map<?, ?>> maps(@Nullable Object value) {
        var maps = new ArrayList<Map<?, ?>>();
        if (value instanceof List<?> list) {
            list.forEach(item -> {
                if (item instanceof Map<?, ?> map) {
                    maps.add(map);
                }
            });
        }
        return maps;
    }

    /// `1 h 2 min`, `3 min 4 s`, `5.6 s`.
    static String time(Duration time) {
        if (time.toHours() > 0) {
            return time.toHours() + " h " + time.toMinutesPart() + " min";
        }
        return time.toMinutes() > 0
                ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
                : String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
}
