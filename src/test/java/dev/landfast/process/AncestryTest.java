package dev.landfast.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A program can tell that a task has started it.
class AncestryTest {

    /// A program that says whether it runs in a task.
    static final class Asked {

        private Asked() {}

        public static void main(String[] args) {
            System.out.println(Ancestry.inTask());
        }
    }

    @TempDir Path root;
    private Workbench bench;

    @BeforeEach
    void prepare() {
        bench = new Workbench(root);
    }

    private static List<String> asked(String... before) {
        List<String> line = new ArrayList<>(List.of(before));
        line.add(ProcessHandle.current().info().command().orElseThrow());
        line.addAll(List.of("-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), Asked.class.getName()));
        return line;
    }

    private String saidInTask(Tasks tasks, List<String> line) throws InterruptedException {
        Task task = tasks.start(bench.spec(line.toArray(String[]::new)));
        task.await();
        return bench.text(task.log());
    }

    @ParameterizedTest
    @EnumSource
    void a_task_is_told_from_a_person_even_when_it_clears_its_environment(Platform.Mode mode)
            throws Exception {
        Tasks tasks = bench.tasks(mode);
        assertThat(saidInTask(tasks, asked())).isEqualTo("true\n");
        // The second has a namespace that was there before it.
        List<String> hidden = asked("/bin/sh", "-c", "env -i \"$@\"; :", "sh");
        assertThat(saidInTask(tasks, hidden)).isEqualTo("true\n");
    }

    @Test
    void even_its_first_process_cannot_hide_in_a_namespace() throws Exception {
        Tasks tasks = bench.tasks();
        tasks.start(bench.spec("/bin/true")).await();
        assertThat(saidInTask(tasks, asked("/usr/bin/env", "-i"))).isEqualTo("true\n");
    }

    @Test
    void whoever_types_at_a_terminal_is_in_none() throws Exception {
        Process process = new ProcessBuilder(asked()).redirectErrorStream(true).start();
        assertThat(new String(process.getInputStream().readAllBytes())).isEqualTo("false\n");
    }
}
