package dev.landfast.git;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Something a person began in a checkout and has not finished.
public enum Operation {
    REBASE("rebase", "git rebase --abort", "rebase-merge", "rebase-apply"),
    MERGE("merge", "git merge --abort", "MERGE_HEAD"),
    CHERRY_PICK("cherry-pick", "git cherry-pick --abort", "CHERRY_PICK_HEAD"),
    REVERT("revert", "git revert --abort", "REVERT_HEAD"),
    BISECT("bisect", "git bisect reset", "BISECT_LOG");

    private final String word;
    private final String wayOut;
    private final List<String> signs;

    Operation(String word, String wayOut, String... signs) {
        this.word = word;
        this.wayOut = wayOut;
        this.signs = List.of(signs);
    }

    public String word() {
        return word;
    }

    /// The command that ends it without keeping it.
    public String wayOut() {
        return wayOut;
    }

    /// What is under way in the checkout whose own git directory this is.
    static Optional<Operation> in(Path gitDir) {
        return Arrays.stream(values())
                .filter(o -> o.signs.stream().anyMatch(s -> Files.exists(gitDir.resolve(s))))
                .findFirst();
    }

    /// Removes every trace of what was under way.
    static void forget(Path gitDir) {
        var traces = new ArrayList<>(List.of("MERGE_MSG", "MERGE_MODE", "SQUASH_MSG", "sequencer"));
        Arrays.stream(values()).forEach(o -> traces.addAll(o.signs));
        var trash = gitDir.resolve("landfast-removed");
        traces.forEach(name -> Folders.discard(gitDir.resolve(name), trash));
        Folders.empty(trash);
    }
}
