package dev.landfast.cli;

import dev.landfast.console.Plain;
import dev.landfast.problem.UsageProblem;

/// Says what is proven of a run, what is not, and what comes next.
final class ReportCommand implements Command {

    @Override
    public Usage usage() {
        return Usage.of("RUN", 1, 1)
                .value("format", "FORMAT", "text (usual), json or md")
                .json()
                .example("report login")
                .example("report login --format md > login.md");
    }

    @Override
    public ExitCode run(Words words, Session session) {
        var run = session.landfast().runs().find(words.first());
        var format = words.has("json") ? "json" : words.value("format").orElse("text");
        var reports = session.landfast().reports();
        switch (format) {
            case "text" -> reports.lines(run.id()).forEach(line -> session.say(Plain.line(line)));
            case "json" -> session.write(reports.json(run.id()));
            case "md" -> session.write(Plain.text(reports.markdown(run.id())));
            default ->
                    throw new UsageProblem(
                            "LF-116",
                            "there is no format " + Words.quoted(format),
                            "",
                            "text, json or md");
        }
        return ExitCode.DONE;
    }
}
