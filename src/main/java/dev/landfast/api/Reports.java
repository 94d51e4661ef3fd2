package dev.landfast.api;

import dev.landfast.problem.UsageProblem;
import dev.landfast.report.JsonReport;
import dev.landfast.report.TextReport;
import dev.landfast.view.RunView;
import java.nio.file.Path;
import java.util.List;

/// What is proven of a run, what is not, and what comes next.
public final class Reports {

    private final Home home;

    Reports(Home home) {
        this.home = home;
    }

    /// The read model all reports are made from.
    ///
    /// @param run a run's id
    public RunView view(String run) {
        var summary =
                home.journal()
                        .run(run)
                        .orElseThrow(() ->
                                new UsageProblem(
                                        "LF-110",
                                        "there is no run " + run,
                                        "",
                                        "'landfast ls' lists them"));
        return new Works(home).view(summary);
    }

    /// As JSON, schema `run-report/1`.
    public String json(String run) {
        return JsonReport.write(view(run));
    }

    /// Writes what a run stands on into a new folder that anybody can check with Python.
    ///
    /// @return what names this proof
    public String proof(String run, Path folder) {
        return new Proving(home.journal()).write(run, json(run), folder);
    }

    /// Writes what roles said and left into a new folder; `replay:FOLDER` plays it.
    public void record(String run, Path folder) {
        new Recording(home.journal()).write(run, folder);
    }

    public String markdown(String run) {
        return TextReport.markdown(view(run));
    }

    /// Lines for one screen; not yet made harmless for a terminal.
    public List<String> lines(String run) {
        return TextReport.lines(view(run));
    }
}
