package dev.landfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoriesTest {

    @TempDir private Path folder;

    @Test
    void a_folder_without_a_repository_is_said_to_be_none() {
        var result = Shell.bare(folder).landfast("ls");
        assertThat(result.code()).isEqualTo(4);
        assertThat(result.err()).contains("LF-401").contains("git init");
    }

    @Test
    void a_missing_git_is_an_environment_problem() {
        var result = Shell.with(folder).set("PATH", "/nowhere").landfast("ls");
        assertThat(result.code()).isEqualTo(30);
        assertThat(result.err()).containsOnlyOnce("LF-521 PATH: git was not found");
    }

    @Test
    void a_known_repository_is_found_without_git_from_any_of_its_folders() throws Exception {
        var shell = Shell.with(folder);
        shell.submitted("login");
        var deep = Files.createDirectories(shell.repository().resolve("a/b"));
        shell.git("worktree", "add", "-q", folder.resolve("other").toString());
        shell.set("PATH", "/nowhere");
        assertThat(shell.landfastIn(deep, "ls").out()).contains("login");
        assertThat(shell.landfastIn(folder.resolve("other"), "ls").out()).contains("login");
    }

    @Test
    void a_copy_of_a_repository_has_runs_of_its_own() throws Exception {
        var shell = Shell.with(folder);
        shell.submitted("login");
        var copy = folder.resolve("copy");
        new ProcessBuilder("cp", "-r", shell.repository().toString(), copy.toString())
                .start()
                .waitFor();
        assertThat(shell.landfastIn(copy, "ls").out()).isEmpty();
        assertThat(shell.landfast("ls").out()).contains("login");
    }

    @Test
    void a_moved_repository_keeps_its_runs() throws Exception {
        var shell = Shell.with(folder);
        shell.submitted("login");
        var moved = Files.move(shell.repository(), folder.resolve("moved"));
        assertThat(shell.landfastIn(moved, "ls").out()).contains("login");
    }

    private static Shell.Result started(Shell shell) {
        return shell.landfast(
                "run", "feature", "login", "a login page", "--agent=default=human", "--detach");
    }

    @Test
    void a_repository_without_commits_has_nothing_to_start_from() {
        var shell = Shell.bare(folder);
        shell.git("init", "-q", "-b", "main");
        var result = started(shell);
        assertThat(result.code()).isEqualTo(4);
        assertThat(result.err()).contains("LF-402");
    }

    @Test
    void a_missing_identity_is_said_before_anything_starts() {
        var shell = Shell.with(folder);
        shell.git("config", "--unset", "user.name");
        shell.git("config", "--unset", "user.email");
        shell.git("config", "user.useConfigOnly", "true");
        var result = started(shell);
        assertThat(result.code()).isEqualTo(4);
        assertThat(result.err()).contains("LF-407").contains("user.name");
    }

    @Test
    void a_detached_head_asks_for_the_base_by_name() {
        var shell = Shell.with(folder);
        shell.git("checkout", "-q", "--detach");
        var result = started(shell);
        assertThat(result.code()).isEqualTo(4);
        assertThat(result.err()).contains("LF-405").contains("--base");
        assertThat(
                        shell.landfast(
                                        "run",
                                        "feature",
                                        "login",
                                        "x",
                                        "--base",
                                        "main",
                                        "--agent",
                                        "default=human",
                                        "--detach")
                                .code())
                .isZero();
    }

    @Test
    void a_checkout_in_the_middle_of_a_rebase_is_left_alone() {
        var shell = Shell.with(folder);
        shell.git("checkout", "-q", "-b", "side");
        shell.commit("README.md", "side\n");
        shell.git("checkout", "-q", "main");
        shell.commit("README.md", "main\n");
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> shell.git("rebase", "side"));
        var result = started(shell);
        assertThat(result.code()).isEqualTo(4);
        assertThat(result.err()).contains("LF-406").contains("rebase");
    }

    @Test
    void an_unknown_base_is_said_to_be_unknown() {
        var result =
                Shell.with(folder).landfast("run", "feature", "login", "x", "--base", "nowhere");
        assertThat(result.code()).isEqualTo(4);
        assertThat(result.err()).contains("nowhere").contains("git branch");
    }
}
