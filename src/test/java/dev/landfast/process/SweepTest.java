package dev.landfast.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepTest {

    @TempDir Path root;

    private Process running(Path directory, String marker, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().put("LANDFAST_TASK", marker);
        return builder.start();
    }

    private static int sweep(String id) {
        return Sweep.untilNoneLeft(() ->
                Sweep.withDescendants(proc -> ProcessTable.carries(proc.pid(), Sweep.MARKER + id)));
    }

    @Test
    void kills_what_carries_the_marker_and_its_children_only() throws Exception {
        String id = "sweep-" + System.nanoTime();
        String word = "word-" + id;
        String child = "env -i setsid sh -c 'while :; do sleep 0.1; done' " + word + " & wait";
        Process marked = running(root, id, "/bin/sh", "-c", child);
        Process similar = running(root, id + "x", "/bin/sleep", "1000");
        Eventually.await("the child is up", () -> Processes.withWord(word).size() >= 1);

        int killed = sweep(id);

        assertThat(killed).isGreaterThanOrEqualTo(2);
        assertThat(Processes.withWord(word)).isEmpty();
        assertThat(marked.waitFor()).isEqualTo(137);
        assertThat(similar.isAlive()).isTrue();
        assertThat(sweep(id)).isZero();
        similar.destroyForcibly().waitFor();
    }

    @Test
    void kills_what_works_in_a_directory_or_below_it_only() throws Exception {
        Path place = Files.createDirectories(root.resolve("place/below"));
        Path beside = Files.createDirectories(root.resolve("place-beside"));
        Path link = Files.createSymbolicLink(root.resolve("link"), root.resolve("place"));
        Process inside = running(place, "a", "/bin/sleep", "1000");
        Process outside = running(beside, "b", "/bin/sleep", "1000");

        assertThat(Sweep.ofDirectory(link)).isEqualTo(1);

        assertThat(inside.waitFor()).isEqualTo(137);
        assertThat(outside.isAlive()).isTrue();
        outside.destroyForcibly().waitFor();
    }

    @Test
    void this_program_is_spared_even_where_it_works() {
        List<Proc> found =
                Sweep.withDescendants(proc -> proc.pid() == ProcessHandle.current().pid());

        assertThat(found).isEmpty();
    }

    /// For a moment of each `exec` the kernel shows no environment.
    @Test
    void a_process_is_known_while_it_becomes_another() throws Exception {
        String id = "exec-" + System.nanoTime();
        Path script = Files.writeString(root.resolve("again"), "exec /bin/sh \"$0\"\n");
        Process becoming = running(root, id, "/bin/sh", script.toString());

        int unknown = 0;
        for (int look = 0; look < 2000; look++) {
            if (!ProcessTable.carries(becoming.pid(), Sweep.MARKER + id)) {
                unknown++;
            }
        }

        becoming.destroyForcibly().waitFor();
        assertThat(unknown).isZero();
        assertThat(ProcessTable.carries(becoming.pid(), Sweep.MARKER + id)).isFalse();
    }

    @Test
    void a_process_may_have_any_name() {
        String fields = " S 4 5 6 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 777 0";

        assertThat(ProcessTable.parse(9, "9 (a) b) (c)" + fields))
                .contains(new Proc(9, 4, 5, 6, 777));
        assertThat(ProcessTable.parse(9, "9 (z)" + fields.replace(" S ", " Z "))).isEmpty();
        assertThat(ProcessTable.parse(9, "")).isEmpty();
    }
}
