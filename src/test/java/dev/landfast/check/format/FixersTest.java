package dev.landfast.check.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.gate.Fence;
import dev.landfast.gate.PythonRepository;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FixersTest {

    @TempDir private Path folder;

    private Fixers.Fixed fix(PythonRepository project, String... files) throws Exception {
        var work = new Fixers.Work(project.work(), project.baseCommit(), List.of(files));
        return new Fixers(project.tasks(), project.trees(), Fence.none())
                .run(List.of("black", "isort", "ruff"), work, project.surroundings());
    }

    @Test
    void new_and_once_formatted_files_are_formatted_in_place() throws Exception {
        var project = PythonRepository.small(folder);
        project.append("app/sums.py", "\n\nX = { 'a':1 }\n");
        project.write("app/young.py", "import sys\nimport os\n\nprint(os, sys)\n");
        project.write("notes.txt", "x = { 'a':1 }\n");

        var fixed = fix(project, "app/sums.py", "app/young.py", "notes.txt", "app/gone.py");

        assertThat(fixed.changed()).containsExactlyInAnyOrder("app/sums.py", "app/young.py");
        assertThat(project.read("app/sums.py")).contains("X = {\"a\": 1}");
        assertThat(project.read("app/young.py")).startsWith("import os\nimport sys\n");
        assertThat(project.read("notes.txt")).isEqualTo("x = { 'a':1 }\n");
        assertThat(fixed.notes())
                .containsExactly("ruff was left out: it is missing or not configured");
    }

    @Test
    void a_file_that_was_never_formatted_is_left_alone() throws Exception {
        var project = PythonRepository.small(folder);
        project.write("app/old.py", "x = { 'a':1 }\n").base();
        project.append("app/old.py", "y = { 'b':2 }\n");

        for (var commit = 1; commit <= 2; commit++) {
            var fixed = fix(project, "app/old.py");

            assertThat(fixed.changed()).isEmpty();
            assertThat(fixed.notes())
                    .contains("app/old.py was not formatted with black before; left alone");
        }
    }

    @Test
    void the_bases_settings_decide() throws Exception {
        var project = PythonRepository.small(folder);
        project.write("pyproject.toml", "[tool.black]\nskip-string-normalization = true\n").base();
        project.write("pyproject.toml", "[tool.black]\nline-length = 20\n");
        project.write("app/young.py", "x = { 'aaaaaaaaaaaaa':1 , 'bbbbbbbbb':2}\n");

        fix(project, "app/young.py");

        assertThat(project.read("app/young.py"))
                .isEqualTo("x = {'aaaaaaaaaaaaa': 1, 'bbbbbbbbb': 2}\n");
    }
}
