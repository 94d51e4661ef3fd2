package dev.landfast.simulation;

import dev.landfast.definition.Workflow;
import dev.landfast.engine.Command;
import dev.landfast.engine.Decider;
import dev.landfast.engine.State;
import dev.landfast.journal.Actor;
import dev.landfast.journal.Entry;
import dev.landfast.journal.Event;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Watches a run from outside: reads the journal as it grows, and what is done in the world, and
/// holds both against the rules. It asks the decider nothing that it could be wrong about itself.
final class Invariants implements Disk.Watcher {

    /// One run in so many is replayed from scratch at every prefix.
    private static final int REPLAYED = 8;

    private final Workflow workflow;
    private final World world;
    private final Shape shape;
    private final Ledger ledger;
    private final Rounds rounds;
    private final Endings endings;
    private final Map<Long, Decider.Decision> decisions = new HashMap<>();

    Invariants(Workflow workflow, World world) {
        this.workflow = workflow;
        this.world = world;
        this.shape = new Shape(workflow);
        this.ledger = new Ledger(shape, world.setup().start());
        this.rounds = new Rounds(shape);
        this.endings = new Endings(shape);
    }

    Shape shape() {
        return shape;
    }

    static void require(boolean holds, Rule rule, String text) {
        if (!holds) {
            throw new Violation.Found(rule, text);
        }
    }

    @Override
    public void written(List<Entry> journal, Entry entry) {
        require(
                entry.seq() == journal.size(),
                Rule.ONE_WRITER,
                "entry " + entry.seq() + " is written as number " + journal.size());
        ledger.written(entry);
        if (ledger.effective()) {
            rounds.written(entry);
            endings.written(entry);
        }
    }

    /// What was decided in a transaction that is durable now, by sequence number.
    void decided(Map<Long, Decider.Decision> more) {
        if (world.setup().seed() % REPLAYED == 0) {
            decisions.putAll(more);
        }
    }

    /// An attempt begins to have effects; by then it must have been given what it is to mend.
    void begun(Command.RunStep run) {
        require(
                ledger.isScheduled(run.key()),
                Rule.DURABLE_BEFORE_EFFECT,
                run.key() + " begins, and the journal does not know it");
        rounds.handed(run);
    }

    boolean isProven(Repository.Tree tree) {
        return ledger.isProven(tree.name());
    }

    boolean isMeasured(Repository.Tree tree) {
        return ledger.isMeasured(tree.name());
    }

    void landing(Repository.Tree tree) {
        ledger.landing(tree.name());
    }

    void landed(List<Repository.Landing> landings) {
        require(
                landings.size() <= 1,
                Rule.LANDED_ONCE,
                "landed " + landings.size() + " times: " + landings);
    }

    void finish() {
        landed(world.repository().landings());
        require(
                world.disk().inbox().isEmpty(),
                Rule.REQUESTS_KEPT,
                "never taken: " + world.disk().inbox());
        replay();
    }

    private void replay() {
        if (decisions.isEmpty()) {
            return;
        }
        var state = State.empty();
        for (var entry : world.disk().journal()) {
            state = State.apply(state, entry);
            var then = decisions.get(entry.seq());
            if (then != null) {
                require(
                        Decider.decide(workflow, state).equals(then),
                        Rule.SAME_JOURNAL_SAME_DECISIONS,
                        "after entry " + entry.seq() + " it was " + then.commands());
            }
        }
        require(
                state.equals(State.of(world.disk().journal())),
                Rule.SAME_JOURNAL_SAME_DECISIONS,
                "two folds differ");
    }

    static boolean byPerson(Entry entry) {
        return entry.actor() instanceof Actor.Person
                && !(entry.event() instanceof Event.RunStarted);
    }
}
