package dev.landfast.api;

import dev.landfast.api.RunEvent.Mood;
import dev.landfast.api.RunEvent.Subject;
import dev.landfast.journal.Actor;
import dev.landfast.journal.Entry;
import dev.landfast.journal.Event;
import dev.landfast.journal.StepResult.Outcome;
import java.time.Duration;
import java.util.Optional;

/// Puts entries of a journal into one sentence each.
final class Narration {

    private Narration() {}

    static RunEvent of(Entry entry) {
        var said = said(entry.event());
        var about = new Subject(type(entry.event()), said.step(), said.mood());
        return new RunEvent(entry.seq(), entry.at(), who(entry.actor()), about, said.text());
    }

    private record Said(Mood mood, String step, String text) {

        static Said plain(Object step, String text) {
            return new Said(Mood.PLAIN, step.toString(), text);
        }

        static Said care(Object step, String text) {
            return new Said(Mood.CARE, step.toString(), text);
        }
    }

    static String who(Actor actor) {
        return switch (actor) {
            case Actor.Engine _ -> "engine";
            case Actor.Agent(var role, var _) -> "agent " + role;
            case Actor.Person(var name, var _) -> name;
        };
    }

    private static Said said(Event event) {
        return switch (event) {
            case Event.RunStarted e -> Said.plain("", "started: " + started(e));
            case Event.StepScheduled e -> Said.plain(e.key(), e.kind() + " begins");
            case Event.StepFinished e -> finished(e);
            case Event.StepStopping e -> Said.plain(e.key(), "told to stop");
            case Event.StepWaiting e -> Said.care(e.key(), "waits: " + e.ask().question());
            case Event.TimerSet e -> Said.plain(e.key(), "until " + e.at() + ": " + e.why());
            case Event.TimerFired e -> Said.plain(e.key(), "the wait is over");
            case Event.ChildStarted e -> Said.plain(e.key(), "goes on in run " + e.childRun());
            case Event.Answered e ->
                    new Said(
                            e.accepted() ? Mood.GOOD : Mood.CARE,
                            e.key().toString(),
                            answered(e) + after(e.text()));
            case Event.Waived e -> Said.care("", "waived " + e.subject() + after(e.reason()));
            case Event.Paused _ -> Said.care("", "paused");
            case Event.Resumed _ -> Said.plain("", "resumed");
            case Event.CancelRequested e -> Said.care("", "is to be cancelled" + after(e.reason()));
            case Event.RetryRequested e ->
                    Said.plain("", "tried again" + e.from().map(s -> " from " + s).orElse(""));
            case Event.StepTaken e -> Said.care(e.key(), "taken over by hand");
            case Event.Commented e -> Said.care("", "comment on " + e.place() + after(e.text()));
            case Event.TakenOver e -> Said.care("", "taken over by hand at " + e.commit());
            case Event.Noted e when e.subject().startsWith("comment ") ->
                    Said.plain("", e.subject() + " is told to the repair of " + e.text());
            case Event.Noted e ->
                    e.subject().startsWith("budget ")
                            ? Said.care("", e.subject() + after(e.text()))
                            : Said.plain("", e.subject() + after(e.text()));
            case Event.RunEnded e -> ended(e);
        };
    }

    private static String answered(Event.Answered answer) {
        if (answer.handsBack()) {
            return "handed back";
        }
        return answer.accepted() ? "answered" : "rejected";
    }

    private static String started(Event.RunStarted start) {
        var from =
                switch (start.origin()) {
                    case Event.Origin.Fresh _ -> "";
                    case Event.Origin.Child child -> ", for run " + child.parentRun();
                    case Event.Origin.Fork fork -> ", from step " + fork.fromStep();
                };
        return start.pin().workflow() + "/" + start.variant() + from;
    }

    private static Said finished(Event.StepFinished e) {
        var took = " in " + took(e.took());
        var key = e.key().toString();
        var findings = e.result().findings().size();
        var count = findings == 0 ? "" : " (" + findings + " findings)";
        return switch (e.result().outcome()) {
            case Outcome.Pass _ ->
                    new Said(Mood.GOOD, key, "pass" + took + after(e.result().said()) + count);
            case Outcome.Fail o ->
                    new Said(Mood.BAD, key, "fail" + took + after(o.reason()) + count);
            case Outcome.Escalate o -> new Said(Mood.BAD, key, "escalate" + after(o.reason()));
            case Outcome.Conditional o ->
                    Said.care(key, "passes once accepted" + after(o.suppression()));
            case Outcome.Blocked o ->
                    new Said(Mood.BAD, key, "blocked by " + o.kind() + after(o.reason()));
            case Outcome.Waiting o -> Said.care(key, "waits: " + o.ask().question());
            case Outcome.Cancelled _ -> Said.care(key, "stopped" + took);
            case Outcome.Lost o -> new Said(Mood.BAD, key, "lost" + after(o.reason()));
            case Outcome.Broken o ->
                    new Said(Mood.BAD, key, "broken by our own bug" + after(o.reason()));
        };
    }

    private static Said ended(Event.RunEnded e) {
        var mood =
                switch (e.end()) {
                    case DONE -> Mood.GOOD;
                    case CANCELLED -> Mood.CARE;
                    case ESCALATED, FAILED, BLOCKED -> Mood.BAD;
                };
        return new Said(
                mood, "", e.end().name().toLowerCase(java.util.Locale.ROOT) + after(e.reason()));
    }

    static String took(Duration time) {
        var millis = time.toMillis();
        return millis < 10_000
                ? millis / 1000 + "." + millis / 100 % 10 + " s"
                : Optional.of(millis / 1000)
                        .map(s -> s < 60 ? s + " s" : s / 60 + " min " + s % 60 + " s")
                        .orElseThrow();
    }

    private static String after(String text) {
        return text.isEmpty() ? "" : ": " + text;
    }

    private static String type(Event event) {
        return event.getClass()
                .getSimpleName()
                .replaceAll("(?<=.)([A-Z])", "-$1")
                .toLowerCase(java.util.Locale.ROOT);
    }
}
