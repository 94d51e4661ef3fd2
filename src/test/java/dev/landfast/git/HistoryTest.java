package dev.landfast.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Refs, commits and trees.
final class HistoryTest {

    @TempDir Path temp;
    private Person ada;
    private Repository repository;

    @BeforeEach
    void prepare() {
        ada = Person.withRepository(temp);
        repository = ada.repository();
    }

    private NewCommit commit(String message, Trailer... trailers) {
        var tree = ada.git("rev-parse", "HEAD^{tree}");
        var parents = List.of(ada.head());
        return new NewCommit(tree, parents, message, List.of(trailers), Instant.EPOCH);
    }

    @Test
    void a_ref_moves_only_from_where_it_is_expected() {
        var refs = repository.refs();
        var first = ada.head();
        var second = repository.commits().make(commit("second"));
        assertThat(refs.change(Refs.Change.create("refs/heads/x", first))).isTrue();
        assertThat(refs.change(Refs.Change.create("refs/heads/x", second))).isFalse();
        assertThat(refs.change(Refs.Change.move("refs/heads/x", second, first))).isTrue();
        assertThat(refs.change(Refs.Change.move("refs/heads/x", first, second))).isTrue();
        assertThat(refs.change(Refs.Change.move("refs/heads/x", first, second))).isTrue();
        assertThat(refs.change(Refs.Change.delete("refs/heads/x", first))).isFalse();
        assertThat(refs.change(Refs.Change.delete("refs/heads/x", second))).isTrue();
        assertThat(refs.change(Refs.Change.delete("refs/heads/x", second))).isTrue();
    }

    @Test
    void several_refs_move_together_or_not_at_all() {
        var refs = repository.refs();
        var head = ada.head();
        ada.git("branch", "taken", repository.commits().make(commit("elsewhere")));
        var changes =
                List.of(
                        Refs.Change.create("refs/heads/free", head),
                        Refs.Change.create("refs/heads/taken", head));
        assertThat(refs.change(changes)).isFalse();
        assertThat(refs.value("refs/heads/free")).isEmpty();
    }

    @Test
    void the_same_commit_made_twice_is_one() {
        var commits = repository.commits();
        var once = commits.make(commit("x", new Trailer("Landfast-Run", "r1")));
        assertThat(commits.make(commit("x", new Trailer("Landfast-Run", "r1")))).isEqualTo(once);
    }

    @Test
    void a_commit_is_found_by_its_trailer_and_not_by_its_text() {
        var commits = repository.commits();
        var run = new Trailer("Landfast-Run", "r1");
        var real = commits.make(commit("real\n\nbody", run, new Trailer("Landfast-Step", "a@1")));
        ada.git("reset", "-q", "--hard", real);
        var quoting = commits.make(commit("quotes\n\nLandfast-Run: r1\n\nin its body"));
        var found = commits.withTrailer(quoting, Optional.empty(), run);
        assertThat(found).extracting(Commits.Found::id).containsExactly(real);
        assertThat(found.getFirst().trailer("Landfast-Step")).contains("a@1");
        assertThat(commits.withTrailer(quoting, Optional.of(real), run)).isEmpty();
    }

    @Test
    void a_trailer_cannot_smuggle_in_another_one() {
        var trailer = new Trailer("Landfast-Run", "r1\nLandfast-Run: r2");
        var made = repository.commits().make(commit("x", trailer));
        assertThat(Trailer.of(repository.commits().message(made))).hasSize(1);
    }

    @Test
    void replaced_commits_do_not_deceive() {
        var head = ada.head();
        var tree = ada.git("rev-parse", "HEAD^{tree}");
        ada.write("README.md", "forged\n");
        var forged = ada.commitAll("forged");
        ada.git("replace", head, forged);
        assertThat(repository.refs().tree(head)).contains(tree);
    }

    @Test
    void a_tree_is_written_out_whole_and_leads_nowhere() throws IOException {
        ada.write("a b/ü\n.py", "x").commitAll("names");
        ada.git("config", "core.sparseCheckout", "true");
        ada.write(".git/info/sparse-checkout", "/nothing\n");
        var folder = Files.createDirectories(temp.resolve("out"));
        repository.trees().export("HEAD", folder);
        assertThat(folder.resolve("a b/ü\n.py")).hasContent("x");
        assertThat(folder.resolve(".git")).doesNotExist();
    }

    @Test
    void many_blobs_are_read_at_once() {
        var trees = repository.trees();
        var one = trees.writeBlob("one\n\n".getBytes(StandardCharsets.UTF_8));
        var none = trees.writeBlob(new byte[0]);
        assertThat(trees.texts(List.of(one, none))).isEqualTo(Map.of(one, "one\n\n", none, ""));
    }

    @Test
    void a_merge_names_each_conflict_with_its_three_versions() {
        ada.git("checkout", "-q", "-b", "side");
        var side = ada.write("README.md", "side\n").commitAll("side");
        ada.git("checkout", "-q", "main");
        var main = ada.write("README.md", "main\n").commitAll("main");
        var merged = repository.merges().merge(main, side, ada.folder());
        assertThat(merged.conflicts())
                .singleElement()
                .satisfies(c -> {
                    assertThat(c.path()).isEqualTo("README.md");
                    assertThat(List.of(c.base(), c.ours(), c.theirs()))
                            .allMatch(Optional::isPresent);
                    assertThat(c.kinds()).containsExactly("CONFLICT (contents)");
                });
    }
}
