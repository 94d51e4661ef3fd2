package dev.landfast.step;

import dev.landfast.engine.StepExecutor;
import dev.landfast.journal.StepResult;
import java.util.Optional;

/// `merge`: brings base and branch together. `update` takes the base into the branch, `land` puts
/// the proven tree on the base.
final class MergeKind implements StepExecutor {

    private final UpdateBranch update;
    private final LandBranch land;

    MergeKind(UpdateBranch update, LandBranch land) {
        this.update = update;
        this.land = land;
    }

    @Override
    public String kind() {
        return "merge";
    }

    @Override
    public void await(Attempt attempt) throws InterruptedException {
        var value = Steps.value(attempt);
        if (value.equals("update") || (value.equals("land") && land.isFirstMerge(attempt))) {
            update.awaitTurn(attempt);
        }
    }

    @Override
    public StepResult execute(Attempt attempt) throws InterruptedException {
        return switch (Steps.value(attempt)) {
            case "update" -> update.run(attempt);
            case "land" -> land.run(attempt);
            case String other ->
                    Steps.blocked(
                            "missing-tool",
                            "'merge: " + other + "' cannot be carried out by this version",
                            "use update or land");
        };
    }

    /// Both find by its trailer what an earlier attempt has done.
    @Override
    public Optional<StepResult> probe(Attempt attempt) {
        return Optional.empty();
    }
}
