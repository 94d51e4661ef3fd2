package dev.landfast.gate;

import static dev.landfast.gate.PythonRepository.check;
import static org.assertj.core.api.Assertions.assertThat;

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
}
