package dev.landfast.gate;

import dev.landfast.journal.Finding;
import java.util.List;
import java.util.Optional;

/// What one check came to, and why one may believe it.
///
/// @param waived what a person took responsibility for; never hidden
/// @param reusedFrom the earlier attempt whose measurement of the same content this is
public record CheckReport(
        String check,
        Verdict verdict,
        Evidence evidence,
        List<Waived> waived,
        Optional<String> reusedFrom) {

    public CheckReport {
        waived = List.copyOf(waived);
    }

    /// One finding, or a whole check, that a person let pass.
    ///
    /// @param finding absent when the check itself was waived
    public record Waived(String subject, String reason, Optional<Finding> finding) {}

    List<Finding> findings() {
        return switch (verdict) {
            case Verdict.Pass() -> List.of();
            case Verdict.Fail(var findings) -> findings;
            case Verdict.Inconclusive(_, var reason, var remedy) ->
                    List.of(
                            Findings.advised(
                                    Findings.of(
                                            check + "-inconclusive",
                                            Finding.Level.CRITICAL,
                                            Findings.nowhere(),
                                            reason),
                                    remedy));
        };
    }
}
