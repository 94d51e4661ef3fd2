package dev.landfast.report;

import dev.landfast.view.RunView;
import java.util.ArrayList;
import java.util.List;

/// A run on one screen and in a Markdown document: the same answers.
public final class TextReport {

    private TextReport() {}

    /// Lines for a terminal; text from outside is not yet made harmless.
    public static List<String> lines(RunView run) {
        var sheet = Sheet.of(run);
        var lines = new ArrayList<String>();
        lines.add(
                "%s · %s · %s (%s) · %s"
                        .formatted(
                                run.about().name(),
                                run.standing().word().toUpperCase(java.util.Locale.ROOT),
                                run.about().pin().workflow(),
                                run.about().pin().variant(),
                                Sheet.time(run.standing().times().took())));
        if (!run.standing().why().isEmpty()) {
            lines.add(run.standing().why());
        }
        run.proof().landing().ifPresent(landing -> lines.add(landed(landing)));
        Sheet.cost(run).ifPresent(lines::add);
        section(lines, "Proven", sheet.proven());
        section(lines, "Not proven", sheet.unproven());
        section(lines, "Look at first", sheet.concerns());
        section(lines, "Next", sheet.next());
        return lines;
    }

    /// The same as Markdown, with the steps and, for every check, how to run it again.
    public static String markdown(RunView run) {
        var sheet = Sheet.of(run);
        var out = new ArrayList<String>();
        out.add("# " + run.about().name() + ": " + run.standing().word());
        out.add(fenced(run.about().wish()));
        if (!run.standing().why().isEmpty()) {
            out.add(run.standing().why());
        }
        run.proof().landing().ifPresent(landing -> out.add(landed(landing)));
        Sheet.cost(run).ifPresent(out::add);
        part(out, "Proven", sheet.proven());
        part(out, "Not proven", sheet.unproven());
        part(out, "Look at first", sheet.concerns());
        part(out, "Next", sheet.next());
        out.add("## Steps\n\n| step | status | attempts | time |\n|---|---|---|---|\n" + rows(run));
        out.add("## Evidence");
        run.proof().latest().forEach(gate -> evidence(out, gate));
        return String.join("\n\n", out) + "\n";
    }

    private static void section(List<String> lines, String title, List<String> items) {
        if (!items.isEmpty()) {
            lines.add("");
            lines.add(title);
            items.forEach(item -> lines.add("  " + item));
        }
    }

    private static void part(List<String> out, String title, List<String> items) {
        if (!items.isEmpty()) {
            out.add("## " + title);
            out.add(String.join("\n", items.stream().map(item -> "- " + escaped(item)).toList()));
        }
    }

    private static String landed(RunView.Landing landing) {
        return "landed as %s%s, tested as %s"
                .formatted(
                        cut(landing.commit()),
                        landing.remote().map(remote -> " here and on " + remote).orElse(""),
                        cut(landing.candidate()));
    }

    private static String cut(String hash) {
        return hash.substring(0, Math.min(12, hash.length()));
    }

    private static String rows(RunView run) {
        var rows = new ArrayList<String>();
        for (var step : run.steps()) {
            rows.add(
                    "| %s%s | %s | %d | %s |"
                            .formatted(
                                    step.label().isEmpty() ? "" : step.label() + " ",
                                    escaped(step.path()),
                                    step.state().status(),
                                    step.state().attempts(),
                                    Sheet.time(step.took())));
        }
        return String.join("\n", rows);
    }

    private static void evidence(List<String> out, RunView.GateView gate) {
        for (var check : Sheet.maps(gate.report().get("checks"))) {
            var rerun = String.valueOf(check.get("rerun"));
            out.add(
                    "### %s · %s: %s"
                            .formatted(gate.step(), check.get("check"), check.get("verdict")));
            if (!rerun.isBlank() && check.get("rerun") != null) {
                out.add("Run it again:");
                out.add(fenced(rerun));
            }
        }
    }

    private static String escaped(String text) {
        return text.replaceAll("([\\\\`*_{}\\[\\]<>#|])", "\\\\$1").replaceAll("[\\r\\n]+", " ");
    }

    /// A fence longer than any run of backticks inside.
    private static String fenced(String text) {
        var fence = "```";
        while (text.contains(fence)) {
            fence += "`";
        }
        return fence + "\n" + text.strip() + "\n" + fence;
    }
}
