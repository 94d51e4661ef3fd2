package dev.landfast.api;

import dev.landfast.definition.Config;
import dev.landfast.definition.Definitions;
import dev.landfast.definition.ProjectFile;
import dev.landfast.definition.Steps;
import dev.landfast.definition.Variants;
import dev.landfast.definition.Workflow;
import dev.landfast.problem.UsageProblem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One gate of a definition, with the thresholds of a variant.
///
/// @param workflow as the variant has it
/// @param variant empty where the definition has none
record GateChoice(Library.Entry entry, Workflow workflow, String variant, Workflow.Gate gate) {

    /// @throws UsageProblem when there is no such workflow, variant or gate
    static GateChoice of(Library library, GateOrder.Which which) {
        var name = which.workflow().orElseGet(GateChoice::usualWorkflow);
        var entry = library.find(name);
        var variant = Starting.named(entry.workflow(), which.target(), Map.of());
        var workflow = Library.reading(() -> Variants.apply(entry.workflow(), variant));
        var gate = which.gate().orElseGet(() -> usual(workflow));
        var chosen = Optional.ofNullable(workflow.gates().get(gate));
        return new GateChoice(
                entry, workflow, variant, chosen.orElseThrow(() -> unknown(workflow, gate)));
    }

    /// That of somebody who has not chosen.
    static String usualWorkflow() {
        return Definitions.suggested();
    }

    /// The last gate before the work lands that measures by itself: what is decided there is
    /// decided about the whole tree. Where nothing lands, the last of all.
    private static String usual(Workflow workflow) {
        var asked = new ArrayList<String>();
        for (var task : Steps.tasks(workflow).toList()) {
            var value = task.with().text(task.kind()).orElse("");
            if (task.kind().equals("merge") && value.equals("land") && !asked.isEmpty()) {
                break;
            }
            if (task.kind().equals("gate")
                    && task.with().text("by").isEmpty()
                    && !Variants.isLeftOut(task)) {
                asked.add(value);
            }
        }
        if (!asked.isEmpty()) {
            return asked.getLast();
        }
        return workflow.gates().keySet().stream().reduce((_, last) -> last).orElse("");
    }

    private static UsageProblem unknown(Workflow workflow, String gate) {
        var known = workflow.gates().keySet();
        return new UsageProblem(
                "LF-144",
                "the workflow '" + workflow.header().name() + "' has no gate '" + gate + "'",
                "",
                Nearest.to(gate, known)
                        .map(meant -> "did you mean '" + meant + "'?")
                        .orElse("it has: " + String.join(", ", known)));
    }

    /// The gate as strict as any of these settings of the project want it.
    Workflow.Gate strictest(List<Config> settings) {
        return ProjectFile.strictest(gate, settings);
    }

    /// By what name a check is asked for: commands have one of their own.
    static String label(Workflow.Check check) {
        return check.with().text("name").orElse(check.name());
    }

    /// The checks of the gate that are asked for.
    ///
    /// @param whole the gate as strict as it is asked for
    /// @param only by name; empty for all
    /// @throws UsageProblem when the gate has no such check
    Workflow.Gate part(Workflow.Gate whole, List<String> only) {
        if (only.isEmpty()) {
            return whole;
        }
        var known = new LinkedHashSet<String>();
        whole.checks().forEach(check -> known.add(label(check)));
        for (var word : only) {
            if (!has(whole, word)) {
                throw new UsageProblem(
                        "LF-145",
                        "the gate '" + whole.id() + "' has no check '" + word + "'",
                        "",
                        elsewhere(word, whole.id())
                                .or(() ->
                                        Nearest.to(word, known)
                                                .map(meant -> "did you mean '" + meant + "'?"))
                                .orElse("it has: " + String.join(", ", known)));
            }
        }
        return new Workflow.Gate(
                whole.id(),
                whole.checks().stream()
                        .filter(check -> only.stream().anyMatch(word -> isCalled(check, word)))
                        .toList(),
                whole.policy(),
                whole.position());
    }

    private Optional<String> elsewhere(String word, String here) {
        return workflow.gates().values().stream()
                .filter(other -> !other.id().equals(here) && has(other, word))
                .findFirst()
                .map(other -> "the gate '%1$s' has it: add --gate %1$s".formatted(other.id()));
    }

    private static boolean has(Workflow.Gate gate, String word) {
        return gate.checks().stream().anyMatch(check -> isCalled(check, word));
    }

    private static boolean isCalled(Workflow.Check check, String word) {
        return check.name().equals(word) || label(check).equals(word);
    }
}
