package dev.landfast.simulation;

import dev.landfast.definition.Workflow;
import dev.landfast.engine.State;
import dev.landfast.journal.Actor;
import dev.landfast.journal.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// Everything around one run, from beginning to end.
final class World {

    /// More events than this and the run is going in circles.
    private static final int EVENTS = 6_000;

    private final Workflow workflow;
    private final Setup setup;
    private final Simulation.Parts parts;
    private final SplittableRandom random;
    private final Agenda agenda;
    private final Disk disk;
    private final Repository repository;
    private final Crew crew;
    private final People people;
    private final Invariants invariants;
    private final List<String> rests = new ArrayList<>();
    private @Nullable Runner runner;
    private State read = State.empty();
    private boolean calm;

    World(Workflow workflow, Setup setup, Simulation.Parts parts) {
        this.workflow = workflow;
        this.setup = setup;
        this.parts = parts;
        this.random = new SplittableRandom(setup.seed());
        this.agenda = new Agenda(random, setup.odds().equals(Odds.CALM) ? 1_000 : 60_000);
        this.disk = parts.disk();
        this.repository = parts.repository();
        this.crew = new Crew(this);
        this.people = new People(this);
        this.invariants = new Invariants(workflow, this);
        disk.watch(invariants);
    }

    Workflow workflow() {
        return workflow;
    }

    Setup setup() {
        return setup;
    }

    SplittableRandom random() {
        return random;
    }

    Agenda agenda() {
        return agenda;
    }

    Disk disk() {
        return disk;
    }

    Repository repository() {
        return repository;
    }

    Crew crew() {
        return crew;
    }

    Invariants invariants() {
        return invariants;
    }

    List<String> rests() {
        return rests;
    }

    /// Whether something of the given odds happens now; nothing does once the storm is over.
    boolean happens(double odds) {
        return !calm && odds > 0 && random.nextDouble() < odds;
    }

    Optional<Violation> live() {
        try {
            begin();
            // Now and then nobody looks before a timer goes off.
            var ignored = setup.odds().people() * 5;
            for (var n = 0; ; n++) {
                if (n > EVENTS) {
                    throw new Violation.Found(Rule.COMES_TO_REST, "goes on for ever");
                }
                calm = n > EVENTS / 20;
                if (agenda.quiet() && people.areAsked() && !happens(ignored)) {
                    if (!people.goOn(rests)) {
                        break;
                    }
                    continue;
                }
                var next = agenda.next();
                if (next.isPresent()) {
                    next.get().run();
                } else if (!people.goOn(rests)) {
                    break;
                }
            }
            invariants.finish();
            return Optional.empty();
        } catch (Violation.Found e) {
            return Optional.of(
                    new Violation(
                            e.rule(),
                            setup.seed(),
                            disk.journal().size(),
                            String.valueOf(e.getMessage())));
        }
    }

    private void begin() {
        disk.ask(People.STARTER, setup.start());
        open();
        people.plan();
        if (happens(setup.odds().accident() * 5)) {
            agenda.soon(repository::moveBase);
        }
    }

    /// A runner starts and becomes the only one that may write.
    void open() {
        var fresh = parts.runner(this);
        runner = fresh;
        fresh.open();
    }

    Optional<Runner> runner() {
        return Optional.ofNullable(runner).filter(Runner::alive);
    }

    /// Any command that finds no runner starts one.
    void poke() {
        agenda.after(
                Duration.ofMillis(5),
                () -> {
                    if (runner().isEmpty()) {
                        open();
                    }
                    runner().ifPresent(Runner::poke);
                });
    }

    /// Acknowledged once it is on the disk; whoever runs next takes it up.
    void ask(Actor actor, Event event) {
        disk.ask(actor, event);
        poke();
    }

    /// The present state as anybody can read it from the disk.
    State state() {
        var journal = disk.journal();
        for (var entry : journal.subList((int) read.seq(), journal.size())) {
            read = State.apply(read, entry);
        }
        return read;
    }
}
