package dev.landfast.step;

import dev.landfast.definition.Config;
import dev.landfast.definition.Players;
import dev.landfast.definition.ProjectFile;
import dev.landfast.definition.Workflow;
import dev.landfast.engine.StepExecutor.Attempt;
import dev.landfast.git.Repository;
import dev.landfast.project.Project;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// What will be measured of an attempt's work, as its brief says it.
record Measuring(Attempt attempt, Workflow workflow, Repository repository, Bases bases) {

    private static final String GATE = "gate";

    /// Every gate that the run can come to, with the thresholds that count for this project, a line
    /// each.
    List<String> lines() {
        var settings =
                List.of(
                        Project.at(repository, bases.last()).settings(),
                        Project.at(repository, bases.first()).settings());
        return Players.reachable(workflow)
                .filter(task -> task.kind().equals(GATE))
                .map(task -> task.with().text(GATE).orElse(""))
                .distinct()
                .map(workflow.gates()::get)
                .filter(Objects::nonNull)
                .map(gate -> line(ProjectFile.strictest(gate, settings)))
                .toList();
    }

    private static String line(Workflow.Gate gate) {
        return "- gate `%s`: %s"
                .formatted(
                        gate.id(),
                        gate.checks().stream()
                                .map(check -> check.name() + said(check.with()))
                                .collect(Collectors.joining(", ")));
    }

    private static String said(Config with) {
        return with.values().isEmpty()
                ? ""
                : with.values().entrySet().stream()
                        .map(Measuring::said)
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    private static String said(Map.Entry<String, Object> threshold) {
        return threshold.getKey() + " " + threshold.getValue();
    }

    /// The verdicts that a review may give which the attempt is asked for.
    List<String> words() {
        if (!attempt.task().kind().equals(GATE)) {
            return List.of();
        }
        return Objects.requireNonNull(workflow.gates().get(Steps.value(attempt))).checks().stream()
                .filter(check -> check.name().equals("review"))
                .findFirst()
                .map(check -> check.with().texts("words"))
                .orElse(List.of());
    }
}
