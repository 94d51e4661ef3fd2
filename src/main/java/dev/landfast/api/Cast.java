package dev.landfast.api;

import dev.landfast.agent.AgentChoice;
import dev.landfast.definition.Config;
import dev.landfast.definition.Employed;
import dev.landfast.definition.Expressions;
import dev.landfast.definition.Filled;
import dev.landfast.definition.Params;
import dev.landfast.definition.Players;
import dev.landfast.definition.Variants;
import dev.landfast.definition.Workflow;
import dev.landfast.problem.UsageProblem;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The roles of a run and of the workflows it starts, and who plays them.
final class Cast {

    /// Stands for every role that is not named.
    private static final String DEFAULT = "default";

    private static final String CHILD = "workflow";

    private static final String HOLE = "${";
    private static final Pattern PARAM = Pattern.compile("\\$\\{\\s*params\\.[^}]*}");

    private final Set<String> roles = new TreeSet<>();
    private final Set<String> needed = new TreeSet<>();
    private final Set<String> skills = new TreeSet<>();
    private final Map<String, Workflow.Role> employed = new HashMap<>();
    private final Set<String> seen = new HashSet<>();
    private final Reach reach = new Reach();
    private final Library library;

    /// What a run can come to, with all that only the run will tell.
    private static final class Reach {

        private final Map<String, Library.Entry> workflows = new TreeMap<>();
        private final Set<String> roles = new TreeSet<>();
        private final Set<String> skills = new TreeSet<>();
    }

    /// @param of the run's own workflow with its variant applied
    /// @param params as they were checked
    /// @param library where the workflows of child runs are
    Cast(Workflow of, Map<String, Object> params, Library library) {
        this.library = library;
        add(new Part(of, "", params), true);
    }

    /// A run as far as it can be known before anything has begun.
    ///
    /// @param variant which is applied; empty for the run's own, and where only the run will tell
    /// @param params what is looked up later is still a `${…}`
    private record Part(Workflow workflow, String variant, Map<String, Object> params) {

        /// A setting of one of its steps; empty when only the run will tell.
        Optional<Object> known(Object value) {
            if (!(value instanceof String text) || !text.contains(HOLE)) {
                return Optional.of(value);
            }
            if (PARAM.matcher(text).replaceAll("").contains(HOLE)) {
                return Optional.empty();
            }
            var filled =
                    Expressions.fill(
                            new Config(Map.of(CHILD, text)), Map.of("params", Map.copyOf(params)));
            return filled instanceof Filled.Complete(var config)
                    ? config.text(CHILD).<Object>map(t -> t).filter(t -> !isOpen(t))
                    : Optional.empty();
        }

        private static boolean isOpen(Object value) {
            return value instanceof String text && text.contains(HOLE);
        }

        /// The run that a step of this one starts, with the variant that the engine will choose.
        Part child(Workflow child, Config with) {
            var given = new LinkedHashMap<>(params);
            with.map("with")
                    .values()
                    .forEach((name, value) -> given.put(name, known(value).orElse(value)));
            given.keySet().retainAll(child.inputs().params().keySet());
            var values = Params.check(child, given).values();
            return variant(child, with, values)
                    .map(name -> new Part(applied(child, name), name, values))
                    .orElse(new Part(child, "", values));
        }

        /// Whether every variant has been applied that there is.
        boolean certain() {
            return !variant.isEmpty() || workflow.inputs().variants().isEmpty();
        }

        private Optional<String> variant(Workflow child, Config with, Map<String, Object> values) {
            var asked = with.text("variant");
            if (asked.isPresent()) {
                return known(asked.get()).map(String::valueOf);
            }
            var open =
                    child.inputs()
                            .choose()
                            .map(text -> values.get(text.substring("params.".length())))
                            .filter(Part::isOpen);
            return open.isPresent() ? Optional.empty() : Variants.choose(child, values);
        }

        private static Workflow applied(Workflow child, String variant) {
            return Library.reading(() -> Variants.apply(child, variant));
        }
    }

    /// Of a run whose variant only another run will tell, no role is sure to be needed.
    private void add(Part part, boolean certain) {
        var workflow = part.workflow();
        if (!seen.add(workflow.header().name() + " " + part.variant() + " " + certain)) {
            return;
        }
        roles.addAll(workflow.inputs().roles().keySet());
        workflow.inputs().roles().forEach(employed::putIfAbsent);
        skills.addAll(Employed.of(workflow).skills());
        if (certain) {
            needed.addAll(Players.of(workflow));
        }
        reach.roles.addAll(
                part.certain() ? Players.heard(workflow) : Employed.of(workflow).roles());
        Players.reachable(workflow)
                .filter(task -> task.kind().equals(CHILD))
                .map(task -> child(part, task.with()))
                .forEach(child -> add(child, certain && child.certain()));
    }

    private Part child(Part part, Config with) {
        var name = with.text(CHILD).orElseThrow();
        var entry = library.find(name);
        reach.workflows.put(name, entry);
        return part.child(entry.workflow(), with);
    }

    /// The workflows of runs that it may start.
    List<Library.Entry> workflows() {
        return List.copyOf(reach.workflows.values());
    }

    /// The roles that somebody may come to play.
    Set<String> reachable() {
        return reach.roles;
    }

    /// What may come to be known for it beyond {@link #skills()}.
    Set<String> reachableSkills() {
        return reach.skills;
    }

    /// The roles that somebody will play for certain, as they are declared.
    Map<String, Workflow.Role> needed() {
        var playing = new TreeMap<>(employed);
        playing.keySet().retainAll(needed);
        return playing;
    }

    /// What the workflows name of skills, for their roles and for single steps.
    Set<String> skills() {
        return skills;
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
            case AgentChoice.Acp(var command) -> Map.of("acp", command);
            case AgentChoice.Replay(var folder) -> Map.of("replay", folder.toString());
            case AgentChoice.Coding coding -> coding.written();
            case AgentChoice.Human() -> "human";
        };
    }
}
