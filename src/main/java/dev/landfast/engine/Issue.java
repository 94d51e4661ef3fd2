package dev.landfast.engine;

import dev.landfast.definition.Config;
import dev.landfast.definition.Expressions;
import dev.landfast.definition.Filled;
import dev.landfast.definition.Step;
import dev.landfast.journal.Event;
import dev.landfast.journal.Finding;
import dev.landfast.journal.StepKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Collects the commands of one pass. Closed, it collects nothing: that is how a paused or
/// cancelled run is looked at without starting anything.
final class Issue {

    private final Walk walk;
    private final List<Command> commands = new ArrayList<>();
    private final List<Undo> undos = new ArrayList<>();
    private final Budget budget;
    private boolean closed;
    private boolean exempt;

    Issue(Walk walk) {
        this.walk = walk;
        this.budget = new Budget(walk.workflow, walk.tree, walk.facts);
    }

    /// A group that was begun and is to be undone.
    record Undo(Step.Group group, String path) {}

    List<Command> commands() {
        return List.copyOf(commands);
    }

    List<Undo> undos() {
        return List.copyOf(undos);
    }

    Budget budget() {
        return budget;
    }

    void close() {
        closed = true;
    }

    /// What cleans up is never refused for want of budget.
    void openForCleaning() {
        closed = walk.facts.control().paused();
        exempt = true;
    }

    void undoLater(Step.Group group, String path) {
        undos.add(new Undo(group, path));
    }

    /// Stands for the run wherever something has to differ from run to run.
    String run() {
        return walk.facts
                .start()
                .map(b -> b.at() + b.event().pin().hash() + b.event().params())
                .orElse("");
    }

    void add(Command command) {
        var twice = command instanceof Command.Await && commands.contains(command);
        if (!closed && !twice) {
            commands.add(command);
        }
    }

    /// What is said starts nothing.
    void tell(List<Command> notes) {
        commands.addAll(notes);
    }

    /// Stopping is allowed when starting is not.
    void stop(StepKey key) {
        var stop = new Command.StopStep(key);
        if (!commands.contains(stop)) {
            commands.add(stop);
        }
    }

    void run(Step.Task task, String path, Leaf leaf, Scope scope) {
        var key = new StepKey(path, leaf.attempts() + 1);
        var again = leaf.now() instanceof NodeState.Done done && Leaf.environmental(done);
        var taken = again && walk.memory.taker(before(key)).isPresent();
        if (closed || (!exempt && (scope.askAgain() || !(taken || budget.allows(task))))) {
            return;
        }
        var visits = walk.facts.tally().visits().getOrDefault(task.id(), 0);
        var number = again ? leaf.visit().number() : visits + 1;
        var spoken = again ? leaf.visit().spoken() : List.<Leaf.Spoken>of();
        switch (task.kind()) {
            case CoreKinds.WAIT -> add(Timing.wait(key, task, settings(task, walk.lookups(scope))));
            case CoreKinds.WORKFLOW -> {
                var stay = new Stay(key, number, spoken, false);
                add(new Command.StartChild(key, task, input(task, scope, stay)));
                budget.reserve(task);
            }
            default -> {
                var stay = new Stay(key, number, spoken, taken);
                add(new Command.RunStep(key, task, input(task, scope, stay)));
                if (!taken) {
                    budget.reserve(task);
                }
            }
        }
    }

    /// The same attempt goes on with what was said.
    void resume(Step.Task task, NodeState.Heard heard, Leaf leaf, Scope scope) {
        if (!closed) {
            var visit = leaf.visit();
            var taken =
                    !heard.answer().handsBack()
                            && walk.memory.taker(before(heard.key())).isPresent();
            var stay = new Stay(heard.key(), visit.number(), visit.spoken(), taken);
            var input = input(task, scope, stay);
            add(new Command.RunStep(heard.key(), task, input));
        }
    }

    /// An attempt under way is stopped once its time is up, or once a person wants to do it.
    void watch(Step.Task task, NodeState.Running running) {
        if (walk.memory.taker(running.key()).isPresent() && !running.stopping()) {
            stop(running.key());
            return;
        }
        if (task.policy().timeout().isEmpty()) {
            return;
        }
        var key = Timing.timeout(running.key(), running.resumed());
        if (!walk.facts.timers().containsKey(key)) {
            var limit = task.policy().timeout().get();
            add(new Command.SetTimer(key, limit, task.id() + " may take that long"));
        } else if (Timing.fired(walk.facts, key) && !running.stopping()) {
            stop(running.key());
        }
    }

    private static StepKey before(StepKey key) {
        return new StepKey(key.path(), key.attempt() - 1);
    }

    /// Which attempt it is, and what was said since the step was entered.
    ///
    /// @param taken a person does it who has taken it from its agent
    private record Stay(StepKey key, int number, List<Leaf.Spoken> spoken, boolean taken) {}

    private StepInput input(Step.Task task, Scope scope, Stay stay) {
        var path = stay.key().path();
        var constants = new LinkedHashMap<>(walk.memory.constants());
        if (stay.taken()) {
            walk.memory
                    .taker(before(stay.key()))
                    .ifPresent(person -> constants.put(StepInput.TAKEN, person));
        }
        walk.evidence
                .candidate(path)
                .ifPresent(c ->
                        constants.put("candidate", Map.of("commit", c.commit(), "tree", c.tree())));
        constants.put("waivers", waivers());
        // A person costs nothing.
        var told = stay.taken() ? Map.<String, Object>of() : budget.told(task, exempt);
        if (!told.isEmpty()) {
            constants.put(StepInput.ALLOWANCE, told);
        }
        if (task.kind().equals(CoreKinds.DECIDE)) {
            constants.put("earlier", earlier(scope));
        }
        var names = scope.snapshot(constants);
        var answer =
                stay.spoken().isEmpty()
                        ? Optional.<Event.Answered>empty()
                        : Optional.of(stay.spoken().getLast().answer());
        return new StepInput(
                settings(task, names), findings(task, scope), answer, stay.number(), names);
    }

    static Config settings(Step.Task task, Map<String, Object> names) {
        return Expressions.fill(task.with(), names) instanceof Filled.Complete(var config)
                ? config
                : task.with();
    }

    /// A repair is handed the findings of what failed; a decision those of its round's gates.
    private static List<Finding> findings(Step.Task task, Scope scope) {
        if (!task.kind().equals(CoreKinds.DECIDE)) {
            return scope.findings();
        }
        return scope.round()
                .map(r -> r.gates().stream().flatMap(g -> g.findings().stream()).toList())
                .orElse(scope.findings());
    }

    private List<String> earlier(Scope scope) {
        return scope.round().map(r -> walk.memory.found(r.path(), r.number())).orElse(List.of());
    }

    private List<Map<String, Object>> waivers() {
        return walk.facts.tally().waivers().stream()
                .map(w ->
                        Map.<String, Object>of(
                                "subject",
                                w.waived().subject(),
                                "commit",
                                w.waived().commit(),
                                "reason",
                                w.waived().reason(),
                                "expires",
                                w.waived().expires().toString()))
                .toList();
    }
}
