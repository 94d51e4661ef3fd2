package dev.landfast.journal;

import java.util.List;
import java.util.Map;

/// What becomes durable together: events of one or several runs, where those runs stand afterwards,
/// and the requests that are answered by it.
///
/// @param links in order, from {@link Writer#link}; a run's first one is its {@link
///   Event.RunStarted}
/// @param children runs that begin to exist with this transition
/// @param standings by run
/// @param taken inbox requests that this transition journals
/// @param spent what the attempts that end with it came to
public record Transition(
        List<Link> links,
        Map<String, RunSummary.About> children,
        Map<String, RunSummary.Standing> standings,
        List<Long> taken,
        List<Budgets.Spent> spent) {

    public Transition {
        links = List.copyOf(links);
        children = Map.copyOf(children);
        standings = Map.copyOf(standings);
        taken = List.copyOf(taken);
        spent = List.copyOf(spent);
    }

    /// Without an end of an attempt.
    public Transition(
            List<Link> links,
            Map<String, RunSummary.About> children,
            Map<String, RunSummary.Standing> standings,
            List<Long> taken) {
        this(links, children, standings, taken, List.of());
    }

    public static Transition of(Link... links) {
        return new Transition(List.of(links), Map.of(), Map.of(), List.of());
    }

    /// An entry that has its place in a run's chain and is not yet written.
    ///
    /// @param json the event as it will be stored; the entry's event is read back from it
    public record Link(String run, Entry entry, String actor, String json) {}
}
