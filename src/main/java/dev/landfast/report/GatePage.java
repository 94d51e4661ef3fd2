package dev.landfast.report;

import dev.landfast.gate.Alone;
import dev.landfast.gate.GateReport;

/// The report of a gate that no run has asked, with what its readers need besides.
///
/// @param against what the base is called
/// @param again the command that measures the checks again that somebody will ask for
/// @param version of this program
public record GatePage(
        GateReport report, Alone alone, String against, String again, String version) {

    private static final int SHOWN = 12;

    /// The verdict, and what it is a verdict of.
    public String title() {
        return "gate "
                + report.gate()
                + ": "
                + report.verdict().word()
                + (alone.partial() ? ", of a part" : "");
    }

    /// What was measured against what.
    public String subject() {
        return cut(report.measured().commit())
                + " against "
                + cut(report.measured().base())
                + " ("
                + against
                + ")";
    }

    /// What is not said by the verdict; empty for a whole gate.
    public String partly() {
        return alone.partial() ? "nothing is proven of " + String.join(", ", alone.leftOut()) : "";
    }

    private static String cut(String hash) {
        return hash.substring(0, Math.min(SHOWN, hash.length()));
    }
}
