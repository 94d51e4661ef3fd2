package dev.landfast.api;

import dev.landfast.definition.Definitions;
import dev.landfast.journal.Actor;
import dev.landfast.journal.Entry;
import dev.landfast.journal.Event;
import dev.landfast.journal.RunSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Runs of a definition that a test brings, from a worktree to a landing, with as little in between
/// as the test needs.
final class OwnRun {

    /// One new file, a gate that only parses, the landing of the feature workflow.
    static final String SMALL =
            """
            workflow: small
            about: The shortest way to the base
            params:
              name: { type: name, required: true, about: names the branch }
              description: { type: text, default: one more file, about: what is asked for }
            gates:
              quick: [ parse ]
            steps:
              - id: worktree
                worktree: create
              - id: work
                run: [sh, -c, "echo 'X = 1' > ${params.name}.py"]
              - id: commit
                commit: { type: feat }
              - id: push
                push: { upstream: true }
              - id: landing
                loop:
                  rounds: 8
                  again-when: steps.land.moved
                  steps:
                    - { id: conflicts, merge: update, unresolved: block }
                    - { id: quick, gate: quick }
                    - { id: land, merge: land }
                  exhausted: escalate
              - id: cleanup
                worktree: remove
            """;

    private final SmallProject project;
    private final String definition;
    private final Map<String, Object> options;

    OwnRun(SmallProject project, String definition) {
        this(project, definition, Map.of());
    }

    private OwnRun(SmallProject project, String definition, Map<String, Object> options) {
        this.project = project;
        this.definition = definition;
        this.options = options;
    }

    /// The same with a script for whoever does the work.
    OwnRun playedBy(String script) {
        var agent = "command:" + project.agent(script);
        return new OwnRun(project, definition, Map.of(Works.AGENTS, Map.of("default", agent)));
    }

    /// Submits a run that nobody carries yet.
    ///
    /// @return its id
    String submit(Home home, String name) {
        var start =
                new Event.RunStarted(
                        Catalogue.pin(
                                Definitions.parse(definition, "small.yaml"),
                                project.git("rev-parse", "main")),
                        "",
                        Map.of("name", name, "description", "one more file"),
                        new Event.Origin.Fresh(),
                        options);
        return home.journal().submit(name, start, new Actor.Person("person", "terminal"));
    }

    /// Carries what was submitted until it rests.
    RunSummary carried(String name) throws InterruptedException {
        try (var home = new Home(project.surroundings())) {
            var id = submit(home, name);
            live();
            return home.journal().run(id).orElseThrow();
        }
    }

    String word(String name) throws InterruptedException {
        return carried(name).standing().word().toString();
    }

    void live() throws InterruptedException {
        RunnerProcess.live(project.surroundings())
                .ifPresent(cause -> {
                    throw new IllegalStateException(cause);
                });
    }

    /// Where a run stands, and why.
    static RunSummary.Standing standing(Home home, String id) {
        return home.journal().run(id).orElseThrow().standing();
    }

    /// Steps that ended, with their outcome, in order.
    static List<String> ended(Home home, String id) {
        var ended = new ArrayList<String>();
        for (Entry entry : home.journal().entries(id)) {
            if (entry.event() instanceof Event.StepFinished e) {
                ended.add(e.key() + " " + e.result().outcome());
            }
        }
        return ended;
    }
}
