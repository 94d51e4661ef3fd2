package dev.landfast.engine;

import dev.landfast.journal.Event;
import dev.landfast.journal.Finding;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/// How far a node of the tree has come, derived from the leaves below it each time.
sealed interface Reached {

    record Passed() implements Reached {}

    record Skipped() implements Reached {}

    /// Something is under way, waits, or is about to start.
    record Open() implements Reached {}

    /// A failure was repaired through another loop: the enclosing loop goes round again.
    record Repaired() implements Reached {}

    /// The code is wrong; an enclosing loop may repair it.
    record Failed(List<Failure> failures) implements Reached {

        public Failed {
            failures = List.copyOf(failures);
        }
    }

    /// The run cannot go on by itself.
    record Stopped(Event.End end, String reason, List<Finding> findings, Where where)
            implements Reached {

        public Stopped {
            findings = List.copyOf(findings);
        }

        static Stopped at(String path, Event.End end, String reason) {
            return new Stopped(end, reason, List.of(), new Where(List.of(path), false));
        }

        Stopped at(List<String> paths) {
            return new Stopped(end, reason, findings, new Where(paths, false));
        }
    }

    /// @param at where a retry goes on
    /// @param rework a person's decision will change the work, so an enclosing loop starts a new
    ///   round when the run goes on
    record Where(List<String> at, boolean rework) {

        public Where {
            at = List.copyOf(at);
        }
    }

    /// @param at where a retry goes on
    /// @param step id of the step that failed
    record Failure(String at, String step, Why why, List<Finding> findings) {

        public Failure {
            findings = List.copyOf(findings);
        }

        Failure at(String path) {
            return new Failure(path, step, why, findings);
        }
    }

    /// @param tree the tree it was measured on, empty when unknown
    record Why(String reason, String signature, String tree) {}

    default boolean well() {
        return this instanceof Passed || this instanceof Skipped;
    }

    /// Side by side: whoever is open keeps all open; then the worst decides.
    static Reached together(List<Reached> parts) {
        var failures = new ArrayList<Failure>();
        var stops = new ArrayList<Stopped>();
        var repaired = false;
        var passed = false;
        for (var part : parts) {
            switch (part) {
                case Open open -> {
                    return open;
                }
                case Failed failed -> failures.addAll(failed.failures());
                case Stopped stopped -> stops.add(stopped);
                case Repaired _ -> repaired = true;
                case Passed _ -> passed = true;
                case Skipped _ -> {}
            }
        }
        if (!stops.isEmpty()) {
            return worst(stops);
        }
        if (!failures.isEmpty()) {
            return new Failed(failures);
        }
        if (repaired) {
            return new Repaired();
        }
        return passed || parts.isEmpty() ? new Passed() : new Skipped();
    }

    private static Stopped worst(List<Stopped> stops) {
        if (stops.size() == 1) {
            return stops.getFirst();
        }
        var end = Event.End.BLOCKED;
        var reasons = new LinkedHashSet<String>();
        var findings = new LinkedHashSet<Finding>();
        var at = new LinkedHashSet<String>();
        var rework = false;
        for (var stop : stops) {
            if (stop.end() == Event.End.ESCALATED) {
                end = Event.End.ESCALATED;
            }
            reasons.add(stop.reason());
            findings.addAll(stop.findings());
            at.addAll(stop.where().at());
            rework |= stop.where().rework();
        }
        return new Stopped(
                end,
                String.join("; ", reasons),
                List.copyOf(findings),
                new Where(List.copyOf(at), rework));
    }
}
