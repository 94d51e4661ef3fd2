package dev.landfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.failpoint.SmallDisk;
import dev.landfast.journal.StepResult;
import dev.landfast.journal.StepResult.Outcome;
import dev.landfast.journal.Tokens;
import dev.landfast.journal.Usage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoomTest {

    private static final StepResult FAILED =
            StepResult.of(new Outcome.Fail("3 tests failed", "tests"));

    @TempDir Path folder;

    @Test
    void what_fails_while_the_disk_is_full_is_not_held_against_the_code() throws Exception {
        try (var disk = SmallDisk.mount(folder, 2)) {
            var room = new Room(List.of(folder));
            var before = room.look();
            assertThat(room.blame(FAILED, before)).isEqualTo(FAILED);
            disk.fill();
            assertThat(room.blame(FAILED, before).outcome())
                    .isInstanceOfSatisfying(
                            Outcome.Blocked.class,
                            blocked -> {
                                assertThat(blocked.kind()).isEqualTo("disk-full");
                                assertThat(blocked.reason()).contains("3 tests failed");
                            });
            var used = Optional.of(Usage.reported("m", Tokens.NONE, 0.5));
            assertThat(room.blame(FAILED.using(used), before).usage()).isEqualTo(used);
            var passed = StepResult.pass(Map.of());
            assertThat(room.blame(passed, before)).isEqualTo(passed);
        }
    }

    @Test
    void a_disk_that_was_full_for_a_moment_counts_for_what_ran_then() throws Exception {
        try (var disk = SmallDisk.mount(folder, 2)) {
            var room = new Room(List.of(folder));
            var before = room.look();
            disk.fill();
            room.look();
            disk.free();
            assertThat(room.blame(FAILED, before).outcome()).isInstanceOf(Outcome.Blocked.class);
            assertThat(room.blame(FAILED, room.look())).isEqualTo(FAILED);
        }
    }

    @Test
    void another_machines_full_disk_is_known_by_its_words_but_not_a_tools() {
        var room = new Room(List.of());
        var words = "refused the push: No space left on device";
        assertThat(room.blame(StepResult.of(new Outcome.Escalate(words)), room.look()).outcome())
                .isInstanceOf(Outcome.Blocked.class);
        var tool = StepResult.of(new Outcome.Fail(words, "x"));
        assertThat(room.blame(tool, room.look())).isEqualTo(tool);
    }

    @Test
    void a_folder_that_is_not_there_is_not_full() {
        var room = new Room(List.of(folder.resolve("gone")));
        assertThat(room.blame(FAILED, room.look())).isEqualTo(FAILED);
    }
}
