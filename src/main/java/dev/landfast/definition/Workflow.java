package dev.landfast.definition;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One workflow definition, parsed and valid.
///
/// @param gates named sets of checks with thresholds; a variant or the project may make them
///   stricter
public record Workflow(Header header, Inputs inputs, Map<String, Gate> gates, Body body) {

    public Workflow {
        gates = Collections.unmodifiableMap(new LinkedHashMap<>(gates));
    }

    /// What the definition is called and which bytes it came from.
    ///
    /// @param hash SHA-256 of the text in lower-case hex; a run is pinned to it
    /// @param text the whole source, kept so that a run can be replayed after the file has changed
    public record Header(String name, String about, String hash, String text, Position position) {}

    /// What a run is given: parameters, the roles it employs and the variants to choose from.
    ///
    /// @param choose the expression that selects a variant when the caller names none
    public record Inputs(
            Map<String, Param> params,
            Map<String, Role> roles,
            Map<String, Variant> variants,
            Optional<String> choose) {

        public Inputs {
            params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
            roles = Collections.unmodifiableMap(new LinkedHashMap<>(roles));
            variants = Collections.unmodifiableMap(new LinkedHashMap<>(variants));
        }
    }

    /// The steps, what runs at the end whatever the outcome, and the limits of the whole run.
    public record Body(List<Step> steps, List<Step> always, Limits limits) {

        public Body {
            steps = List.copyOf(steps);
            always = List.copyOf(always);
        }
    }

    /// A parameter of the workflow.
    ///
    /// @param type one of `name, text, path, integer, number, boolean, choice`
    public record Param(
            String type,
            boolean required,
            Optional<Object> byDefault,
            List<String> choices,
            String about) {

        public Param {
            choices = List.copyOf(choices);
        }
    }

    /// Somebody who does steps: an agent's model tier and what it may touch.
    ///
    /// @param tier `deep`, `standard` or `fast`
    /// @param access `read` or `edit`
    /// @param deeperWhen classes of change that raise the tier to `deep`
    public record Role(
            String tier, String access, List<String> skills, List<String> deeperWhen, Config more) {

        public Role {
            skills = List.copyOf(skills);
            deeperWhen = List.copyOf(deeperWhen);
        }
    }

    /// A way through the workflow: the steps it leaves out and the gates it changes.
    ///
    /// @param without ids of steps whose condition is false unless an explicit `if` holds
    /// @param gates for each gate id the thresholds that differ
    public record Variant(
            String about,
            boolean byDefault,
            List<String> without,
            Map<String, Config> gates,
            Config more) {

        public Variant {
            without = List.copyOf(without);
            gates = Collections.unmodifiableMap(new LinkedHashMap<>(gates));
        }
    }

    /// A named gate: its checks in the order in which they are reported.
    public record Gate(String id, List<Check> checks, Config policy, Position position) {

        public Gate {
            checks = List.copyOf(checks);
        }
    }

    /// One check of a gate with its thresholds, such as `coverage: { lines: 80 }`.
    public record Check(String name, Config with, Position position) {}

    /// What a whole run may use before it stops and says so. Absent means unlimited.
    ///
    /// @param agentAttempts agent attempts started, of all steps together
    /// @param cost in US dollars as reported or priced
    public record Limits(
            Optional<Duration> wall, Optional<Integer> agentAttempts, Optional<Double> cost) {}
}
