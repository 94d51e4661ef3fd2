package dev.landfast.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A git directory for somebody who is not trusted with the repository's own.
class ShadowTest {

    private static final String UNDER = "refs/landfast/collected/one/";

    @TempDir Path temp;
    private Person person;
    private Repository repository;
    private Checkout checkout;
    private Shadow shadow;
    private Person worker;
    private String start;

    @BeforeEach
    void a_worktree_with_a_shadow() throws Exception {
        person = Person.withRepository(temp);
        repository = person.repository();
        start = repository.main().commit();
        var path = person.folder().resolve(".worktrees/one");
        checkout = repository.worktrees().add(path, "feature/one", start);
        shadow = checkout.shadow(Files.createDirectories(temp.resolve("desk")).resolve("git"));
        shadow.make(List.of("feature/one", "main"));
        Files.writeString(path.resolve(".git"), "gitdir: " + shadow.folder() + "\n");
        worker = person.in(path);
    }

    private List<String> collect() {
        return shadow.collect(temp.resolve("clean"), UNDER);
    }

    @Test
    void ordinary_commands_work_in_it() {
        assertThat(worker.git("status", "--porcelain")).isEmpty();
        assertThat(worker.git("log", "--format=%s", "main..").strip()).isEmpty();
        worker.write("README.md", "more\n");
        assertThat(worker.git("diff", "--stat")).contains("README.md");
        worker.git("stash");
        worker.git("stash", "pop");
        worker.commitAll("mine");
        worker.git("checkout", "-q", "-b", "try");
        assertThat(worker.git("log", "--format=%an %s", "main..").strip())
                .isEqualTo("Ada Quill mine");
        assertThat(worker.git("branch", "--format=%(refname:short)"))
                .contains("feature/one", "main", "try");
    }

    @Test
    void nothing_that_is_done_in_it_is_seen_in_the_repository() {
        worker.write("README.md", "more\n").commitAll("mine");
        worker.git("update-ref", "refs/heads/main", "HEAD");
        worker.git("config", "core.bare", "true");

        assertThat(repository.main().commit()).isEqualTo(start);
        assertThat(checkout.commit()).isEqualTo(start);
        assertThat(checkout.status().paths()).containsExactly("README.md");
    }

    @Test
    void what_was_committed_in_it_is_brought_in_under_names_of_ours() {
        worker.write("README.md", "more\n").commitAll("mine");
        var mine = worker.git("rev-parse", "HEAD").strip();
        worker.write("README.md", "later\n");
        worker.git("stash");
        var stash = worker.git("rev-parse", "stash").strip();

        assertThat(collect()).contains(mine, stash);
        assertThat(repository.refs().below(UNDER).values()).contains(mine, stash);
        assertThat(temp.resolve("clean")).doesNotExist();
    }

    @Test
    void commits_of_packs_are_found_and_nothing_new_is_nothing() {
        assertThat(collect()).isEmpty();
        worker.write("README.md", "more\n").commitAll("mine");
        worker.git("gc", "-q");

        assertThat(collect()).containsExactly(worker.git("rev-parse", "HEAD").strip());
    }

    @Test
    void an_object_that_git_would_not_accept_is_not_brought_in() throws Exception {
        var tree = worker.git("rev-parse", "HEAD^{tree}").strip();
        worker.write("bad", "tree " + tree + "\nauthor x\ncommitter x\n\nbad\n");
        var bad = worker.git("hash-object", "-t", "commit", "-w", "--literally", "bad").strip();
        Files.writeString(shadow.folder().resolve("HEAD"), bad + "\n");

        assertThat(collect()).isEmpty();
        assertThat(repository.commits().exists(bad)).isFalse();
    }
}
