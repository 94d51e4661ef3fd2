package dev.landfast.cli;

import dev.landfast.api.Answers.Waiver;
import dev.landfast.console.Plain;
import dev.landfast.problem.UsageProblem;

/// A person takes responsibility for one finding or gate on one commit, once.
final class WaiveCommand implements Command {

    @Override
    public Usage usage() {
        return Usage.of("RUN SUBJECT", 2, 2)
                .value("reason", "TEXT", "why; it stands in every report")
                .value("expires", "TIME", "when it counts no more, 7d unless said")
                .example(
                        "waive login \"base-test-missing tests/test_a.py::test_b\" --reason \"…\"");
    }

    @Override
    public ExitCode run(Words words, Session session) {
        var landfast = session.landfast();
        var run = landfast.runs().find(words.first());
        var reason =
                words.value("reason")
                        .orElseThrow(() ->
                                new UsageProblem("LF-104", "--reason TEXT is missing", "", ""));
        var waiver = Waiver.of(reason, words.value("expires").orElse("7d"));
        landfast.answers().waive(run, words.rest().get(1), waiver);
        landfast.carry();
        session.note("recorded, for the present commit only");
        session.note("next: landfast retry " + Plain.line(run.handle()));
        return ExitCode.DONE;
    }
}
