package dev.landfast.step;

import dev.landfast.definition.Expressions;
import dev.landfast.definition.Step;
import dev.landfast.definition.Steps;
import dev.landfast.definition.Workflow;
import dev.landfast.engine.StepExecutor.Attempt;
import dev.landfast.git.Repository;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What gates have said in a run, held against what its branch is now.
final class Proofs {

    private final Repository repository;
    private final Bases bases;
    private final Map<String, Proof> proofs = new LinkedHashMap<>();

    /// The last word of one gate step.
    private record Proof(String gate, String verdict, String tree) {

        boolean passed() {
            return verdict.equals("PASS");
        }
    }

    /// @param earlier what each step gave
    Proofs(Repository repository, Bases bases, Map<String, Map<?, ?>> earlier) {
        this.repository = repository;
        this.bases = bases;
        earlier.forEach((step, outputs) -> {
            if (outputs.containsKey("verdict") && outputs.containsKey("gate")) {
                proofs.put(step, proof(outputs));
            }
        });
    }

    private static Proof proof(Map<?, ?> outputs) {
        return new Proof(
                String.valueOf(outputs.get("gate")),
                String.valueOf(outputs.get("verdict")),
                String.valueOf(outputs.get("tree")));
    }

    /// For a message: a line for each gate step that ran, in the order of the definition.
    List<String> lines(Workflow workflow) {
        return Steps.all(workflow)
                .map(Step::id)
                .flatMap(step ->
                        Optional.ofNullable(proofs.get(step)).stream()
                                .map(proof -> "- " + step + ": " + proof.verdict()))
                .toList();
    }

    /// Whether any gate has passed for exactly this tree.
    boolean covers(String tree) {
        return proofs.values().stream().anyMatch(p -> p.passed() && p.tree().equals(tree));
    }

    /// The gate steps that passed for something that the branch is no longer: more than the base
    /// has come to it since.
    Map<String, Boolean> outdated(String commit) {
        var outdated = new LinkedHashMap<String, Boolean>();
        proofs.forEach((step, proof) -> {
            if (proof.passed() && !reaches(proof, commit)) {
                outdated.put(step, true);
            }
        });
        return outdated;
    }

    /// What is missing before the branch may land.
    ///
    /// Every gate that ran has passed. Those that are named did run, unless they were left out, and
    /// passed for this tree or for one to which `merge: update` alone has added since; the last of
    /// them for exactly this tree.
    List<String> missing(Attempt attempt, Workflow workflow, String commit) {
        var missing = new ArrayList<String>();
        proofs.forEach((step, proof) -> {
            if (!proof.passed()) {
                missing.add("the last verdict of '" + step + "' is " + proof.verdict());
            }
        });
        var named = named(attempt, workflow);
        if (named.isEmpty()) {
            missing.add("no gate has measured it");
        }
        for (var step : named) {
            why(step, commit, step.equals(named.getLast())).ifPresent(missing::add);
        }
        return missing;
    }

    private Optional<String> why(String step, String commit, boolean exactly) {
        var own = Optional.ofNullable(proofs.get(step));
        if (own.isEmpty()) {
            return Optional.of("'" + step + "' has not measured it");
        }
        var tree = repository.refs().tree(commit).orElseThrow();
        var proven =
                proofs.values().stream()
                        .filter(p -> p.passed() && p.gate().equals(own.get().gate()))
                        .anyMatch(p -> exactly ? p.tree().equals(tree) : reaches(p, commit));
        return proven || !own.get().passed()
                ? Optional.empty()
                : Optional.of("'" + step + "' passed for another tree");
    }

    /// Whether what was measured is this tree, or has become it by nothing but the base.
    private boolean reaches(Proof proof, String commit) {
        for (var at = commit; ; at = repository.commits().parents(at).getFirst()) {
            if (repository.refs().tree(at).equals(Optional.of(proof.tree()))) {
                return true;
            }
            if (!isMerge(at)) {
                return false;
            }
        }
    }

    private boolean isMerge(String commit) {
        return bases.merges().contains(commit) && repository.commits().parents(commit).size() == 2;
    }

    /// The steps that must prove what lands, in the order of the definition: those that the step
    /// names, else the last gate before it. Those that were left out are not among them.
    private List<String> named(Attempt attempt, Workflow workflow) {
        var said = attempt.input().with().texts("proven");
        var gates =
                Steps.all(workflow)
                        .takeWhile(step -> !step.id().equals(attempt.task().id()))
                        .filter(step ->
                                step instanceof Step.Task task && task.kind().equals("gate"))
                        .filter(step ->
                                proofs.containsKey(step.id()) || isWanted(step, workflow, attempt))
                        .map(Step::id)
                        .toList();
        if (said.isEmpty()) {
            return gates.isEmpty() ? List.of() : List.of(gates.getLast());
        }
        return gates.stream().filter(said::contains).toList();
    }

    /// Whether the conditions of a step and of all around it hold.
    private static boolean isWanted(Step step, Workflow workflow, Attempt attempt) {
        return Steps.all(workflow)
                .filter(around -> Steps.all(around).anyMatch(step::equals))
                .flatMap(around -> around.head().condition().stream())
                .allMatch(condition -> Expressions.evaluate(condition, attempt.input().scope()));
    }
}
