package dev.landfast.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which lines a change adds, by real git.
class AddedLinesTest {

    @TempDir private Path folder;

    private Person ada;
    private String before;

    @BeforeEach
    void a_file_of_ten_lines() {
        ada = Person.withRepository(folder);
        before =
                ada.write("ten.py", "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n")
                        .write("gone.py", "gone\n")
                        .commitAll("before");
    }

    private Map<String, Set<Integer>> added() {
        return ada.repository().trees().addedLines(before, ada.commitAll("after"));
    }

    @Test
    void changed_and_new_lines_count_and_removed_ones_do_not() {
        ada.write("ten.py", "1\nzwei\n3\n5\n6\n7\n8\n9\n10\n11\n12\n");

        assertThat(added()).isEqualTo(Map.of("ten.py", Set.of(2, 10, 11)));
    }

    @Test
    void a_new_file_is_new_from_its_first_line_to_its_last() {
        ada.write("sub/new.py", "a\nb");

        assertThat(added()).isEqualTo(Map.of("sub/new.py", Set.of(1, 2)));
    }

    @Test
    void a_file_that_was_only_moved_has_no_new_lines() {
        ada.run(List.of("mkdir", "sub"));
        ada.run(List.of("mv", "ten.py", "sub/ten.py"));

        assertThat(added()).isEmpty();
    }

    @Test
    void a_line_that_looks_like_the_head_of_a_file_is_a_line() {
        ada.write("ten.py", "1\n++ b/other.py\n@@ -1 +1,5 @@\n-- a/x\n5\n6\n7\n8\n9\n10\n")
                .write("zz.py", "z\n");

        assertThat(added()).isEqualTo(Map.of("ten.py", Set.of(2, 3, 4), "zz.py", Set.of(1)));
    }

    @Test
    void a_missing_line_end_is_no_line() {
        ada.write("gone.py", "gone").write("ten.py", "1\n2\n3\n4\n5\n6\n7\n8\n9\nten\n");

        assertThat(added()).isEqualTo(Map.of("gone.py", Set.of(1), "ten.py", Set.of(10)));
    }

    @Test
    void names_may_hold_anything() {
        ada.write("with space.py", "a\n")
                .write("tab\there.py", "a\n")
                .write("quote\"d\\.py", "a\n")
                .write("ünï.py", "a\n");

        assertThat(added().keySet())
                .containsExactlyInAnyOrder(
                        "with space.py", "tab\there.py", "quote\"d\\.py", "ünï.py");
    }
}
