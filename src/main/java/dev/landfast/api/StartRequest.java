package dev.landfast.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What somebody wants to be run.
///
/// @param workflow the name of a definition that ships or that the repository has
/// @param words a name, `key=value` for parameters, and a description, as they are typed; may be
///   empty when `params` says all
/// @param params parameters by name
/// @param budget US dollars that the whole run may cost, instead of what project and definition say
public record StartRequest(
        String workflow,
        List<String> words,
        Map<String, String> params,
        Choices choices,
        Optional<Double> budget) {

    public StartRequest {
        words = List.copyOf(words);
        params = Map.copyOf(new LinkedHashMap<>(params));
    }

    /// With the usual budget.
    public StartRequest(
            String workflow, List<String> words, Map<String, String> params, Choices choices) {
        this(workflow, words, params, choices, Optional.empty());
    }

    public static StartRequest of(String workflow, Map<String, String> params) {
        return new StartRequest(workflow, List.of(), params, Choices.usual());
    }

    public StartRequest with(Choices chosen) {
        return new StartRequest(workflow, words, params, chosen, budget);
    }

    /// How it is to be run.
    ///
    /// @param variant a variant's name, or `auto` for the one that the description suggests
    /// @param agents who plays a role: `human`, `command:PROGRAM …`, `replay:FOLDER`; `default`
    ///   stands for all roles that are not named
    /// @param base the branch to land on; the one that is checked out unless said
    /// @param from the step to enter the definition at
    /// @param trusted the repository's definition may run: the person has read it
    public record Choices(
            Optional<String> variant,
            Map<String, String> agents,
            Optional<String> base,
            Optional<String> from,
            boolean trusted) {

        public Choices {
            agents = Map.copyOf(agents);
        }

        public static Choices usual() {
            return new Choices(
                    Optional.empty(), Map.of(), Optional.empty(), Optional.empty(), false);
        }
    }
}
