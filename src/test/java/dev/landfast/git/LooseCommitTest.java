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

/// Commits that are written without git are git's own, to the bit.
final class LooseCommitTest {

    private static final String MESSAGE =
            "Ein \u00c4rger: \u65e5\u672c \ud83d\ude00\r\n\r\n  body\n";
    private static final Instant WHEN = Instant.parse("2026-11-20T12:00:00.5Z");
    private static final Trailer TRAILER = new Trailer(Trailer.RUN, "261120-k3v9q2");

    @TempDir Path temp;
    private Person ada;
    private Repository repository;

    @BeforeEach
    void prepare() {
        ada = Person.withRepository(temp);
        repository = ada.repository();
    }

    private NewCommit commit(List<String> parents) {
        var tree = ada.git("rev-parse", "HEAD^{tree}");
        return new NewCommit(tree, parents, MESSAGE, List.of(TRAILER), WHEN);
    }

    private String byGit(NewCommit commit) throws IOException {
        var text = Files.writeString(temp.resolve("message"), commit.text());
        var parents = String.join(" ", commit.parents().stream().map(p -> "-p " + p).toList());
        var date = "@" + WHEN.getEpochSecond() + " +0000";
        var script =
                "GIT_AUTHOR_DATE='%s' GIT_COMMITTER_DATE='%s' git commit-tree %s %s <%s"
                        .formatted(date, date, commit.tree(), parents, text);
        return ada.run(List.of("sh", "-c", script)).outText().strip();
    }

    private boolean isFile(String id) {
        var objects = repository.gitDir().resolve("objects");
        return Files.exists(objects.resolve(id.substring(0, 2)).resolve(id.substring(2)));
    }

    private void sound(Person person) {
        assertThat(person.git("fsck", "--strict", "--no-dangling")).isEmpty();
    }

    @Test
    void the_same_commit_as_gits_own() throws IOException {
        var head = ada.head();
        var other = repository.commits().make(commit(List.of(head)));
        for (var parents :
                List.of(
                        List.<String>of(),
                        List.of(head),
                        List.of(head, other),
                        List.of(head, head))) {
            var commit = commit(parents);
            var made = repository.commits().make(commit);
            assertThat(isFile(made)).isTrue();
            assertThat(made).isEqualTo(byGit(commit));
        }
        sound(ada);
    }

    @Test
    void a_message_of_any_length() {
        var tree = ada.git("rev-parse", "HEAD^{tree}");
        for (var length : List.of(1, 200, 255, 256, 60_000, 65_300, 70_000, 200_000)) {
            var message = "x".repeat(length);
            var commit = new NewCommit(tree, List.of(ada.head()), message, List.of(), WHEN);
            var made = repository.commits().make(commit);
            assertThat(ada.git("log", "-1", "--format=%B", made)).isEqualTo(message);
        }
        sound(ada);
    }

    @Test
    void making_it_twice_is_making_it_once() {
        var commit = commit(List.of(ada.head()));
        var once = repository.commits().make(commit);
        assertThat(repository.commits().make(commit)).isEqualTo(once);
        sound(ada);
    }

    @Test
    void a_changed_name_is_noticed() throws IOException {
        var commit = commit(List.of(ada.head()));
        repository.commits().make(commit);
        ada.git("config", "user.name", "Ada Other");
        var local = repository.commits().make(commit);
        assertThat(ada.git("log", "-1", "--format=%an, %cn", local))
                .isEqualTo("Ada Other, Ada Other");
        ada.git("config", "--unset", "user.name");
        Files.writeString(
                ada.home().resolve(".gitconfig"),
                "[user]\nname = Ada Global\nemail = global@example.org\n");
        var global = repository.commits().make(commit);
        assertThat(ada.git("log", "-1", "--format=%an", global)).isEqualTo("Ada Global");
    }

    @Test
    void hashes_of_the_other_kind_are_made_too() throws IOException {
        var person = ada.in(Files.createDirectories(temp.toRealPath().resolve("long")));
        person.git("init", "-q", "--object-format=sha256");
        person.write("a.txt", "a\n").commitAll("first");
        var tree = person.git("rev-parse", "HEAD^{tree}");
        var commit = new NewCommit(tree, List.of(person.head()), "second", List.of(), WHEN);
        var made = person.repository().commits().make(commit);
        assertThat(made).hasSize(64);
        assertThat(person.git("cat-file", "-t", made)).isEqualTo("commit");
        sound(person);
    }

    @Test
    void what_is_unusual_is_left_to_git() {
        ada.git("gc", "-q");
        var packed = repository.commits().make(commit(List.of(ada.head())));
        assertThat(ada.git("cat-file", "-t", packed)).isEqualTo("commit");
        ada.git("config", "core.sharedRepository", "group");
        var shared = repository.commits().make(commit(List.of(packed)));
        assertThat(ada.git("cat-file", "-t", shared)).isEqualTo("commit");
        sound(ada);
    }
}
