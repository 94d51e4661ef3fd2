package dev.landfast.cli;

import dev.landfast.console.Plain;

/// A person remarks on a line of the change.
final class CommentCommand implements Command {

    @Override
    public Usage usage() {
        return Usage.of("RUN FILE[:LINE] WORDS…", 3, Usage.ANY)
                .example("comment login app/forms.py:12 \"the password is logged here\"");
    }

    @Override
    public ExitCode run(Words words, Session session) {
        var landfast = session.landfast();
        var run = landfast.runs().find(words.first());
        var text = String.join(" ", words.rest().subList(2, words.rest().size()));
        landfast.comments().say(run, words.rest().get(1), text);
        landfast.carry();
        session.note(
                run.status().ended()
                        ? "recorded; its next repair is told: landfast retry "
                                + Plain.line(run.handle())
                        : "recorded; its next repair is told, and until then no round passes");
        return ExitCode.DONE;
    }
}
