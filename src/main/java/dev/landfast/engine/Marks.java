package dev.landfast.engine;

import dev.landfast.journal.StepResult;
import dev.landfast.journal.StepResult.Outcome;
import java.util.Optional;

/// What a result leaves behind for good.
final class Marks {

    private Marks() {}

    static Facts of(Facts facts, String path, String kind, StepResult result) {
        var next = facts;
        var commit = text(result, "commit");
        if (commit.isPresent()
                && result.outcome() instanceof Outcome.Pass
                && !CoreKinds.NAMES_A_COMMIT.contains(kind)) {
            next =
                    FoldStep.mark(
                            next,
                            path,
                            new Mark.What.Committed(
                                    commit.get(), text(result, "tree").orElse(commit.get())));
        }
        if (result.outcome() instanceof Outcome.Fail fail) {
            next = failed(next, path, fail.signature(), tree(next, path, result));
        }
        return kind.equals(CoreKinds.GATE)
                ? FoldStep.mark(next, path, new Mark.What.Measured(digest(result)))
                : next;
    }

    /// @param tree empty for the latest candidate's
    static Facts failed(Facts facts, String path, String signature, String tree) {
        var measured =
                tree.isEmpty()
                        ? latest(facts, path).map(Mark.What.Committed::tree).orElse("")
                        : tree;
        return FoldStep.mark(
                FoldStep.failed(facts, path), path, new Mark.What.Failed(signature, measured));
    }

    /// The tree a result speaks of: what it says itself, or else the latest candidate's.
    static String tree(Facts facts, String path, StepResult result) {
        return text(result, "tree")
                .or(() -> latest(facts, path).map(Mark.What.Committed::tree))
                .orElse("");
    }

    private static Optional<Mark.What.Committed> latest(Facts facts, String path) {
        var marks = facts.tally().marks();
        for (var i = marks.size() - 1; i >= 0; i--) {
            if (marks.get(i).what() instanceof Mark.What.Committed committed
                    && sameItems(marks.get(i).path(), path)) {
                return Optional.of(committed);
            }
        }
        return Optional.empty();
    }

    /// Items of a foreach have worktrees of their own; what one commits is no candidate of another.
    private static boolean sameItems(String one, String other) {
        var a = Paths.segments(one);
        var b = Paths.segments(other);
        for (var i = 0; i < Math.min(a.size(), b.size()); i++) {
            if (!a.get(i).equals(b.get(i))) {
                return a.get(i).indexOf('[') < 0
                        || b.get(i).indexOf('[') < 0
                        || !Paths.id(a.get(i)).equals(Paths.id(b.get(i)));
            }
        }
        return true;
    }

    private static String digest(StepResult result) {
        var digest = new StringBuilder(result.outcome().getClass().getSimpleName());
        digest.append(' ').append(result.findings().size());
        text(result, "evidence").ifPresent(e -> digest.append(' ').append(e));
        for (var artifact : result.artifacts()) {
            digest.append(' ').append(artifact.hash());
        }
        return digest.toString();
    }

    static Optional<String> text(StepResult result, String key) {
        return result.outputs().get(key) instanceof String text && !text.isEmpty()
                ? Optional.of(text)
                : Optional.empty();
    }
}
