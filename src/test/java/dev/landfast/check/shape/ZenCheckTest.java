package dev.landfast.check.shape;

import static dev.landfast.gate.PythonRepository.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.definition.Workflow;
import dev.landfast.gate.Evidence;
import dev.landfast.gate.GateReport;
import dev.landfast.gate.PythonRepository;
import dev.landfast.gate.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The real ruff is not to be had here: what answers is a script that speaks as it does.
class ZenCheckTest {

    private static final Workflow.Check ZEN = check("zen", Map.of("score", 85L));

    @TempDir private Path folder;

    private PythonRepository project;

    /// `app/__init__.py` is one unit, `app/sums.py` three: itself and two functions.
    @BeforeEach
    void a_project() {
        project = PythonRepository.small(folder);
    }

    private void ruffSays(String out) throws IOException {
        var ruff = folder.resolve("bin/ruff");
        Files.createDirectories(ruff.getParent());
        Files.writeString(
                ruff,
                """
                #!/bin/sh
                case "$*" in
                --version) echo "ruff 0.9.0" ;;
                *app/canary_zen.py*) echo '[{"code": "E722", "filename": "'$PWD'/app/canary_zen.py", "location": {"row": 5}, "message": "m"}]' ;;
                *--isolated*--ignore-noqa*) cat <<END
                %s
                END
                ;;
                *) exit 2 ;;
                esac
                """
                        .formatted(out));
        assertThat(ruff.toFile().setExecutable(true)).isTrue();
        project.environment("PATH", ruff.getParent() + ":/usr/bin:/bin");
    }

    private static String finding(String rule, int line) {
        return "{\"code\": \"%s\", \"filename\": \"$PWD/app/sums.py\", \"location\": {\"row\": %d}, \"message\": \"m\"}"
                .formatted(rule, line);
    }

    private static Map<String, Double> measures(GateReport report) {
        return report.checks().getFirst().evidence().measures().stream()
                .collect(Collectors.toMap(Evidence.Measure::what, Evidence.Measure::value));
    }

    @Test
    void the_score_is_the_mean_of_what_keeps_to_each_principle() throws IOException {
        // Twice in one function is one unit; what no principle names counts for nothing.
        ruffSays(
                "["
                        + String.join(
                                ",",
                                finding("E501", 2),
                                finding("E741", 2),
                                finding("T201", 6),
                                finding("Q000", 6))
                        + "]");

        var measures = measures(project.judge(ZEN));

        assertThat(measures)
                .containsEntry("zen: readable", 75.0)
                .containsEntry("zen: no leftovers", 75.0)
                .containsEntry("zen: flat", 100.0)
                .containsEntry("zen score", 93.75)
                .containsEntry("zen score of changed units", 100.0);
    }

    @Test
    void changed_units_have_a_score_of_their_own() throws IOException {
        project.append("app/sums.py", "\n\ndef half(a):\n    print(a)\n");
        ruffSays("[" + finding("E501", 2) + "," + finding("T201", 10) + "]");

        assertThat(measures(project.judge(check("zen", Map.of("score", 90L)))))
                .containsEntry("zen score of changed units", 87.5)
                .containsEntry("zen score", 95.0);
        assertThat(project.judge(check("zen", Map.of("score", 90L))).findings())
                .extracting(f -> f.rule() + " " + f.place())
                .containsExactly("zen-T201 app/sums.py:10");
        assertThat(project.judge(check("zen", Map.of("score", 87.5))).verdict())
                .isEqualTo(new Verdict.Pass());
    }

    @Test
    void without_ruff_nothing_is_scored() {
        assertThat(project.judge(ZEN).verdict())
                .isInstanceOfSatisfying(
                        Verdict.Inconclusive.class,
                        v -> assertThat(v.reason()).contains("there is no ruff"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[{\"code\": \"E501\"}]", "[{\"filename\": \"a\""})
    void a_report_that_is_not_whole_scores_nothing(String out) throws IOException {
        ruffSays(out);

        assertThat(project.judge(ZEN).verdict()).isInstanceOf(Verdict.Inconclusive.class);
    }

    @Test
    void each_rule_belongs_to_one_principle() {
        assertThat(Zen.rules())
                .allSatisfy(rule ->
                        assertThat(List.of(Zen.Principle.values()))
                                .filteredOn(p -> p.has(rule))
                                .hasSize(1));
    }

    @Test
    void the_published_formula_names_the_rules_that_are_used() throws IOException {
        var page = Files.readString(Path.of("docs/concepts/shape.md"));

        for (var principle : Zen.Principle.values()) {
            assertThat(page)
                    .contains(
                            "| %s | %s |"
                                    .formatted(
                                            principle.word(),
                                            String.join(", ", principle.rules())));
        }
    }
}
