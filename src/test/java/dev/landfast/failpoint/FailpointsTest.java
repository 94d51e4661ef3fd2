package dev.landfast.failpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailpointsTest {

    private static final Pattern CALL = Pattern.compile("Failpoints\\s*\\.hit\\(\\s*\"([^\"]+)\"");

    @AfterEach
    void disarm() {
        Failpoints.disarm();
    }

    @Test
    void the_list_names_exactly_the_failpoints_in_the_sources() throws IOException {
        var used = new TreeSet<String>();
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                var calls = CALL.matcher(Files.readString(file));
                while (calls.find()) {
                    used.add(calls.group(1));
                }
            }
        }
        used.remove("package.what");
        assertThat(Failpoints.names())
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(used);
    }

    @Test
    void an_unarmed_one_does_nothing() {
        assertThatCode(() -> Failpoints.hit("a")).doesNotThrowAnyException();
        assertThat(Failpoints.hits()).isZero();
    }

    @Test
    void after_a_simulated_crash_every_later_hit_throws_too() {
        Failpoints.arm("throw@2");
        Failpoints.hit("a");
        assertThatThrownBy(() -> Failpoints.hit("b")).isInstanceOf(SimulatedCrash.class);
        assertThatThrownBy(() -> Failpoints.hit("c")).isInstanceOf(SimulatedCrash.class);
    }

    @Test
    void a_name_can_be_hit_several_times_before_it_crashes() {
        Failpoints.arm("throw@b#2");
        Failpoints.hit("b");
        Failpoints.hit("a");
        assertThatThrownBy(() -> Failpoints.hit("b")).isInstanceOf(SimulatedCrash.class);
    }

    @Test
    void recording_writes_each_name_in_order(@TempDir Path folder) throws IOException {
        var file = folder.resolve("hits");
        Failpoints.arm("record=" + file);
        Failpoints.hit("b");
        Failpoints.hit("a");
        assertThat(file).hasContent("b\na\n");
    }

    @Test
    void a_plan_that_makes_no_sense_is_refused() {
        assertThatThrownBy(() -> Failpoints.arm("explode@3")).hasMessageContaining("explode@3");
    }
}
