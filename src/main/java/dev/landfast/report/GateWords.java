package dev.landfast.report;

import dev.landfast.gate.CheckReport;
import dev.landfast.gate.Evidence.Measure;
import dev.landfast.gate.Findings;
import dev.landfast.gate.GateReport;
import dev.landfast.gate.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Sentences about a gate's report that all readable forms share. Text of tools in them is not made
/// harmless.
public final class GateWords {

    private static final String UNMEASURED = "NOT MEASURED";

    private GateWords() {}

    /// `lines covered, % 91.2 (asked 80, +0.4 to base)`; counts where no figure was held against a
    /// threshold, the reason where nothing was measured.
    public static String measured(CheckReport check) {
        var parts = new ArrayList<String>();
        if (check.verdict() instanceof Verdict.Inconclusive(_, var reason, _)) {
            parts.add(reason);
        }
        var evidence = check.evidence();
        evidence.measures().forEach(measure -> parts.add(measure(measure)));
        if (evidence.measures().isEmpty()) {
            evidence.counts().forEach((what, count) -> parts.add(count + " " + what));
        }
        return parts.isEmpty() ? check.verdict().summary() : String.join(", ", parts);
    }

    private static String measure(Measure measure) {
        var held = new ArrayList<String>();
        measure.threshold().ifPresent(asked -> held.add("asked " + figure(asked)));
        measure.base()
                .ifPresent(base ->
                        held.add(
                                String.format(
                                        Locale.ROOT, "%+.1f to base", measure.value() - base)));
        return measure.what()
                + " "
                + figure(measure.value())
                + (held.isEmpty() ? "" : " (" + String.join(", ", held) + ")");
    }

    private static String figure(double value) {
        return value == Math.rint(value)
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.1f", value);
    }

    /// What the verdict does not rest on: checks without one, with what would give them one, and
    /// what checks say they could not see.
    public static List<String> unmeasured(GateReport report) {
        var said = new ArrayList<String>();
        for (var check : report.checks()) {
            if (check.verdict() instanceof Verdict.Inconclusive(_, var reason, var remedy)) {
                said.add(check.check() + ": " + reason + "; " + remedy);
            }
            check.evidence().notes().stream()
                    .filter(note -> note.startsWith(UNMEASURED))
                    .map(note -> note.substring(UNMEASURED.length()).replaceFirst("^: *", ""))
                    .forEach(note -> said.add(check.check() + ": " + note));
        }
        return said;
    }

    /// What else a reader should know: warnings, a red base, what kept nothing out.
    public static List<String> notes(GateReport report) {
        Set<String> said = new LinkedHashSet<>();
        for (var check : report.checks()) {
            check.evidence().notes().stream()
                    .filter(note -> !note.startsWith(UNMEASURED))
                    .forEach(note -> said.add(check.check() + ": " + note));
        }
        var promises = report.promisesNotKept();
        if (!promises.isEmpty()) {
            said.add("not enforced: " + String.join("; ", promises));
        }
        return List.copyOf(said);
    }

    /// `F401 app/sums.py:3 (kept for later)`, a line each.
    public static List<String> waived(GateReport report) {
        return report.waived().stream()
                .map(one ->
                        one.finding().map(Findings::subject).orElse(one.subject())
                                + " ("
                                + one.reason()
                                + ")")
                .toList();
    }
}
