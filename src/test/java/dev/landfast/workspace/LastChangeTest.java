package dev.landfast.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LastChangeTest {

    private static final FileTime OLD = FileTime.from(Instant.parse("2001-01-01T00:00:00Z"));
    private static final FileTime FUTURE = FileTime.from(Instant.parse("2101-01-01T00:00:00Z"));

    @TempDir Path temp;
    private Path folder;
    private Path file;
    private LastChange before;

    @BeforeEach
    void prepare() throws IOException {
        folder = Files.createDirectories(temp.resolve("tree"));
        file = Files.createDirectories(folder.resolve("deep")).resolve("file");
        Files.writeString(file, "x");
        Files.setLastModifiedTime(file, FUTURE);
        before = LastChange.in(folder);
        letTimePass();
    }

    /// Until files that are changed now are newer than any before.
    private void letTimePass() throws IOException {
        var probe = temp.resolve("probe");
        var first = Files.writeString(probe, "");
        var then = Files.getLastModifiedTime(first);
        while (Files.getLastModifiedTime(Files.writeString(probe, "")).compareTo(then) <= 0) {
            Thread.onSpinWait();
        }
    }

    private boolean isSeen() {
        return LastChange.in(folder).isAfter(before);
    }

    @Test
    void a_folder_that_was_only_moved_has_not_changed() throws IOException {
        assertThat(isSeen()).isFalse();
        folder = Files.move(folder, temp.resolve("elsewhere"));
        assertThat(isSeen()).isFalse();
    }

    @Test
    void writing_is_seen_whatever_time_a_file_had_before() throws IOException {
        Files.writeString(file, "y");
        assertThat(isSeen()).isTrue();
    }

    @Test
    void a_file_that_is_moved_in_with_its_old_time_is_seen() throws IOException {
        var outside = Files.writeString(temp.resolve("outside"), "y");
        Files.setLastModifiedTime(outside, OLD);
        Files.move(outside, folder.resolve("inside"));
        assertThat(Files.getLastModifiedTime(folder.resolve("inside"))).isEqualTo(OLD);
        assertThat(isSeen()).isTrue();
    }

    @Test
    void a_folder_that_is_moved_in_is_seen() throws IOException {
        var outside = Files.createDirectories(temp.resolve("outside"));
        Files.move(outside, folder.resolve("inside"));
        assertThat(isSeen()).isTrue();
    }

    @Test
    void a_link_is_seen_and_not_followed() throws IOException {
        Files.createSymbolicLink(folder.resolve("link"), temp.resolve("nowhere"));
        assertThat(isSeen()).isTrue();
    }

    @Test
    void another_name_that_a_file_is_given_elsewhere_is_no_change_here() throws IOException {
        Files.createLink(temp.resolve("second"), file);
        before = LastChange.in(folder);
        letTimePass();
        Files.createLink(temp.resolve("third"), file);
        assertThat(isSeen()).isFalse();
        Files.writeString(temp.resolve("third"), "y");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2102-01-01T00:00:00Z")));
        assertThat(isSeen()).isTrue();
    }

    @Test
    void what_cannot_be_looked_at_may_have_changed() throws IOException {
        var nothing = LastChange.in(temp.resolve("nothing"));
        assertThat(nothing.isAfter(before)).isTrue();
        assertThat(LastChange.in(folder).isAfter(nothing)).isTrue();
    }
}
