package dev.landfast.api;

import dev.landfast.agent.AgentChoice;
import dev.landfast.definition.Config;
import dev.landfast.definition.Players;
import dev.landfast.definition.Workflow;
import dev.landfast.problem.UsageProblem;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// The roles of a run and of the workflows it starts, and who plays them.
final class Cast {

    /// Stands for every role that is not named.
    private static final String DEFAULT = "default";

    private static final String CHILD = "workflow";

    private final Set<String> roles = new TreeSet<>();
    private final Set<String> needed = new TreeSet<>();

    /// @param library finds the workflow of a child run
    Cast(Workflow workflow, Function<String, Workflow> library) {
        add(workflow, library, new HashSet<>());
    }

    private void add(Workflow workflow, Function<String, Workflow> library, Set<String> seen) {
        roles.addAll(workflow.inputs().roles().keySet());
        needed.addAll(Players.of(workflow));
        Players.reachable(workflow)
                .filter(task -> task.kind().equals(CHILD))
                .flatMap(task -> task.with().text(CHILD).stream())
                .filter(seen::add)
                .forEach(name -> add(library.apply(name), library, seen));
    }

    /// Who was chosen on the command line, by role, in the form of settings files.
    ///
    /// @param folder what relative paths are relative to
    Map<String, Object> chosen(Map<String, String> texts, Path folder) {
        var agents = new LinkedHashMap<String, Object>();
        texts.forEach((role, text) -> {
            if (!roles.contains(role) && !role.equals(DEFAULT)) {
                throw new UsageProblem(
                        "LF-117",
                        "the workflow has no role '" + role + "'",
                        "",
                        "it has: default, " + String.join(", ", roles));
            }
            agents.put(
                    role,
                    AgentChoice.parse(text, folder)
                            .map(Cast::written)
                            .orElseThrow(() ->
                                    new UsageProblem(
                                            "LF-137",
                                            "'" + text + "' names no agent",
                                            "",
                                            "one of: " + AgentChoice.FORMS)));
        });
        return agents;
    }

    /// What the project says is pinned with the base, so a role that nobody plays now would stop
    /// the run for good when it comes to it.
    void require(Set<String> given, Config settings) {
        var nobody = new TreeSet<>(needed);
        nobody.removeAll(given);
        nobody.removeAll(settings.values().keySet());
        if (nobody.isEmpty() || given.contains(DEFAULT) || settings.values().containsKey(DEFAULT)) {
            return;
        }
        throw new UsageProblem(
                "LF-143",
                "nobody plays " + String.join(", ", nobody),
                "",
                "say who, for all with --agent default=command:./agent.sh or for one with --agent "
                        + nobody.first()
                        + "=human ("
                        + AgentChoice.FORMS
                        + "), or commit agents: in landfast.yaml");
    }

    /// With paths that hold wherever it is read.
    private static Object written(AgentChoice choice) {
        return switch (choice) {
            case AgentChoice.Command(var command) -> Map.of("command", command);
            case AgentChoice.Replay(var folder) -> Map.of("replay", folder.toString());
            case AgentChoice.Human() -> "human";
        };
    }
}
