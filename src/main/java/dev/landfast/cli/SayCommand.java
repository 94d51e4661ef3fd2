package dev.landfast.cli;

import dev.landfast.api.Landfast;
import dev.landfast.api.RunLine;
import dev.landfast.console.Plain;

/// Says something to a run that was durable before this returns, and follows what comes of it. The
/// verbs differ only in what they say.
final class SayCommand implements Command {

    private final Usage usage;
    private final Say say;

    private SayCommand(Usage usage, Say say) {
        this.usage = usage;
        this.say = say;
    }

    /// What is said.
    private interface Say {
        void to(Landfast landfast, RunLine run, Words words);
    }

    /// A run and free words after it.
    private static Usage worded(String words) {
        return Usage.of("RUN " + words, 1, Usage.ANY)
                .value("step", "STEP", "the step that asks, when several do")
                .flag("detach", "only say it, do not follow the run");
    }

    private static Usage bare() {
        return Usage.of("RUN", 1, 1).flag("detach", "only say it, do not follow the run");
    }

    static SayCommand approve() {
        return new SayCommand(
                worded("[WORDS…]"),
                (landfast, run, words) ->
                        landfast.answers().approve(run, step(words), text(words)));
    }

    static SayCommand reject() {
        return new SayCommand(
                worded("REASON…").example("reject login \"the form forgets the password\""),
                (landfast, run, words) -> landfast.answers().reject(run, step(words), text(words)));
    }

    static SayCommand answer() {
        return new SayCommand(
                worded("ANSWER…"),
                (landfast, run, words) -> landfast.answers().answer(run, step(words), text(words)));
    }

    static SayCommand done() {
        return new SayCommand(
                worded("[WORDS…]"),
                (landfast, run, words) -> landfast.answers().done(run, step(words), text(words)));
    }

    static SayCommand take() {
        return new SayCommand(
                Usage.of("RUN", 1, 1)
                        .value("step", "STEP", "the step, when agents are at several")
                        .flag("detach", "only say it, do not follow the run")
                        .example("take login"),
                (landfast, run, words) -> landfast.controls().take(run, step(words)));
    }

    static SayCommand give() {
        return new SayCommand(
                worded("[WORDS…]").example("give login \"the model is there, the tests are not\""),
                (landfast, run, words) ->
                        landfast.answers().giveBack(run, step(words), text(words)));
    }

    static SayCommand resume() {
        return new SayCommand(bare(), (landfast, run, _) -> landfast.controls().resume(run));
    }

    static SayCommand retry() {
        return new SayCommand(
                bare().value("from", "STEP", "start again from this step")
                        .value("more", "N", "grant N more rounds beyond the limit")
                        .value(
                                "budget",
                                "DOLLARS",
                                "grant that many more US dollars, instead of the budget once more"),
                (landfast, run, words) ->
                        landfast.controls()
                                .retry(
                                        run,
                                        words.value("from"),
                                        words.number("more").orElse(0),
                                        words.dollars("budget")));
    }

    @Override
    public Usage usage() {
        return usage;
    }

    @Override
    public ExitCode run(Words words, Session session) {
        var landfast = session.landfast();
        var run = landfast.runs().find(words.first());
        say.to(landfast, run, words);
        if (words.has("detach")) {
            landfast.carry();
            session.note("said; follow it: landfast watch " + Plain.line(run.handle()));
            return ExitCode.DONE;
        }
        return Following.onwards(session, run).follow(run);
    }

    private static String step(Words words) {
        return words.value("step").orElse("");
    }

    private static String text(Words words) {
        return String.join(" ", words.rest().subList(1, words.rest().size()));
    }
}
