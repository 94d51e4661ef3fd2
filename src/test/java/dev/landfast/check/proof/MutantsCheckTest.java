package dev.landfast.check.proof;

import static dev.landfast.gate.PythonRepository.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.gate.GateReport;
import dev.landfast.gate.PythonRepository;
import dev.landfast.gate.Verdict;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Wrong versions of added lines, tried with the real pytest.
class MutantsCheckTest {

    private static final String CLAMP =
            """


            def clamp(number: int, least: int, most: int) -> int:
                \"""Keeps a number between two others: 1 < 2.\"""
                if number < least:
                    return least
                if number > most:
                    return most
                return number
            """;

    @TempDir private Path folder;

    private PythonRepository project;

    @BeforeEach
    void a_project_with_a_new_function() {
        project = PythonRepository.small(folder);
        project.append("app/sums.py", CLAMP);
    }

    private GateReport judge(Map<String, Object> with) {
        return project.judge(check("mutants", with));
    }

    private void tested(String body) {
        project.write(
                "tests/test_clamp.py",
                "from app.sums import clamp\n\n\ndef test_clamp() -> None:\n" + body.indent(4));
    }

    @Test
    void a_suite_that_only_calls_the_new_code_notices_nothing() {
        tested("clamp(5, 1, 9)\nclamp(0, 1, 9)\nclamp(10, 1, 9)");

        var report = judge(Map.of());

        assertThat(report.verdict()).isInstanceOf(Verdict.Fail.class);
        assertThat(report.findings().toString())
                .contains("no test notices when < becomes >=", "app/sums.py");
    }

    @Test
    void tests_that_fail_where_nothing_is_made_wrong_leave_no_verdict() {
        tested("import sys\n\nassert sys.gettrace() and clamp(5, 1, 9) == 5");

        var report = project.judge(check("mutants"), check("coverage", Map.of("changed", 1L)));

        assertThat(report.verdict()).isInstanceOf(Verdict.Inconclusive.class);
        assertThat(report.findings().toString()).contains("a wrong version where there is none");
    }

    @Test
    void a_suite_that_asserts_notices() {
        tested(
                "assert clamp(5, 1, 9) == 5\nassert clamp(0, 1, 9) == 1\nassert clamp(10, 1, 9) == 9");

        var report = judge(Map.of("killed", 100L));

        assertThat(report.verdict()).as(report.findings().toString()).isEqualTo(new Verdict.Pass());
        assertThat(report.checks().getFirst().evidence().counts())
                .containsEntry("survivors", 0L)
                .containsEntry("mutants", 5L);
    }

    @Test
    void what_survives_is_listed_also_where_enough_was_noticed() {
        tested("assert clamp(0, 1, 9) == 1\nclamp(10, 1, 9)");

        var report = judge(Map.of());

        assertThat(report.verdict()).isEqualTo(new Verdict.Pass());
        assertThat(report.checks().getFirst().evidence().notes().toString())
                .contains("not noticed: app/sums.py");
    }

    @Test
    void a_wrong_version_that_never_ends_is_noticed() {
        project.append(
                "app/sums.py",
                """


                def countdown(number: int) -> int:
                    while number > 0:
                        number = number - 1
                    return number
                """);
        tested(
                "from app.sums import countdown\nassert countdown(3) == 0\nassert clamp(0, 1, 9) == 1");

        var report = judge(Map.of("most", 20L));

        assertThat(report.verdict()).isEqualTo(new Verdict.Pass());
        assertThat(report.checks().getFirst().evidence().notes().toString())
                .doesNotContain("- becomes +");
    }

    @Test
    void a_change_of_words_alone_has_nothing_to_make_wrong() {
        project = PythonRepository.small(folder.resolve("other"));
        project.write(
                "app/sums.py", "\"\"\"Sums of 1 and 2.\"\"\"\n\n\n" + project.read("app/sums.py"));

        var report = project.judge(check("tests"), check("mutants"));

        assertThat(report.verdict()).as(report.findings().toString()).isEqualTo(new Verdict.Pass());
        assertThat(report.checks().get(1).evidence().counts()).containsEntry("mutants", 0L);
    }

    @Test
    void those_that_are_tried_are_spread_over_the_lines() {
        var all =
                List.of(1, 1, 1, 2, 2, 3, 4, 5, 6).stream()
                        .map(line -> mutant(line, "", Mutant.Kind.OTHER))
                        .toList();

        assertThat(Mutant.spread(all, 3)).extracting(Mutant::line).containsExactly(1, 3, 5);
        assertThat(Mutant.spread(List.copyOf(new HashSet<>(all)), 100)).hasSize(6);
        assertThat(Mutant.chosen(all, 3)).extracting(Mutant::line).containsExactly(1, 3, 5);
    }

    @Test
    void of_each_function_one_is_tried_before_a_second_one_of_any() {
        var all =
                List.of(
                        mutant(1, "a", Mutant.Kind.NONE),
                        mutant(2, "a", Mutant.Kind.OTHER),
                        mutant(3, "a", Mutant.Kind.VALUE),
                        mutant(4, "a", Mutant.Kind.VALUE),
                        mutant(9, "b", Mutant.Kind.NONE));

        assertThat(Mutant.chosen(all, 2)).extracting(Mutant::line).containsExactly(3, 9);
        assertThat(Mutant.chosen(all, 9)).hasSize(5);
    }

    private static Mutant mutant(int line, String function, Mutant.Kind kind) {
        return new Mutant(
                "a.py", line, "", new Mutant.Edit(0, 0, ""), new Mutant.Part(function, true, kind));
    }
}
