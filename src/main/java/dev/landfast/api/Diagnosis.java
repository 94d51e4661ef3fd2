package dev.landfast.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Why a run stopped: where, in the tool's own words, what was tried before, and what can be done.
///
/// @param reason the run's own, empty while it goes on
/// @param tried every earlier attempt that went wrong, and what was done about it, oldest first
public record Diagnosis(
        RunLine run, String reason, List<Stop> stops, List<String> tried, List<Next> next) {

    public Diagnosis {
        stops = List.copyOf(stops);
        tried = List.copyOf(tried);
        next = List.copyOf(next);
    }

    /// A step that did not pass.
    ///
    /// @param step its attempt, `quality.2/unit@1`
    /// @param outcome in one word: fail, escalate, blocked, lost, broken, waiting
    /// @param said why, in the words of what was run
    /// @param remedy what would mend it, where that is known
    public record Stop(String step, String outcome, String said, String remedy, Proof proof) {}

    /// What the words rest on.
    ///
    /// @param findings the worst first
    /// @param measures what was held against a threshold
    /// @param rerun a shell script that measures again by hand; empty when nothing was run
    public record Proof(List<Problem> findings, List<Measure> measures, String rerun) {

        public Proof {
            findings = List.copyOf(findings);
            measures = List.copyOf(measures);
        }
    }

    /// One thing that is wrong.
    ///
    /// @param place `file:line`, or empty
    public record Problem(
            String level, String rule, String place, String message, Optional<String> advice) {}

    /// A figure, what it was held against, and what it was at the base.
    public record Measure(
            String check,
            String what,
            double value,
            Optional<Double> threshold,
            Optional<Double> base) {}

    /// @param command as it can be typed
    public record Next(String command, String why) {}

    /// The stable shape of `--json`.
    public Map<String, Object> fields() {
        var fields = run.fields();
        fields.put("reason", reason);
        fields.put("stops", stops.stream().map(Diagnosis::stop).toList());
        fields.put("tried", tried);
        fields.put("suggestions", next);
        return fields;
    }

    private static Map<String, Object> stop(Stop stop) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("step", stop.step());
        fields.put("outcome", stop.outcome());
        fields.put("said", stop.said());
        fields.put("remedy", stop.remedy());
        fields.put("findings", stop.proof().findings());
        fields.put("measures", stop.proof().measures());
        fields.put("rerun", stop.proof().rerun());
        return fields;
    }
}
