package dev.landfast.check.shape;

import static dev.landfast.gate.PythonRepository.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.gate.Findings;
import dev.landfast.gate.PythonRepository;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComplexityCheckTest {

    private static final String TANGLE =
            """
            def tangle(x):
                if x:
                    for y in x:
                        while y:
                            y -= 1
                return x
            """;

    @TempDir private Path folder;

    private PythonRepository project;

    @BeforeEach
    void a_project() {
        project = PythonRepository.small(folder);
    }

    @Test
    void a_new_function_may_be_as_complex_as_the_limit_and_no_more() {
        project.write("app/young.py", "\n" + TANGLE);

        assertThat(project.judge(check("complexity", Map.of("most", 4L))).verdict().passed())
                .isTrue();
        var report = project.judge(check("complexity", Map.of("most", 3L)));
        assertThat(report.findings())
                .extracting(Findings::subject)
                .containsExactly("complexity-high app/young.py:2");
        assertThat(report.findings().getFirst().message())
                .isEqualTo("tangle has a complexity of 4, 3 at most");
        assertThat(report.checks().getFirst().evidence().notes())
                .contains("counted by landfast-shape, as mccabe counts");
    }

    @Test
    void what_the_base_has_is_not_charged_wherever_it_is_moved() {
        project.write("app/old.py", TANGLE).base();
        project.delete("app/old.py");
        project.write("app/new.py", "import os\n\n\n" + TANGLE + "\n\nX = os\n");

        var report = project.judge(check("complexity", Map.of("most", 3L)));

        assertThat(report.findings()).isEmpty();
        assertThat(report.checks().getFirst().evidence().counts())
                .containsEntry("changed-functions", 0L);
    }

    @Test
    void a_function_that_changes_counts_as_it_is_now() {
        project.write("app/old.py", TANGLE).base();
        project.write("app/old.py", TANGLE.replace("return x", "return x or None"));

        assertThat(
                        project.judge(check("complexity", Map.of("most", 3L)))
                                .findings()
                                .getFirst()
                                .message())
                .isEqualTo("tangle has a complexity of 4, 3 at most, 4 at the base");
    }

    @Test
    void fifteen_is_the_limit_unless_another_is_given() {
        project.write("app/young.py", "def f(x):\n" + "    if x: pass\n".repeat(14));
        assertThat(project.judge(check("complexity")).verdict().passed()).isTrue();

        project.write("app/young.py", "def f(x):\n" + "    if x: pass\n".repeat(15));
        assertThat(project.judge(check("complexity")).verdict().passed()).isFalse();
    }
}
