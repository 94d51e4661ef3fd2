package dev.landfast.engine;

import dev.landfast.definition.Workflow;
import dev.landfast.journal.Event;
import dev.landfast.journal.StepKey;
import dev.landfast.problem.DefinitionProblem;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Definitions in a test's hand, by name.
final class Library implements Workflows {

    private final Map<String, Workflow> workflows = new ConcurrentHashMap<>();

    Library with(String name, Workflow workflow) {
        workflows.put(name, workflow);
        return this;
    }

    static Event.RunStarted start(String workflow) {
        return start(workflow, new Event.Origin.Fresh());
    }

    /// A run that was told what it may spend.
    static Event.RunStarted within(String workflow, Map<String, Object> budgets) {
        return start(workflow, new Event.Origin.Fresh(), Map.of(Allowance.OPTION, budgets));
    }

    private static Event.RunStarted start(String workflow, Event.Origin origin) {
        return start(workflow, origin, Map.of());
    }

    private static Event.RunStarted start(
            String workflow, Event.Origin origin, Map<String, Object> options) {
        var pin = new Event.Pin(workflow, "d1", "", Interpreter.VERSION, "b0");
        return new Event.RunStarted(pin, "standard", Map.of("name", "x"), origin, options);
    }

    @Override
    public Workflow of(Event.RunStarted start) {
        var name = start.pin().workflow();
        var found = workflows.get(name);
        if (found == null) {
            throw new DefinitionProblem("LF-300", "no workflow " + name, "test:1:1", "write it");
        }
        return found;
    }

    @Override
    public Child child(String run, Event.RunStarted parent, Command.StartChild command) {
        var name = command.task().with().text("workflow").orElseThrow();
        StepKey step = command.key();
        var options =
                command.input()
                        .dollars()
                        .<Map<String, Object>>map(
                                dollars -> Map.of(Allowance.OPTION, Map.of("run", dollars)))
                        .orElse(Map.of());
        return new Child(
                name + "-of-" + run,
                start(name, new Event.Origin.Child(run, step, Optional.empty()), options));
    }
}
