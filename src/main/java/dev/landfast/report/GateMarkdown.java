package dev.landfast.report;

import dev.landfast.gate.CheckReport;
import dev.landfast.gate.Terminal;
import dev.landfast.gate.Verdict;
import dev.landfast.journal.Finding;
import java.util.ArrayList;
import java.util.List;

/// A gate as Markdown, for a comment on a pull request or the summary of a CI job.
///
/// Whatever comes from a tool stands in a span of code: there it is no markup, no link, no HTML,
/// and calls nobody.
public final class GateMarkdown {

    private static final int LONGEST = 300;

    /// A comment that is longer is read by nobody, and refused by some.
    private static final int MOST = 20;

    private GateMarkdown() {}

    public static String write(GatePage page) {
        var report = page.report();
        var out = new ArrayList<String>();
        out.add("## " + Terminal.plain(page.title()).replaceAll("[<>\\[\\]`*_|#@&]", ""));
        out.add(code(page.subject()) + " · " + Sheet.time(report.took()));
        if (page.alone().partial()) {
            out.add("**A part of the gate:** " + code(page.partly()) + ".");
        }
        if (page.alone().shadow()) {
            out.add("In shadow: this verdict holds nothing up.");
        }
        out.add(table(report.checks()));
        findings(out, report.worst(), report.findings().size());
        list(out, "Not measured", GateWords.unmeasured(report));
        list(out, "Waived", GateWords.waived(report));
        var remarks = new ArrayList<>(page.alone().remarks());
        remarks.addAll(GateWords.notes(report));
        list(out, "To know", remarks);
        out.add("Once more: " + code(page.again()));
        return String.join("\n\n", out) + "\n";
    }

    private static String table(List<CheckReport> checks) {
        var rows = new ArrayList<String>();
        rows.add("| check | verdict | measured | time |");
        rows.add("|---|---|---|---|");
        for (var check : checks) {
            var measured =
                    check.verdict() instanceof Verdict.Inconclusive
                            ? "see below"
                            : GateWords.measured(check);
            rows.add(
                    "| %s | %s | %s | %s%s |"
                            .formatted(
                                    cell(check.check()),
                                    check.verdict().word(),
                                    measured.isEmpty() ? "" : cell(measured),
                                    Sheet.time(check.evidence().took()),
                                    check.reusedFrom().isPresent() ? ", reused" : ""));
        }
        return String.join("\n", rows);
    }

    private static void findings(List<String> out, List<Finding> worst, int all) {
        if (worst.isEmpty()) {
            return;
        }
        var lines = new ArrayList<String>();
        for (var finding : worst) {
            var place = finding.place().toString();
            lines.add(
                    "- %s %s%s"
                            .formatted(
                                    finding.level().name().toLowerCase(java.util.Locale.ROOT),
                                    place.isEmpty() ? "" : code(place) + " ",
                                    code(finding.rule() + ": " + finding.message())));
        }
        if (all > worst.size()) {
            lines.add("- and " + (all - worst.size()) + " more");
        }
        out.add("**Worst findings**\n\n" + String.join("\n", lines));
    }

    private static void list(List<String> out, String title, List<String> items) {
        if (items.isEmpty()) {
            return;
        }
        var lines = new ArrayList<>(items.stream().limit(MOST).map(i -> "- " + code(i)).toList());
        if (items.size() > MOST) {
            lines.add("- and " + (items.size() - MOST) + " more");
        }
        out.add("**" + title + "**\n\n" + String.join("\n", lines));
    }

    /// In a table a bar ends the cell, in a span of code as well, and a backslash before it may or
    /// may not count.
    private static String cell(String text) {
        return code(text).replace('|', '¦');
    }

    /// A span of code around any text: its fence is longer than every run of backticks inside.
    private static String code(String text) {
        var plain = Terminal.plain(text);
        var shown =
                plain.codePointCount(0, plain.length()) > LONGEST
                        ? plain.substring(0, plain.offsetByCodePoints(0, LONGEST)) + "…"
                        : plain;
        var fence = "`";
        while (shown.contains(fence)) {
            fence += "`";
        }
        var pad = shown.startsWith("`") || shown.endsWith("`") || shown.isEmpty() ? " " : "";
        return fence + pad + shown + pad + fence;
    }
}
