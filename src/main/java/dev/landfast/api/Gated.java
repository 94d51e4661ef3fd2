package dev.landfast.api;

import dev.landfast.gate.CheckReport;
import dev.landfast.gate.Verdict;
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
/// @param page everything that is known of it
public record Gated(GatePage page) {

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

    public End end() {
        return switch (page.report().verdict()) {
            case Verdict.Pass() -> End.PASSED;
            case Verdict.Fail _ -> End.FAILED;
            case Verdict.Inconclusive unclear ->
                    unclear.cause().environment() ? End.ENVIRONMENT : End.UNPROVEN;
        };
    }

    /// The verdict, question by question: `integrity PASS, … task unmeasured`.
    public String answers() {
        return page.report().answers().toString();
    }

    /// `PASS`, `FAIL` or `INCONCLUSIVE`.
    public String verdict() {
        return page.report().verdict().word();
    }

    /// Whether the verdict is told and holds nothing up.
    public boolean shadow() {
        return page.alone().shadow();
    }

    /// The commit, the base and how they are called.
    public String subject() {
        return page.subject();
    }

    public String gate() {
        return page.report().gate();
    }

    public Duration took() {
        return page.report().took();
    }

    /// What the verdict does not say, where checks were left out; empty otherwise.
    public String partly() {
        return page.partly();
    }

    public List<Row> rows() {
        return page.report().checks().stream().map(Gated::row).toList();
    }

    private static Row row(CheckReport check) {
        return new Row(
                check.check().substring(check.check().lastIndexOf(' ') + 1),
                check.verdict().word(),
                GateWords.measured(check),
                check.evidence().took(),
                check.reusedFrom().isPresent());
    }

    /// Everything that keeps the gate shut, worst first.
    public List<Diagnosis.Problem> findings() {
        return page.report().findings().stream()
                .map(f ->
                        new Diagnosis.Problem(
                                f.level().name().toLowerCase(Locale.ROOT),
                                f.rule(),
                                f.place().toString(),
                                f.message(),
                                f.advice()))
                .toList();
    }

    /// What a person has taken on themselves.
    public List<String> waived() {
        return GateWords.waived(page.report());
    }

    /// What the verdict does not rest on.
    public List<String> unmeasured() {
        return GateWords.unmeasured(page.report());
    }

    /// About the commit and the base.
    public List<String> remarks() {
        return page.alone().remarks();
    }

    /// What checks say besides.
    public List<String> notes() {
        return GateWords.notes(page.report());
    }

    /// The command that measures the checks again that are not green, or the first.
    public String again() {
        return page.again();
    }

    /// The same in one of {@link #FORMATS}; not yet made harmless for a terminal.
    public String as(String format) {
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
