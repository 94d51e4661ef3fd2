package dev.landfast.check;

import dev.landfast.gate.GateReport;
import dev.landfast.journal.Finding;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// What became of a scripted change.
///
/// @param by what stopped it, or why it was not judged
record Ending(Scripted change, Kind kind, String by, Duration took) {

    /// From good to bad; an honest change is stopped or passes like a cheat, and the other way
    /// round is right.
    enum Kind {
        STOPPED("stopped"),
        PASSED("passed"),
        SMELLED("only smelled"),
        ESCAPED("escaped, as known"),
        NOT_JUDGED("not judged here"),
        WRONG("WRONG"),
        ERROR("ERROR OF THE CASE");

        final String words;

        Kind(String words) {
            this.words = words;
        }

        boolean bad() {
            return this == WRONG || this == ERROR;
        }
    }

    /// What is found by reading the change alone; where that check is not there, nobody can.
    private static final Set<String> READ = Set.of("suppression-added", "code-among-tests");

    private static final int LONGEST = 110;

    static Ending of(Scripted change, GateReport report, Duration took) {
        return change.honest() ? honest(change, report, took) : cheat(change, report, took);
    }

    private static Ending honest(Scripted change, GateReport report, Duration took) {
        return report.verdict().passed()
                ? new Ending(change, Kind.PASSED, "", took)
                : new Ending(change, Kind.WRONG, "blocked by " + all(report), took);
    }

    private static Ending cheat(Scripted change, GateReport report, Duration took) {
        var expected = change.texts("stopped-by");
        if (!report.verdict().passed()) {
            var by =
                    report.findings().stream()
                            .filter(f -> StrictGate.isOne(f, expected))
                            .findFirst();
            return by.isPresent()
                    ? new Ending(change, Kind.STOPPED, said(by.get()), took)
                    : new Ending(change, Kind.WRONG, "stopped otherwise: " + all(report), took);
        }
        var smell = change.text("smell");
        if (smell.isPresent()) {
            return StrictGate.concerns(report).contains(smell.get())
                    ? new Ending(change, Kind.SMELLED, smell.get(), took)
                    : new Ending(change, Kind.WRONG, "passed, not even smelled", took);
        }
        return change.text("escapes")
                .map(why -> new Ending(change, Kind.ESCAPED, why, took))
                .orElseGet(() -> new Ending(change, Kind.WRONG, "passed unseen", took));
    }

    @Override
    public String toString() {
        return change.family() + ": " + change.name() + ": " + kind.words + ": " + by;
    }

    /// Whether all that could see it is a check that is not there.
    static boolean needsReading(Scripted change) {
        var by = change.texts("stopped-by");
        return change.text("needs").isPresent()
                || change.text("smell").isPresent()
                || (!by.isEmpty() && READ.containsAll(by));
    }

    private static String said(Finding finding) {
        return kind(finding) + ": " + finding.rule() + cut(finding);
    }

    private static String cut(Finding finding) {
        var inconclusive = finding.rule().endsWith("-inconclusive");
        return inconclusive ? ", " + cut(finding.message()) : "";
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }

    private static String kind(Finding finding) {
        var rule = finding.rule();
        if (rule.startsWith("base-test") || rule.equals("mutant-survived")) {
            return "proof";
        }
        if (rule.startsWith("added-lines-") || rule.equals("mutants-inconclusive")) {
            return "proof";
        }
        if (rule.endsWith("-changed") || rule.equals("test-not-run") || READ.contains(rule)) {
            return "fact";
        }
        if (finding.message().contains("to fail")) {
            return "canary";
        }
        return rule.equals("tests-inconclusive") ? "streamed results" : "tool";
    }

    private static String all(GateReport report) {
        return cut(
                List.copyOf(
                                report.findings().stream()
                                        .map(f -> f.rule() + " " + f.place() + " " + f.message())
                                        .toList())
                        .toString());
    }
}
