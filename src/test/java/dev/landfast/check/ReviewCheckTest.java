package dev.landfast.check;

import static dev.landfast.gate.PythonRepository.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.gate.Findings;
import dev.landfast.gate.GateReport;
import dev.landfast.gate.PythonRepository;
import dev.landfast.gate.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReviewCheckTest {

    private static final Map<String, Object> WORDS =
            Map.of("words", List.of("APPROVED", "CHANGES REQUESTED"));

    @TempDir private Path folder;

    private PythonRepository project;

    @BeforeEach
    void a_project() {
        project = PythonRepository.small(folder);
    }

    private GateReport review(String answer) {
        return project.material("review", answer).judge(check("review", WORDS));
    }

    private static String answer(String verdict, String... findings) {
        return "{\"verdict\":\"%s\",\"summary\":\"read it all\",\"findings\":[%s]}"
                .formatted(verdict, String.join(",", findings));
    }

    private static String finding(String severity, String file, int line) {
        return "{\"severity\":\"%s\",\"category\":\"security\",\"file\":\"%s\",\"line\":%d,\"message\":\"mind this\",\"suggestion\":\"so\"}"
                .formatted(severity, file, line);
    }

    @Test
    void an_approval_with_small_remarks_passes_and_keeps_them() {
        var report = review(answer("APPROVED", finding("low", "app/sums.py", 1)));

        assertThat(report.verdict().passed()).isTrue();
        assertThat(report.checks().getFirst().evidence().notes())
                .contains("app/sums.py:1 mind this");
    }

    @Test
    void an_approval_beside_a_critical_finding_is_none() {
        assertThat(review(answer("APPROVED", finding("critical", "app/sums.py", 1))).findings())
                .extracting(Findings::subject)
                .containsExactly("review-security app/sums.py:1");
    }

    @Test
    void changes_requested_hands_over_all_findings_worst_first() {
        var report =
                review(
                        answer(
                                "CHANGES_REQUESTED",
                                finding("low", "app/sums.py", 2),
                                finding("high", "app/sums.py", 1)));

        assertThat(report.findings())
                .extracting(f -> f.level() + " " + f.place())
                .containsExactly("HIGH app/sums.py:1", "LOW app/sums.py:2");
    }

    @Test
    void a_place_that_does_not_exist_is_marked() {
        var report =
                review(
                        answer(
                                "CHANGES REQUESTED",
                                finding("high", "app/nowhere.py", 1),
                                finding("high", "app/sums.py", 500)));

        assertThat(report.findings())
                .extracting(f -> f.message())
                .containsExactly("[no such file] mind this", "[the file has 6 lines] mind this");
    }

    @Test
    void what_cannot_be_read_is_inconclusive() {
        for (var bad :
                List.of(
                        "",
                        "I approve this change.",
                        "{\"verdict\":\"APPROVED\"}",
                        "[]",
                        answer("APPROVED").substring(0, 30),
                        answer("LGTM"),
                        answer("CHANGES_REQUESTED"),
                        answer("APPROVED", finding("terrible", "app/sums.py", 1)),
                        answer("APPROVED", finding("low", "app/sums.py", -1)),
                        answer("APPROVED", "{\"severity\":\"low\"}"))) {
            assertThat(review(bad).verdict()).as(bad).isInstanceOf(Verdict.Inconclusive.class);
        }
        assertThat(PythonRepository.small(folder.resolve("other")).judge(check("review")).verdict())
                .isInstanceOf(Verdict.Inconclusive.class);
    }
}
