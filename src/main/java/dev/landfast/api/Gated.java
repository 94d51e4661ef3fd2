package dev.landfast.api;

import dev.landfast.gate.CheckReport;
import dev.landfast.gate.Verdict;
import dev.landfast.journal.Finding;
import dev.landfast.problem.UsageProblem;
import dev.landfast.report.GateJUnit;
import dev.landfast.report.GateMarkdown;
import dev.landfast.report.GatePage;
import dev.landfast.report.GateSarif;
import dev.landfast.report.GateWords;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// What a gate came to that no run has asked.
///
/// @param said the verdict and what it is a verdict of
/// @param rows check by check
/// @param findings everything that keeps the gate shut, worst first
/// @param beside what a reader must know to read the verdict right
/// @param forms writes all of it
public record Gated(
        Said said, List<Row> rows, List<Diagnosis.Problem> findings, Beside beside, Forms forms) {

    /// The forms besides text.
    public static final List<String> FORMATS = List.of("json", "sarif", "junit", "md");

    /// By whose turn it is.
    public enum End {
        PASSED,
        FAILED,
        /// The work leaves no proof that anybody could trust.
        UNPROVEN,
        /// Something around the work is missing or broken.
        ENVIRONMENT
    }

    /// One check.
    ///
    /// @param asked the word by which it is asked for alone
    /// @param measured figures, counts, or why there is none
    /// @param reused taken over from a measurement of the same content
    public record Row(
            String asked, String verdict, String measured, Duration took, boolean reused) {}

    /// The verdict.
    ///
    /// @param answers question by question: `integrity PASS, … task unmeasured`
    /// @param subject the commit, the base and how they are called
    /// @param took how long it took to come to it
    public record Said(End end, String gate, String answers, String subject, Duration took) {

        private static Said of(GatePage page) {
            var report = page.report();
            return new Said(
                    Gated.end(report.verdict()),
                    report.gate(),
                    report.answers().toString(),
                    page.subject(),
                    report.took());
        }

        /// `PASS`, `FAIL` or `INCONCLUSIVE`.
        public String verdict() {
            return switch (end) {
                case PASSED -> "PASS";
                case FAILED -> "FAIL";
                case UNPROVEN, ENVIRONMENT -> "INCONCLUSIVE";
            };
        }
    }

    /// What stands beside the verdict.
    ///
    /// @param shadow whether the verdict is told and holds nothing up
    /// @param partly what the verdict does not say, where checks were left out; empty otherwise
    /// @param again the command that measures the checks again that are not green, or the first
    public record Beside(boolean shadow, String partly, String again, Lists lists) {}

    /// Sentences.
    ///
    /// @param waived what a person has taken on themselves
    /// @param unmeasured what the verdict does not rest on
    /// @param remarks about the commit and the base
    /// @param notes what checks say besides
    public record Lists(
            List<String> waived,
            List<String> unmeasured,
            List<String> remarks,
            List<String> notes) {

        public Lists {
            waived = List.copyOf(waived);
            unmeasured = List.copyOf(unmeasured);
            remarks = List.copyOf(remarks);
            notes = List.copyOf(notes);
        }
    }

    /// Writes the whole in a form.
    public interface Forms {

        /// @param format one of {@link #FORMATS}
        String as(String format);
    }

    public Gated {
        rows = List.copyOf(rows);
        findings = List.copyOf(findings);
    }

    public End end() {
        return said.end();
    }

    /// The same in one of {@link #FORMATS}; not yet made harmless for a terminal.
    public String as(String format) {
        return forms.as(format);
    }

    static Gated of(GatePage page) {
        var report = page.report();
        return new Gated(
                Said.of(page),
                report.checks().stream().map(Gated::row).toList(),
                report.findings().stream().map(Gated::problem).toList(),
                new Beside(
                        page.alone().shadow(),
                        page.partly(),
                        page.again(),
                        new Lists(
                                GateWords.waived(report),
                                GateWords.unmeasured(report),
                                page.alone().remarks(),
                                GateWords.notes(report))),
                format -> written(page, format));
    }

    private static End end(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Pass() -> End.PASSED;
            case Verdict.Fail _ -> End.FAILED;
            case Verdict.Inconclusive unclear ->
                    unclear.cause().environment() ? End.ENVIRONMENT : End.UNPROVEN;
        };
    }

    private static Row row(CheckReport check) {
        return new Row(
                check.check().substring(check.check().lastIndexOf(' ') + 1),
                check.verdict().word(),
                GateWords.measured(check),
                check.evidence().took(),
                check.reusedFrom().isPresent());
    }

    private static Diagnosis.Problem problem(Finding finding) {
        return new Diagnosis.Problem(
                finding.level().name().toLowerCase(Locale.ROOT),
                finding.rule(),
                finding.place().toString(),
                finding.message(),
                finding.advice());
    }

    private static String written(GatePage page, String format) {
        return switch (format) {
            case "json" -> page.report().toJson(page.alone()) + "\n";
            case "sarif" -> GateSarif.write(page);
            case "junit" -> GateJUnit.write(page);
            case "md" -> GateMarkdown.write(page);
            default -> throw unknown(format);
        };
    }

    /// There is no such form.
    public static UsageProblem unknown(String format) {
        return new UsageProblem(
                "LF-116",
                "there is no format '" + format + "' for a gate",
                "",
                "text, " + String.join(", ", FORMATS));
    }
}
