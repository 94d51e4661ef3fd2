package dev.landfast.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfast.problem.LandfastException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RepositoryTest {

    @TempDir Path temp;

    private static void refuses(String code, ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        LandfastException.class,
                        e -> {
                            assertThat(e.code()).isEqualTo(code);
                            assertThat(e.what()).isNotBlank();
                            assertThat(e.remedy()).isNotBlank();
                        });
    }

    @Test
    void is_found_from_a_folder_below_its_root_and_from_a_linked_worktree() throws IOException {
        var ada = Person.withRepository(temp);
        var below = Files.createDirectories(ada.file("a/b"));
        ada.git("worktree", "add", "-q", temp.resolve("linked").toString(), "-b", "other");

        var fromBelow = Repository.discover(below, ada.tool());
        var fromLinked = Repository.discover(temp.resolve("linked"), ada.tool());

        assertThat(fromBelow.root()).isEqualTo(ada.folder());
        assertThat(fromLinked.root()).isEqualTo(ada.folder());
        assertThat(fromLinked.id()).isEqualTo(fromBelow.id()).matches("[0-9a-f]{32}");
    }

    @Test
    void a_moved_repository_keeps_its_identity_and_a_copy_gets_its_own() {
        var ada = Person.withRepository(temp);
        var id = ada.repository().id();

        ada.run(List.of("cp", "-r", ada.folder().toString(), temp + "/copy"));
        var copy = Repository.discover(temp.resolve("copy"), ada.tool());
        assertThat(copy.id()).isNotEqualTo(id);
        assertThat(ada.repository().id()).isEqualTo(id);

        ada.in(temp).run(List.of("mv", ada.folder().toString(), temp + "/moved"));
        assertThat(Repository.discover(temp.resolve("moved"), ada.tool()).id()).isEqualTo(id);
    }

    @Test
    void a_folder_outside_any_repository_is_refused() {
        var ada = Person.withRepository(temp);
        refuses("LF-401", () -> Repository.discover(temp, ada.tool()));
    }

    @Test
    void a_repository_without_commits_is_refused() {
        var ada = Person.inEmptyRepository(temp);
        refuses("LF-402", () -> ada.repository().start(Optional.empty()));
    }

    @Test
    void a_bare_repository_is_refused() {
        var ada = Person.withRepository(temp);
        var remote = ada.withRemote(temp);
        refuses("LF-403", () -> Repository.discover(remote.folder(), ada.tool()));
    }

    @Test
    void a_shallow_clone_is_refused() {
        var ada = Person.withRepository(temp);
        ada.write("x", "x").commitAll("second");
        var shallow = temp.resolve("shallow");
        ada.git("clone", "-q", "--depth=1", "file://" + ada.folder(), shallow.toString());
        refuses("LF-404", () -> Repository.discover(shallow, ada.tool()));
    }

    @Test
    void a_detached_head_is_refused_unless_the_base_is_named() {
        var ada = Person.withRepository(temp);
        ada.git("checkout", "-q", "--detach");
        refuses("LF-405", () -> ada.repository().start(Optional.empty()));
        assertThat(ada.repository().start(Optional.of("main")).commit()).isEqualTo(ada.head());
    }

    @Test
    void a_checkout_in_the_middle_of_something_is_refused_with_the_way_out() {
        var ada = Person.withRepository(temp);
        ada.git("checkout", "-q", "-b", "other");
        ada.write("README.md", "theirs\n").commitAll("theirs");
        ada.git("checkout", "-q", "main");
        ada.write("README.md", "ours\n").commitAll("ours");
        for (var begun :
                Map.of("merge", "merge", "rebase", "rebase", "cherry-pick", "cherry-pick")
                        .entrySet()) {
            ada.tryGit(begun.getKey(), "other");
            assertThatThrownBy(() -> ada.repository().start(Optional.empty()))
                    .hasMessageContaining("LF-406")
                    .hasMessageContaining("git " + begun.getValue() + " --abort");
            ada.git(begun.getKey(), "--abort");
        }
        ada.git("bisect", "start");
        refuses("LF-406", () -> ada.repository().start(Optional.empty()));
    }

    @Test
    void a_missing_identity_is_refused() throws IOException {
        var ada = Person.withRepository(temp);
        Files.delete(ada.home().resolve(".gitconfig"));
        refuses("LF-407", () -> ada.repository().start(Optional.empty()));
    }

    @Test
    void a_missing_git_and_an_old_one_are_refused() throws IOException {
        refuses("LF-521", () -> GitTool.find(Map.of("PATH", temp.toString())));
        var old = temp.resolve("git");
        Files.writeString(old, "#!/bin/sh\necho git version 2.30.1\n");
        assertThat(old.toFile().setExecutable(true)).isTrue();
        refuses("LF-522", () -> GitTool.find(Map.of("PATH", temp.toString())));
    }

    @Test
    void an_unknown_base_is_refused() {
        var ada = Person.withRepository(temp);
        refuses("LF-423", () -> ada.repository().start(Optional.of("no-such")));
        refuses("LF-423", () -> ada.repository().start(Optional.of("--upload-pack=evil")));
    }

    @Test
    void submodules_are_named_as_not_taken_care_of() {
        var ada = Person.withRepository(temp);
        assertThat(ada.repository().limits("HEAD")).isEmpty();
        ada.git("update-index", "--add", "--cacheinfo", "160000," + ada.head() + ",sub");
        ada.git("commit", "-q", "-m", "sub");
        assertThat(ada.repository().limits("HEAD")).singleElement().asString().contains("1 sub");
    }

    @Test
    void what_the_environment_says_about_git_does_not_reach_it() {
        var ada = Person.withRepository(temp);
        var environment = ada.environment();
        environment.put("GIT_DIR", "/nowhere");
        environment.put("GIT_INDEX_FILE", "/nowhere");
        environment.put("GIT_OBJECT_DIRECTORY", "/nowhere");
        var repository = Repository.discover(ada.folder(), GitTool.find(environment));
        assertThat(repository.refs().commit("HEAD")).contains(ada.head());
    }
}
