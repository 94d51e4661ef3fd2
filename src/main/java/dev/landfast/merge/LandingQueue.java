package dev.landfast.merge;

import dev.landfast.journal.Lease;
import dev.landfast.journal.Leases;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Predicate;

/// Whose turn it is to land on a base. Taken before the base is merged in and given back after the
/// landing, so that what was tested as merged is still merged when it lands.
///
/// Runs wait in the order they asked. A run that is not under way any more — ended, stopped,
/// waiting for a person — keeps nobody: its turn is taken from it, and the fence of the lease then
/// tells it so.
public final class LandingQueue {

    private static final String TURN = "landing:";
    private static final String WAITING = "landing-queue:";

    private final Leases leases;
    private final Predicate<String> underWay;

    /// @param underWay whether a run makes progress by itself
    public LandingQueue(Leases leases, Predicate<String> underWay) {
        this.leases = leases;
        this.underWay = underWay;
    }

    /// Asks for the turn, and queues up. Ask again until it is given.
    ///
    /// @return the lease, which the run keeps when it asks again
    public Optional<Lease> ask(String base, String run) {
        leases.holder(TURN + base)
                .filter(held -> !held.run().equals(run) && !underWay.test(held.run()))
                .ifPresent(leases::release);
        var held = leases.holder(TURN + base);
        if (held.isPresent()) {
            if (held.get().run().equals(run)) {
                return held;
            }
            leases.take(ticket(base, run), run, "waits to land");
            return Optional.empty();
        }
        var mine = leases.take(ticket(base, run), run, "waits to land");
        if (mine.isEmpty() || !isFirst(base, mine.get())) {
            return Optional.empty();
        }
        var turn = leases.take(TURN + base, run, "lands");
        turn.ifPresent(_ -> leases.release(mine.get()));
        return turn;
    }

    /// Gives the turn back, or leaves the queue.
    public void leave(String base, String run) {
        for (var name : new String[] {TURN + base, ticket(base, run)}) {
            leases.holder(name).filter(l -> l.run().equals(run)).ifPresent(leases::release);
        }
    }

    /// Who has the turn, for those who wait and want to know.
    public Optional<Lease> turn(String base) {
        return leases.holder(TURN + base);
    }

    private boolean isFirst(String base, Lease mine) {
        return leases.all().stream()
                .filter(l -> l.name().startsWith(WAITING + base + ":"))
                .filter(l -> l.run().equals(mine.run()) || underWay.test(l.run()))
                .min(Comparator.comparing(Lease::since).thenComparing(Lease::run))
                .filter(first -> first.run().equals(mine.run()))
                .isPresent();
    }

    private static String ticket(String base, String run) {
        return WAITING + base + ":" + run;
    }
}
