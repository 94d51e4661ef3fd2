package dev.landfast.api;

import dev.landfast.check.BuiltIn;
import dev.landfast.check.format.Fixers;
import dev.landfast.gate.Fence;
import dev.landfast.gate.FreeCores;
import dev.landfast.gate.Gates;
import dev.landfast.gate.GitTrees;
import dev.landfast.process.Tasks;
import dev.landfast.project.Confinement;
import java.util.ArrayList;
import java.util.List;

/// What measures and mends the trees of one repository, in a run and without one.
record Toolbox(Tasks tasks, Gates gates, Fixers fixers) {

    static Toolbox of(Home home) {
        return of(home, FreeCores::now);
    }

    /// @param cores how many tools may run side by side
    static Toolbox of(Home home, Gates.Cores cores) {
        var tasks = Tasks.open(home.state().resolve("shim"));
        var trees = new GitTrees(home.repository());
        var clock = home.surroundings().clock();
        var shown = home.surroundings().cache().resolve("canaries");
        var around = new Gates.Around(BuiltIn.checks(), shown, clock, cores);
        return new Toolbox(
                tasks,
                new Gates(tasks, trees, fence(home), around),
                new Fixers(tasks, trees, fence(home)));
    }

    /// Tools see what the project is installed in, and nothing of ours but what a gate names.
    private static Fence fence(Home home) {
        var root = home.repository().root();
        var hidden = List.of(home.state(), home.repository().gitDir(), root.resolve(".worktrees"));
        var own = root.resolve(".venv");
        var shown = new ArrayList<>(List.of(home.state().resolve("environments"), own));
        // Links in the environments that are made from it are not followed.
        shown.addAll(home.guard().needs(own.resolve("bin").resolve("python")));
        return project -> {
            var confinement = Confinement.of(home.guard(), project);
            confinement.assertReached();
            return (bounds, search) ->
                    confinement.around(bounds.hiding(hidden).reading(shown), search);
        };
    }
}
