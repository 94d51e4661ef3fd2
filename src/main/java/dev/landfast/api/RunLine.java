package dev.landfast.api;

import dev.landfast.journal.RunSummary;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A run as a list shows it.
///
/// @param handle what to call it by: its name, or its id when a newer run has the name
public record RunLine(String id, String handle, What what, Stand stand, Times times) {

    /// @param parent the run that started it as a child
    public record What(String name, String workflow, String variant, Optional<String> parent) {}

    /// @param waits what it waits for or why it stopped; empty when it gets on
    /// @param next the command that gets it on; empty when none is needed
    public record Stand(RunStatus status, String waits, String next) {}

    /// @param wakes when a durable timer will go off
    public record Times(Instant started, Instant updated, Optional<Instant> wakes) {}

    static RunLine of(RunSummary run, boolean newestOfName) {
        var about = run.about();
        var standing = run.standing();
        var handle = newestOfName ? about.name() : run.id();
        var next = standing.next();
        if (!newestOfName) {
            next = (next + " ").replace(" " + about.name() + " ", " " + handle + " ").strip();
        }
        return new RunLine(
                run.id(),
                handle,
                new What(about.name(), about.workflow(), about.variant(), about.parent()),
                new Stand(RunStatus.of(standing.word()), standing.waits(), next),
                new Times(run.started(), run.updated(), standing.wakes()));
    }

    public RunStatus status() {
        return stand.status();
    }

    /// The stable shape of `--json`.
    public Map<String, Object> fields() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("id", id);
        fields.put("name", what.name());
        fields.put("workflow", what.workflow());
        fields.put("variant", what.variant());
        what.parent().ifPresent(parent -> fields.put("parent", parent));
        fields.put("status", stand.status().toString());
        fields.put("waits", stand.waits());
        fields.put("next", stand.next());
        fields.put("started", times.started());
        fields.put("updated", times.updated());
        times.wakes().ifPresent(wakes -> fields.put("wakes", wakes));
        return fields;
    }
}
