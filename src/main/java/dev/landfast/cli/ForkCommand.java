package dev.landfast.cli;

import dev.landfast.console.Plain;
import dev.landfast.problem.UsageProblem;

/// A new run that begins at a step with what another had reached before it.
final class ForkCommand implements Command {

    @Override
    public Usage usage() {
        return Usage.of("RUN", 1, 1)
                .value("from", "STEP", "the step the new run begins at")
                .flag("detach", "only start it")
                .example("fork login --from unit");
    }

    @Override
    public ExitCode run(Words words, Session session) {
        var landfast = session.landfast();
        var run = landfast.runs().find(words.first());
        var from =
                words.value("from")
                        .orElseThrow(
                                () -> new UsageProblem("LF-104", "--from STEP is missing", "", ""));
        var forked = landfast.controls().fork(run, from);
        session.note("run '" + Plain.line(forked.handle()) + "' begins at '" + from + "'");
        if (words.has("detach")) {
            landfast.carry();
            return ExitCode.DONE;
        }
        return new Following(session, forked).follow(forked);
    }
}
