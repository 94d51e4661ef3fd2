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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A worker that can write the git directory plants programs there; ordinary work starts none.
final class SettingsTest {

    @TempDir Path temp;
    private Person ada;
    private Path mark;
    private Path program;

    @BeforeEach
    void prepare() throws IOException {
        ada = Person.withRepository(temp);
        ada.withRemote(temp);
        mark = temp.resolve("started");
        program = temp.resolve("planted");
        Files.writeString(program, "#!/bin/sh\necho \"$0 $*\" >> " + mark + "\nexit 0\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        ada.write(".gitattributes", "*.txt filter=evil merge=evil diff=evil\n")
                .write("a.txt", "one\ntwo\nthree\n")
                .commitAll("attributes");
        ada.git("push", "-q", "origin", "main");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "core.fsmonitor",
                "core.hooksPath",
                "core.sshCommand",
                "core.pager",
                "core.editor",
                "core.askPass",
                "core.gitProxy",
                "core.alternateRefsCommand",
                "sequence.editor",
                "diff.external",
                "diff.evil.command",
                "diff.evil.textconv",
                "filter.evil.clean",
                "filter.evil.smudge",
                "filter.evil.process",
                "merge.evil.driver",
                "gpg.program",
                "credential.helper",
                "pager.diff",
                "alias.update-ref",
                "remote.origin.uploadpack",
                "remote.origin.receivepack",
                "interactive.diffFilter",
                "uploadpack.packObjectsHook"
            })
    void a_planted_setting_starts_nothing(String key) {
        ada.git("config", key, key.equals("core.hooksPath") ? temp.toString() : program.toString());
        ordinaryWork();
        assertThat(mark).doesNotExist();
    }

    @Test
    void settings_planted_by_way_of_an_included_file_start_nothing() throws IOException {
        var included = temp.resolve("included");
        ada.git("config", "include.path", included.toString());
        Files.writeString(included, "[core]\n\tpager = cat\n");
        var repository = ada.repository();
        assertThat(repository.ignoredSettings()).isEmpty();
        Files.writeString(included, "[filter \"evil\"]\n\tclean = " + program + "\n");
        assertThat(repository.ignoredSettings()).containsExactly("filter.evil.clean");
        ordinaryWork();
        assertThat(mark).doesNotExist();
    }

    @Test
    void settings_of_one_worktree_start_nothing() {
        ada.git("config", "extensions.worktreeConfig", "true");
        ada.git("config", "--worktree", "filter.evil.clean", program.toString());
        ordinaryWork();
        assertThat(mark).doesNotExist();
    }

    @Test
    void planted_hooks_do_not_run() throws IOException {
        for (var hook :
                List.of(
                        "pre-commit",
                        "post-checkout",
                        "reference-transaction",
                        "pre-push",
                        "post-index-change",
                        "post-merge")) {
            Files.copy(program, ada.file(".git/hooks/" + hook));
        }
        ordinaryWork();
        assertThat(mark).doesNotExist();
    }

    @Test
    void a_remote_that_is_a_program_is_not_run() {
        ada.git("config", "remote.origin.url", "ext::" + program);
        ada.git("config", "protocol.ext.allow", "always");
        var asked = ada.repository().remotes().fetch("origin", "main");
        assertThat(asked).isInstanceOf(Remotes.Asked.Unreachable.class);
        ada.git("config", "remote.origin.vcs", "evil");
        assertThat(ada.repository().remotes().tip("origin", "main"))
                .isInstanceOf(Remotes.Asked.Unreachable.class);
        assertThat(mark).doesNotExist();
    }

    @Test
    void a_filter_of_the_persons_own_configuration_applies() {
        ada.git("config", "--global", "filter.evil.clean", "tr a-z A-Z");
        ada.git("config", "filter.evil.clean", program.toString());
        ada.write("a.txt", "shout\n");
        var checkout = ada.repository().main();
        var tree = checkout.tree(Optional.of("HEAD"), List.of("a.txt"));
        assertThat(ada.repository().trees().text(tree, "a.txt")).contains("SHOUT\n");
        assertThat(mark).doesNotExist();
    }

    @Test
    void a_merge_whose_planted_driver_is_ignored_is_a_plain_merge() {
        ada.git("checkout", "-q", "-b", "side");
        var side = ada.write("a.txt", "one\ntwo\nTHREE\n").commitAll("side");
        ada.git("checkout", "-q", "main");
        var main = ada.write("a.txt", "ONE\ntwo\nthree\n").commitAll("main");
        ada.git("config", "merge.evil.driver", program.toString());
        var merged = ada.repository().merges().merge(main, side, ada.folder());
        assertThat(merged.clean()).isTrue();
        assertThat(ada.repository().trees().text(merged.tree(), "a.txt"))
                .contains("ONE\ntwo\nTHREE\n");
    }

    private void ordinaryWork() {
        var repository = ada.repository();
        var base = repository.start(Optional.of("main"));
        var worktree =
                repository.worktrees().add(ada.file(".worktrees/w"), "feature/w", base.commit());
        ada.in(worktree.path()).write("a.txt", "one\ntwo\nfour\n").write("b.txt", "new\n");
        worktree.status();
        var commit =
                worktree.commit(
                                List.of("a.txt", "b.txt"),
                                new NewCommit(
                                        "-",
                                        List.of(base.commit()),
                                        "feat: w",
                                        List.of(),
                                        Instant.EPOCH))
                        .orElseThrow();
        var blob = repository.trees().writeBlob("other\n".getBytes(StandardCharsets.UTF_8));
        var edit = Map.of("a.txt", Optional.of(new PathChange.Blob("100644", blob)));
        var tree = repository.trees().edit(base.commit(), edit);
        var parents = List.of(base.commit());
        var side =
                repository
                        .commits()
                        .make(new NewCommit(tree, parents, "side", List.of(), Instant.EPOCH));
        repository.merges().merge(commit, side, worktree.path());
        repository.trees().patch(base.commit(), commit);
        repository.remotes().fetch("origin", "main");
        repository
                .remotes()
                .push("origin", List.of(new Remotes.Update("feature/w", commit, Optional.empty())));
        new Advance(repository.main()).move(base.commit(), commit);
        repository.main().status();
        repository.worktrees().remove(worktree.path());
    }
}
