package dev.landfast.step;

import dev.landfast.agent.Agent;
import dev.landfast.agent.AgentChoice;
import dev.landfast.agent.Agents;
import dev.landfast.agent.Prices;
import dev.landfast.agent.role.Sources;
import dev.landfast.problem.EnvironmentProblem;
import dev.landfast.project.Confinement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Who plays which role in a run.
///
/// @param sources where a run's roles, skills and instructions are read from: its pinned base
/// @param choices the run's choice for a role: what was given at the start, else the project's
public record Crew(
        Function<String, Sources> sources, Agents agents, Function<String, Choices> choices) {

    /// The choices of one run; `default` stands for every role that is not named.
    ///
    /// @param handed what of the person's variables agents are given
    /// @param prices what models cost
    /// @param confinement how the project wants them contained
    /// @param granted tools of Landfast's that all may call beyond those that only tell something
    public record Choices(
            Map<String, AgentChoice> byRole,
            Handed handed,
            Prices prices,
            Confinement confinement,
            Set<String> granted) {

        public Choices {
            byRole = Map.copyOf(byRole);
            granted = Set.copyOf(granted);
        }

        /// With nothing granted.
        public Choices(
                Map<String, AgentChoice> byRole,
                Handed handed,
                Prices prices,
                Confinement confinement) {
            this(byRole, handed, prices, confinement, Set.of());
        }

        /// Everything that any of them is given: what one knows another may come to print.
        public Map<String, String> secrets() {
            var all = new LinkedHashMap<String, String>();
            byRole.values().forEach(choice -> all.putAll(handed.to(choice)));
            return all;
        }

        Optional<AgentChoice> of(String role) {
            return Optional.ofNullable(byRole.get(role))
                    .or(() -> Optional.ofNullable(byRole.get("default")));
        }
    }

    /// The agent that plays a role in a run.
    ///
    /// @throws EnvironmentProblem when nobody was chosen
    Agent agent(String run, String role) {
        return choices.apply(run)
                .of(role)
                .map(agents::of)
                .orElseThrow(() ->
                        new EnvironmentProblem(
                                "LF-211",
                                "nobody plays the role '" + role + "'",
                                "",
                                "set agents."
                                        + role
                                        + " or agents.default in landfast.yaml, or start with"
                                        + " --agent "
                                        + role
                                        + "=human ("
                                        + AgentChoice.FORMS
                                        + ")"));
    }
}
