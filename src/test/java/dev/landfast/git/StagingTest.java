package dev.landfast.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StagingTest {

    private static final List<String> STRANGE =
            List.of(
                    "-rf",
                    "--all",
                    "a b",
                    "two\nlines",
                    "tab\there",
                    "quote\"'`$(x)",
                    "übung/日本.py",
                    ":(top)x",
                    "*.py",
                    "dir with space/-x\n",
                    "back\\slash");

    @TempDir Path temp;
    private Person ada;
    private Staging staging;

    @BeforeEach
    void prepare() {
        ada = Person.withRepository(temp);
        staging = new Staging(ada.repository().main());
    }

    private String commit(List<String> paths) {
        var parent = List.of(ada.head());
        return ada.repository()
                .main()
                .commit(paths, new NewCommit("-", parent, "feat: x", List.of(), Instant.EPOCH))
                .orElseThrow();
    }

    @Test
    void names_of_every_kind_survive_staging_and_committing() {
        STRANGE.forEach(name -> ada.write(name, "content of " + name));
        var plan = staging.everything();
        assertThat(plan.paths()).containsExactlyInAnyOrderElementsOf(STRANGE);
        var made = commit(plan.paths());
        assertThat(ada.repository().trees().files(made).keySet()).containsAll(STRANGE);
        assertThat(ada.repository().main().status().clean()).isTrue();
        for (var name : STRANGE) {
            assertThat(ada.repository().trees().text(made, name)).contains("content of " + name);
        }
    }

    @Test
    void commits_the_named_paths_and_nothing_else() {
        ada.write("a", "a").write("b", "b").write("README.md", "edited");
        ada.git("add", "b");
        var made = commit(List.of("a"));
        assertThat(ada.git("show", "--name-only", "--format=", made)).isEqualTo("a");
        assertThat(ada.git("status", "--porcelain")).isEqualTo(" M README.md\nA  b");
    }

    @Test
    void a_patch_makes_another_tree_whatever_is_edited_meanwhile() throws IOException {
        ada.write("a", "one\n").commitAll("before");
        var before = ada.head();
        ada.write("a", "one\ntwo\n");
        var patch = Files.writeString(temp.resolve("two.patch"), ada.git("diff") + "\n");
        ada.write("a", "mine\n");

        var trees = ada.repository().trees();
        assertThat(trees.text(trees.patched(before, patch), "a")).contains("one\ntwo\n");
        assertThat(ada.file("a")).hasContent("mine\n");
        assertThat(ada.git("status", "--porcelain")).isEqualTo(" M a");
    }

    @Test
    void commits_removals_modes_links_and_a_folder_that_became_a_file() throws IOException {
        ada.write("folder/x", "x").write("gone", "x").write("tool", "x").commitAll("before");
        Files.delete(ada.file("gone"));
        Files.delete(ada.file("folder/x"));
        Files.delete(ada.file("folder"));
        ada.write("folder", "now a file");
        assertThat(ada.file("tool").toFile().setExecutable(true)).isTrue();
        Files.createSymbolicLink(ada.file("link"), Path.of("README.md"));
        var made = commit(staging.everything().paths());
        var files = ada.repository().trees().files(made);
        assertThat(files).containsOnlyKeys("README.md", "folder", "tool", "link");
        assertThat(files.values())
                .extracting(PathChange.Blob::mode)
                .containsExactlyInAnyOrder("100644", "100644", "100755", "120000");
        assertThat(ada.repository().main().status().clean()).isTrue();
    }

    @Test
    void nothing_new_makes_no_commit() {
        var head = ada.head();
        var parent = List.of(head);
        var again = new NewCommit("-", parent, "feat: x", List.of(), Instant.EPOCH);
        assertThat(ada.repository().main().commit(List.of("README.md"), again)).isEmpty();
        assertThat(ada.head()).isEqualTo(head);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".env",
                "app/.env.production",
                "prod.env",
                "server.pem",
                "tls/site.KEY",
                "id_ed25519",
                ".pypirc",
                "service-account-prod.json"
            })
    void a_new_file_with_the_name_of_a_secret_is_refused(String name) {
        ada.write(name, "x");
        assertThat(staging.everything().refused())
                .singleElement()
                .satisfies(r -> {
                    assertThat(r.path()).isEqualTo(name);
                    assertThat(r.reason()).isEqualTo(Staging.Reason.SECRET_NAME);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {".env.example", "environment.py", "keys.py", "monkey", "test_env.py"})
    void ordinary_names_are_accepted(String name) {
        ada.write(name, "x");
        assertThat(staging.everything().paths()).containsExactly(name);
    }

    @Test
    void a_token_in_a_file_is_refused_without_being_shown() {
        var token = "ghp_" + "a1B2".repeat(9);
        ada.write("app.py", "x = 1\nTOKEN = '" + token + "'\n");
        var refused = staging.everything().refused();
        assertThat(refused).singleElement().asString().contains("line 2").doesNotContain(token);
        assertThat(refused.getFirst().reason()).isEqualTo(Staging.Reason.SECRET_CONTENT);
    }

    @Test
    void a_token_that_was_there_before_does_not_stop_other_edits() {
        var token = "ghp_" + "a1B2".repeat(9);
        ada.write("test_tokens.py", "FAKE = '" + token + "'\n").commitAll("fake");
        ada.write("test_tokens.py", "import os\nFAKE = '" + token + "'\n");
        assertThat(staging.everything().paths()).containsExactly("test_tokens.py");
    }

    @Test
    void an_ignored_file_is_not_offered_and_refused_when_named() {
        ada.write(".gitignore", "*.log\n").commitAll("ignore");
        ada.write("x.log", "x").write("a", "a");
        assertThat(staging.everything().paths()).containsExactly("a");
        assertThat(staging.plan(List.of("x.log")).refused())
                .extracting(Staging.Refused::reason)
                .containsExactly(Staging.Reason.IGNORED);
    }

    @Test
    void what_leads_outside_is_refused() throws IOException {
        Files.createSymbolicLink(ada.file("way-out"), temp.resolve("home"));
        var refused =
                staging.plan(
                                List.of(
                                        "../home/.gitconfig",
                                        "way-out/.gitconfig",
                                        ".git/config",
                                        "/etc/passwd"))
                        .refused();
        assertThat(refused).hasSize(4);
        assertThat(refused).allMatch(r -> r.reason() == Staging.Reason.OUTSIDE);
    }

    @Test
    void a_repository_within_is_refused() {
        ada.git("init", "-q", "inner");
        ada.write("inner/x", "x");
        assertThat(staging.everything().refused())
                .extracting(Staging.Refused::reason)
                .containsExactly(Staging.Reason.NESTED_REPOSITORY);
    }
}
