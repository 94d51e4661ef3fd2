package dev.landfast.engine;

import dev.landfast.definition.Config;
import dev.landfast.definition.Durations;
import dev.landfast.definition.Step;
import dev.landfast.engine.Reached.Failed;
import dev.landfast.engine.Reached.Failure;
import dev.landfast.journal.Actor;
import dev.landfast.journal.Ask;
import dev.landfast.journal.Finding;
import dev.landfast.journal.StepKey;
import dev.landfast.journal.StepResult;
import dev.landfast.journal.StepResult.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Approvals, questions, and the acceptance of what passes only on a condition.
///
/// An approval holds for the candidate, the evidence and the definition it was asked for. When any
/// of them is another by the time somebody answers, the run asks again.
final class WalkApproval {

    private final WalkTask parent;
    private final Walk walk;
    private final Scope scope;
    private final Evidence evidence;

    WalkApproval(WalkTask parent) {
        this.parent = parent;
        this.walk = parent.walk;
        this.scope = parent.scope;
        this.evidence = walk.evidence;
    }

    /// A question that can be asked as it stands; a question set needs somebody who knows it.
    static boolean isQuestion(Step.Task task) {
        var value = task.with().values().get(CoreKinds.ASK);
        return task.kind().equals(CoreKinds.ASK)
                && (value instanceof String || task.with().map(CoreKinds.ASK).has("question"));
    }

    Reached ask(Step.Task task, String path, Leaf leaf, String note) {
        var about = task.head().about();
        var question = (about.isEmpty() ? "Approve " + task.id() : about) + note;
        await(path, leaf, Ask.Kind.APPROVE, question);
        return new Reached.Open();
    }

    private void await(String path, Leaf leaf, Ask.Kind kind, String question) {
        var bound = evidence.bound(path);
        var ask = new Ask(kind, question, List.of("approve", "reject"), Optional.of(bound));
        walk.issue.add(new Command.Await(new StepKey(path, leaf.attempts() + 1), ask));
    }

    Reached question(Step.Task task, String path, Leaf leaf) {
        var with = Issue.settings(task, walk.lookups(scope));
        var details = with.map(CoreKinds.ASK);
        var text = details.text("question").or(() -> with.text(CoreKinds.ASK)).orElse(task.id());
        var ask = new Ask(Ask.Kind.ANSWER, text, details.texts("options"), Optional.empty());
        walk.issue.add(new Command.Await(new StepKey(path, leaf.attempts() + 1), ask));
        return new Reached.Open();
    }

    /// While a question stands, what it is about may change under it.
    void stillTheSame(Step.Task task, String path, NodeState.Waiting waiting) {
        var now = evidence.bound(path);
        if (!waiting.ask().bound().equals(Optional.of(now))) {
            ask(task, path, walk.facts.leaf(path), ": asked again, the candidate has changed");
        }
    }

    Reached judge(Step.Task task, String path, Leaf leaf, NodeState.Heard heard) {
        var now = Optional.of(evidence.bound(path));
        if (!heard.answer().bound().equals(heard.ask().bound())
                || !heard.ask().bound().equals(now)) {
            return ask(task, path, leaf, ": asked again, the answer was for another candidate");
        }
        if (!heard.answer().accepted()) {
            return rejected(task, path, leaf, heard);
        }
        var person = name(heard.by());
        var own = evidence.authors(path).contains(person);
        if (own && !task.with().text("self").orElse("").equals("allowed")) {
            return ask(task, path, leaf, ": " + person + " made the candidate and cannot approve");
        }
        var outputs = new LinkedHashMap<String, Object>(said(heard));
        outputs.put("approved", true);
        outputs.put("commit", now.get().commit());
        expire(task, path, leaf, heard);
        if (own) {
            outputs.put("self-approved", true);
        }
        return parent.passed(task, path, StepResult.pass(outputs));
    }

    /// What has begun under an approval goes on when its time is over; what begins after that asks
    /// for it again.
    private void expire(Step.Task task, String path, Leaf leaf, NodeState.Heard heard) {
        var length = task.with().text("expires").flatMap(Durations::parse);
        var key = Timing.expiry(heard.key());
        if (length.isEmpty()) {
            return;
        }
        if (!walk.facts.timers().containsKey(key)) {
            var why = "the approval of " + task.id() + " holds that long";
            walk.issue.add(new Command.SetTimer(key, length.get(), why));
        } else if (Timing.fired(walk.facts, key)) {
            scope.lapse(() -> ask(task, path, leaf, ": asked again, the approval has expired"));
        }
    }

    private Reached rejected(Step.Task task, String path, Leaf leaf, NodeState.Heard heard) {
        var failure = refusal(task, path, heard);
        return task.policy().repairThrough().isPresent()
                ? new WalkThrough(parent, task, path).visit(leaf, failure)
                : new Failed(List.of(failure));
    }

    private Failure refusal(Step.Task task, String path, NodeState.Heard heard) {
        var text = heard.answer().text();
        var finding =
                new Finding(
                        "rejected",
                        Finding.Level.HIGH,
                        new Finding.Place("", 0),
                        text.isEmpty() ? "rejected by " + name(heard.by()) : text,
                        Optional.empty());
        var tree = evidence.candidate(path).map(Mark.What.Committed::tree).orElse("");
        return new Failure(
                path,
                task.id(),
                new Reached.Why(
                        "rejected by " + name(heard.by()), Fold.rejection(heard.answer()), tree),
                List.of(finding));
    }

    static StepResult answer(NodeState.Heard heard) {
        return StepResult.pass(said(heard));
    }

    private static Map<String, Object> said(NodeState.Heard heard) {
        var outputs = new LinkedHashMap<String, Object>(heard.answer().more());
        outputs.put("answer", heard.answer().text());
        outputs.put("text", heard.answer().text());
        outputs.put("accepted", heard.answer().accepted());
        outputs.put("by", name(heard.by()));
        return outputs;
    }

    /// A named suppression passes once a person, or a role the step allows, has accepted it.
    Reached accept(
            Step.Task task, String path, NodeState.Done done, Outcome.Conditional conditional) {
        var aside = Paths.aside(path, "accept");
        var leaf = walk.facts.leaf(aside);
        var since = walk.facts.leaf(path).visit().since();
        if (leaf.visit().since() > since && leaf.now() instanceof NodeState.Waiting) {
            return new Reached.Open();
        }
        if (leaf.visit().since() > since
                && leaf.now() instanceof NodeState.Heard heard
                && mayAccept(task.with(), heard.by())) {
            return heard.answer().accepted()
                    ? parent.passed(task, path, accepted(done, conditional, heard))
                    : rejected(task, path, walk.facts.leaf(path), heard);
        }
        var question = task.id() + " passes if this is accepted: " + conditional.suppression();
        await(aside, leaf, Ask.Kind.APPROVE, question);
        return new Reached.Open();
    }

    private static StepResult accepted(
            NodeState.Done done, Outcome.Conditional conditional, NodeState.Heard heard) {
        var outputs = new LinkedHashMap<String, Object>(done.result().outputs());
        outputs.put("suppression", conditional.suppression());
        outputs.put("accepted-by", name(heard.by()));
        return new StepResult(
                new Outcome.Pass(),
                outputs,
                done.result().findings(),
                done.result().artifacts(),
                done.result().usage());
    }

    private static boolean mayAccept(Config with, Actor by) {
        return switch (by) {
            case Actor.Person _ -> true;
            case Actor.Agent agent -> with.texts("accept-by").contains(agent.role());
            case Actor.Engine _ -> false;
        };
    }

    private static String name(Actor by) {
        return switch (by) {
            case Actor.Person person -> person.name();
            case Actor.Agent agent -> agent.role();
            case Actor.Engine _ -> "engine";
        };
    }
}
