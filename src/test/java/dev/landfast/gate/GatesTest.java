package dev.landfast.gate;

import static dev.landfast.gate.PythonRepository.check;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.landfast.check.BuiltIn;
import dev.landfast.definition.Definitions;
import dev.landfast.problem.DefinitionProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatesTest {

    @TempDir private Path folder;

    @Test
    void an_honest_change_passes_every_check_of_the_unit_gate() {
        var project = PythonRepository.small(folder);
        project.append("app/sums.py", "\n\ndef half(a: int) -> float:\n    return a / 2\n");
        project.write(
                "tests/test_half.py",
                """
                from app.sums import half


                def test_half() -> None:
                    assert half(3) == 1.5
                """);

        var report =
                project.judge(
                        check("parse"),
                        check("tests", Map.of("min", 1L, "failures", 0L, "errors", 0L)),
                        check("base-tests"),
                        check("coverage", Map.of("lines", 80L)),
                        check("lint", Map.of("new", 0L)),
                        check("types", Map.of("errors", 0L)),
                        check("format"));

        assertThat(report.findings()).isEmpty();
        assertThat(report.verdict()).isEqualTo(new Verdict.Pass());
        assertThat(report.checks().get(1).evidence().counts())
                .containsEntry("tests", 3L)
                .containsEntry("passed", 3L);
    }

    @Test
    void every_check_of_the_feature_workflow_exists_with_its_settings() throws IOException {
        var file = "src/main/resources/dev/landfast/definition/workflows/feature.yaml";
        var workflow = Definitions.parse(Files.readString(Path.of(file)), "feature.yaml");

        for (var gate : workflow.gates().values()) {
            for (var check : gate.checks()) {
                assertThat(BuiltIn.checks().known()).as(gate.id()).containsKey(check.name());
                assertThat(BuiltIn.checks().known().get(check.name()))
                        .as(gate.id() + " " + check.name())
                        .containsAll(check.with().values().keySet());
            }
        }
    }

    @Test
    void a_check_or_setting_that_does_not_exist_is_refused() {
        var project = PythonRepository.small(folder);

        assertThatThrownBy(() -> project.judge(check("vibes")))
                .isInstanceOf(DefinitionProblem.class)
                .hasMessageContaining("LF-340")
                .hasMessageContaining("there is no check 'vibes'");
        assertThatThrownBy(() -> project.judge(check("tests", Map.of("minimum", 1L))))
                .hasMessageContaining("LF-341")
                .hasMessageContaining("no setting 'minimum'");
    }

    @Test
    void an_attempt_that_was_cut_short_is_not_in_the_way_of_the_next() throws Exception {
        var project = PythonRepository.small(folder);
        var surroundings = project.surroundings();
        var request = project.request(project.commit(), surroundings, check("parse"));
        project.gates(Fence.none()).run(request);

        var again = project.gates(Fence.none()).run(request);

        assertThat(again.verdict().passed()).isTrue();
        assertThat(surroundings.attempt().resolve("candidate")).doesNotExist();
    }

    @Test
    void a_warning_is_reported_and_passes() {
        var project = PythonRepository.small(folder);
        project.write("app/young.py", "import os\n");

        var report = project.judge(check("lint", Map.of("new", 0L, "level", "warning")));

        assertThat(report.verdict().passed()).isTrue();
        assertThat(report.checks().getFirst().evidence().notes().toString())
                .contains("warning: F401 app/young.py:1");
    }

    @Test
    void the_report_meets_its_published_schema() {
        var project = PythonRepository.small(folder);
        project.write("app/sums.py", project.read("app/sums.py").replace("a + b", "a - b"));
        project.write("setup.cfg", "[flake8]\nignore = F\n");

        var json =
                project.judge(
                                check("parse"),
                                check("tests"),
                                check("coverage", Map.of("lines", 100L)),
                                check("review"))
                        .toJson();

        assertThat(
                        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                                .getSchema(
                                        GatesTest.class.getResourceAsStream(
                                                "gate-report.schema.json"))
                                .validate(json, InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void a_project_that_turns_warnings_into_errors_is_measured_all_the_same() {
        var project = PythonRepository.small(folder);
        project.write(
                        "pyproject.toml",
                        """
                        [tool.pytest.ini_options]
                        filterwarnings = ["error"]

                        [tool.coverage.run]
                        source = ["app"]
                        an_option_of_tomorrow = true
                        """)
                .base();

        var report = project.judge(check("tests"), check("coverage", Map.of("lines", 80L)));

        assertThat(report.findings()).isEmpty();
    }

    @Test
    void code_below_src_is_measured_without_being_installed() {
        var project = PythonRepository.empty(folder);
        project.write("src/shop/__init__.py", "def price() -> int:\n    return 3\n");
        project.write(
                "tests/test_shop.py",
                "import shop\n\n\ndef test_price() -> None:\n    assert shop.price() == 3\n");
        project.base();

        var report =
                project.judge(
                        check("tests"), check("coverage", Map.of("lines", 100L)), check("types"));

        assertThat(report.findings()).isEmpty();
        assertThat(report.checks().get(1).evidence().counts()).containsEntry("lines", 2L);
    }
}
