package dev.landfast.gate;

import dev.landfast.journal.Event;
import dev.landfast.journal.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What persons took responsibility for, on this commit and until it expires.
final class Waivers {

    private final List<Event.Waived> valid;

    Waivers(GateRequest request, Instant now) {
        this.valid =
                request.waivers().stream()
                        .filter(w -> w.commit().equals(request.subject().commit()))
                        .filter(w -> w.expires().isAfter(now))
                        .toList();
    }

    boolean covers(Finding finding) {
        return of(Findings.subject(finding)).isPresent();
    }

    boolean none() {
        return valid.isEmpty();
    }

    private Optional<Event.Waived> of(String subject) {
        return valid.stream().filter(w -> w.subject().equals(subject)).findFirst();
    }

    /// The report with waived findings set apart. A waiver of the gate or of `gate.check` covers
    /// whatever the check says.
    CheckReport apply(String gate, CheckReport report) {
        if (report.verdict().passed() || none()) {
            return report;
        }
        var whole = of(gate).or(() -> of(gate + "." + report.check()));
        if (whole.isPresent()) {
            return whole(report, whole.get());
        }
        return switch (report.verdict()) {
            case Verdict.Fail(var findings) -> partly(report, findings);
            case Verdict.Inconclusive ignored -> report;
            case Verdict.Pass() -> report;
        };
    }

    private static CheckReport whole(CheckReport report, Event.Waived waiver) {
        var waived = new ArrayList<CheckReport.Waived>();
        for (var finding : report.findings()) {
            waived.add(
                    new CheckReport.Waived(
                            waiver.subject(), waiver.reason(), Optional.of(finding)));
        }
        return with(report, new Verdict.Pass(), waived);
    }

    private CheckReport partly(CheckReport report, List<Finding> findings) {
        var left = new ArrayList<Finding>();
        var waived = new ArrayList<CheckReport.Waived>();
        for (var finding : findings) {
            of(Findings.subject(finding))
                    .ifPresentOrElse(
                            w ->
                                    waived.add(
                                            new CheckReport.Waived(
                                                    w.subject(), w.reason(), Optional.of(finding))),
                            () -> left.add(finding));
        }
        return with(report, left.isEmpty() ? new Verdict.Pass() : new Verdict.Fail(left), waived);
    }

    private static CheckReport with(
            CheckReport report, Verdict verdict, List<CheckReport.Waived> waived) {
        return new CheckReport(
                report.check(), verdict, report.evidence(), waived, report.reusedFrom());
    }
}
