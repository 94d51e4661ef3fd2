package dev.landfast.check;

import dev.landfast.check.Replaced.By;
import dev.landfast.definition.Workflow;
import dev.landfast.gate.PythonRepository;
import dev.landfast.gate.Shown;
import dev.landfast.gate.Verdict;
import java.nio.file.Path;
import java.util.Optional;

/// A check on a project, with its tools as they are or one of them replaced, and what becomes of
/// the defect that is planted for it.
///
/// @param tool what is replaced; empty for nothing
record PlantedCase(On on, Workflow.Check check, String tool, Optional<By> by) {

    /// Which project.
    enum On {
        SMALL,
        ORDERS
    }

    static PlantedCase held(On on, Workflow.Check check) {
        return new PlantedCase(on, check, "", Optional.empty());
    }

    static PlantedCase replaced(On on, Workflow.Check check, String tool, By by) {
        return new PlantedCase(on, check, tool, Optional.of(by));
    }

    /// What it came to.
    ///
    /// @param shown of its defect
    /// @param passed whether the gate let it through all the same
    record Came(PlantedCase of, String shown, String why, boolean passed, long millis) {

        /// As it has to be: held, or found out.
        boolean good() {
            return of.by().isEmpty()
                    ? passed && shown.equals("held")
                    : !passed && (shown.equals("vacuous") || shown.equals("not shown"));
        }

        String row() {
            return String.join(
                    "\t",
                    good() ? "ok" : "WRONG",
                    of.check().name(),
                    of.tool().isEmpty() ? "-" : of.tool(),
                    of.by().map(by -> by.words).orElse("-"),
                    shown + (passed ? ", PASS" : ""),
                    millis / 100 / 10.0 + " s",
                    why.replaceAll("\\s+", " "));
        }
    }

    String name() {
        return check.name() + " " + tool + by.map(b -> " " + b).orElse("");
    }

    Came tried(Path folder) {
        var project = project(folder);
        by.ifPresent(how -> replace(project, folder, how));
        var began = System.nanoTime();
        var shown = project.canaries(check).getFirst().shown();
        var millis = (System.nanoTime() - began) / 1_000_000;
        var report = project.judge(check);
        var passed = report.verdict() instanceof Verdict.Pass;
        var why =
                switch (shown) {
                    case Shown.Held(var what) -> passed ? what : report.findings().toString();
                    case Shown.Vacuous(var what) -> what + " was not found";
                    case Shown.NotShown(_, var reason, _) -> reason;
                    case Shown.Nothing() -> "nothing planted";
                };
        return new Came(this, shown.word(), why, passed, millis);
    }

    private PythonRepository project(Path folder) {
        var project =
                switch (on) {
                    case SMALL -> WholeProject.small(folder);
                    case ORDERS -> WholeProject.orders(folder);
                };
        if (check.name().equals("zen") || check.with().has("tool")) {
            StandIns.install(project, folder);
        }
        return project;
    }

    private void replace(PythonRepository project, Path folder, By how) {
        if (how == By.COMMAND) {
            return;
        }
        var tools = Replaced.in(folder);
        if (StandIns.isProgram(tool)) {
            var place = tools.program(tool, StandIns.script(tool, how));
            project.environment("PATH", place + ":/usr/bin:/bin");
        } else {
            project.environment("VIRTUAL_ENV", tools.module(tool, how).toString());
        }
    }
}
