package dev.landfast.api;

import dev.landfast.definition.Config;
import dev.landfast.definition.ProjectFile;
import dev.landfast.definition.Variants;
import dev.landfast.definition.Workflow;
import dev.landfast.problem.LandfastException;
import dev.landfast.project.Project;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The gates of definitions, with where each threshold comes from.
public final class GateLines {

    private final Library library;
    private final List<Project> projects;
    private final Optional<String> target;

    GateLines(Library library, List<Project> projects, Optional<String> target) {
        this.library = library;
        this.projects = projects;
        this.target = target;
    }

    /// The gates of one definition.
    ///
    /// @param from its file; empty when it ships
    /// @param target the variant whose thresholds are shown
    /// @param trouble why it cannot be read, empty when it can
    public record Listed(
            String workflow, String from, String target, List<Gate> gates, String trouble) {

        public Listed {
            gates = List.copyOf(gates);
        }
    }

    /// A gate with the checks that count, and those that the project leaves out.
    public record Gate(String name, List<Check> checks) {

        public Gate {
            checks = List.copyOf(checks);
        }
    }

    /// A check of a gate.
    ///
    /// @param off the project leaves it out
    /// @param from where it stands
    public record Check(String name, boolean off, String from, List<Threshold> thresholds) {

        public Check {
            thresholds = List.copyOf(thresholds);
        }
    }

    /// One setting of a check, and where it is said.
    public record Threshold(String name, String value, String from) {}

    /// @param workflow one of them; empty for all, of which those with mistakes say so
    List<Listed> list(Optional<String> workflow) {
        if (workflow.isPresent()) {
            return List.of(listed(library.find(workflow.get()), target));
        }
        var all = new ArrayList<Listed>();
        for (var name : library.names()) {
            try {
                var entry = library.find(name);
                var known = entry.workflow().inputs().variants();
                all.add(listed(entry, target.filter(known::containsKey)));
            } catch (LandfastException e) {
                var from = Optional.ofNullable(library.own().get(name)).orElse("");
                all.add(new Listed(name, from, "", List.of(), e.what()));
            }
        }
        return all;
    }

    private Listed listed(Library.Entry entry, Optional<String> asked) {
        var variant = Starting.named(entry.workflow(), asked, Map.of());
        var workflow = Library.reading(() -> Variants.apply(entry.workflow(), variant));
        var differing =
                Optional.ofNullable(entry.workflow().inputs().variants().get(variant))
                        .map(Workflow.Variant::gates)
                        .orElse(Map.of());
        var gates =
                workflow.gates().values().stream()
                        .map(gate ->
                                gate(
                                        gate,
                                        variant,
                                        differing.getOrDefault(gate.id(), Config.empty())))
                        .toList();
        return new Listed(
                entry.workflow().header().name(), entry.file().orElse(""), variant, gates, "");
    }

    private Gate gate(Workflow.Gate gate, String variant, Config differing) {
        var strictest =
                ProjectFile.strictest(gate, projects.stream().map(Project::settings).toList());
        var checks = new ArrayList<Check>();
        for (var check : strictest.checks()) {
            var thresholds = new ArrayList<Threshold>();
            check.with()
                    .values()
                    .forEach((name, value) -> {
                        var ofVariant = differing.map(check.name()).values().get(name);
                        var written =
                                value.equals(ofVariant)
                                        ? "target " + variant
                                        : check.position().toString();
                        var from = ofProject(gate.id(), check, name).orElse(written);
                        thresholds.add(new Threshold(name, text(value), from));
                    });
            var from = added(gate.id(), check).orElse(check.position().toString());
            checks.add(new Check(GateChoice.label(check), false, from, thresholds));
        }
        var left = strictest.checks().stream().map(Workflow.Check::name).toList();
        gate.checks().stream()
                .filter(check -> !left.contains(check.name()))
                .map(check -> new Check(check.name(), true, file(projects.getFirst()), List.of()))
                .forEach(checks::add);
        return new Gate(gate.id(), checks);
    }

    /// The project's own word for a threshold, as far as it is the one that counts.
    private Optional<String> ofProject(String gate, Workflow.Check check, String name) {
        return added(gate, check)
                .or(() ->
                        projects.stream()
                                .filter(project -> {
                                    var said = said(project, gate).map(check.name()).values();
                                    return said.containsKey(name)
                                            && Objects.equals(
                                                    said.get(name),
                                                    check.with().values().get(name));
                                })
                                .findFirst()
                                .map(GateLines::file));
    }

    private Optional<String> added(String gate, Workflow.Check check) {
        return projects.stream()
                .filter(_ -> check.position().file().equals(ProjectFile.NAME))
                .filter(project ->
                        said(project, gate).maps(ProjectFile.MORE).stream()
                                .anyMatch(one ->
                                        one.map(check.name())
                                                .values()
                                                .equals(check.with().values())))
                .findFirst()
                .map(GateLines::file);
    }

    private static Config said(Project project, String gate) {
        return project.settings().map("gates").map(gate);
    }

    private static String file(Project project) {
        return ProjectFile.NAME + " at " + Footing.cut(project.commit());
    }

    private static String text(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(" "))
                : String.valueOf(value);
    }

    /// Gates for which the project has settings though no definition has them, which is a slip.
    ///
    /// @param workflow the one that is asked anyway
    List<String> strange(Workflow workflow) {
        Set<String> named = new LinkedHashSet<>();
        projects.forEach(p -> named.addAll(p.settings().map("gates").values().keySet()));
        named.removeAll(workflow.gates().keySet());
        if (named.isEmpty()) {
            return List.of();
        }
        Set<String> known = new LinkedHashSet<>(workflow.gates().keySet());
        list(Optional.empty()).forEach(w -> w.gates().forEach(gate -> known.add(gate.name())));
        named.removeAll(known);
        return named.stream()
                .map(name ->
                        ProjectFile.NAME
                                + " has settings for a gate '"
                                + name
                                + "', which no workflow has"
                                + Nearest.to(name, known)
                                        .map(near -> "; is '" + near + "' meant?")
                                        .orElse(""))
                .toList();
    }
}
