package dev.landfast.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfast.failpoint.Failpoints;
import dev.landfast.failpoint.SimulatedCrash;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WorkspacesTest {

    @TempDir Path temp;
    private Bench bench;

    @BeforeEach
    void prepare() {
        bench = new Bench(temp);
    }

    @AfterEach
    void close() {
        Failpoints.disarm();
        bench.close();
    }

    @Test
    void a_workspace_is_a_worktree_on_its_own_branch_that_the_person_does_not_see() {
        var made = bench.create("login", "r1");
        assertThat(made.checkout().path()).isEqualTo(bench.ada.file(".worktrees/login"));
        assertThat(made.branch()).isEqualTo("feature/login");
        assertThat(made.base()).isEqualTo("main");
        assertThat(bench.in(made).git("status", "--porcelain")).isEmpty();
        assertThat(bench.ada.git("status", "--porcelain")).isEmpty();
    }

    @Test
    void the_registry_has_the_shape_that_is_exchanged() {
        bench.create("login", "r1");
        var exported = bench.journal.registry().export();
        assertThat(exported.get("1"))
                .containsEntry("feature_name", "login")
                .containsEntry("path", ".worktrees/login")
                .containsEntry("branch", "feature/login")
                .containsEntry("base_branch", "main")
                .containsEntry("status", "active")
                .containsKeys("id", "created");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "workspace.registered",
                "git.worktree-noted",
                "git.worktree-branch",
                "git.worktree-administered",
                "git.worktree-linked",
                "git.worktree-filled"
            })
    void creating_goes_on_after_a_crash_from_where_it_began(String place) {
        var before = bench.ada.head();
        Failpoints.arm("throw@" + place);
        assertThatThrownBy(() -> bench.create("login", "r1")).isInstanceOf(SimulatedCrash.class);
        Failpoints.disarm();
        bench.ada.write("later", "x").commitAll("the base moves on");

        var made = bench.create("login", "r1");
        assertThat(bench.in(made).git("status", "--porcelain")).isEmpty();
        assertThat(bench.journal.registry().all()).hasSize(1);
        if (!place.startsWith("workspace")) {
            assertThat(bench.in(made).head()).isEqualTo(before);
        }
        assertThat(bench.create("login", "r1").id()).isEqualTo(made.id());
    }

    @Test
    void a_workspace_with_edits_is_found_again_as_it_is() {
        var made = bench.create("login", "r1");
        bench.in(made).write("new.py", "x = 1\n");
        bench.create("login", "r1");
        assertThat(bench.in(made).read("new.py")).isEqualTo("x = 1\n");
        assertThat(bench.workspaces().find("login", "r1")).isPresent();
        assertThat(bench.workspaces().all()).hasSize(1);
    }

    @Test
    void a_folder_that_somebody_deleted_is_linked_again_at_its_branch() {
        var made = bench.create("login", "r1");
        var tip = bench.in(made).write("a", "a").commitAll("work");
        bench.ada.run(List.of("rm", "-rf", made.checkout().path().toString()));
        var again = bench.workspaces().find("login", "r1").orElseThrow();
        assertThat(bench.in(again).head()).isEqualTo(tip);
        assertThat(bench.in(again).git("status", "--porcelain")).isEmpty();
    }

    @Test
    void a_name_of_another_run_is_refused() {
        bench.create("login", "r1");
        assertThatThrownBy(() -> bench.create("login", "r2"))
                .hasMessageContaining("LF-431")
                .hasMessageContaining("r1");
    }

    @Test
    void a_branch_or_folder_of_the_person_is_refused_and_nothing_is_registered() {
        bench.ada.git("branch", "feature/login");
        assertThatThrownBy(() -> bench.create("login", "r1")).hasMessageContaining("LF-421");
        bench.ada.write(".worktrees/other/x", "x");
        assertThatThrownBy(() -> bench.create("other", "r1")).hasMessageContaining("LF-422");
        assertThat(bench.journal.registry().all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "-x", "a b", "../x", "a/b", "a.b", "x\ny", "$(x)", "ü", ".git", "x;rm", "a\0b"
            })
    void names_that_are_not_names_are_refused(String name) {
        assertThatThrownBy(() -> bench.create(name, "r1")).hasMessageContaining("LF-141");
    }

    @Test
    void a_name_of_ten_thousand_characters_is_refused_in_few() {
        assertThatThrownBy(() -> bench.create("x".repeat(10_000), "r1"))
                .hasMessageContaining("LF-141")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
    }
}
