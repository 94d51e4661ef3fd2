package dev.landfast.api;

import dev.landfast.definition.ProjectFacts;
import dev.landfast.definition.Step;
import dev.landfast.definition.Steps;
import dev.landfast.definition.Variants;
import dev.landfast.definition.Workflow;
import dev.landfast.git.Repository;
import dev.landfast.journal.Event;
import dev.landfast.problem.UsageProblem;
import dev.landfast.project.Project;
import dev.landfast.step.BaseFiles;
import dev.landfast.step.StepKinds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Starts a run: everything that can be known to be wrong is said before anything is recorded.
final class Starting {

    private final Home home;

    Starting(Home home) {
        this.home = home;
    }

    Started start(StartRequest request) {
        var repository = home.repository();
        var base = base(repository, request.choices());
        var library = new Library(repository, base.commit());
        var entry = library.find(request.workflow());
        var params = new Given(entry.workflow()).params(request);
        var proposal = variant(entry.workflow(), request.choices(), params);
        var workflow = Library.reading(() -> Variants.apply(entry.workflow(), proposal.variant()));
        var origin = origin(workflow, request.choices());
        requireKinds(workflow, StepKinds.available());
        var pin = Catalogue.pin(workflow, base.commit());
        var project = Library.reading(() -> Project.at(repository, base.commit()));
        var options = new LinkedHashMap<>(ProjectFacts.option(project.facts()));
        options.put("base", base.branch());
        var cast = new Cast(workflow, params, library);
        var agents = cast.chosen(request.choices().agents(), home.surroundings().directory());
        cast.require(agents.keySet(), project.settings().map(Works.AGENTS));
        options.put(Works.AGENTS, agents);
        options.putAll(
                Spendable.option(
                        project.settings(), request.budget(), workflow, home.journal().budgets()));
        var start = new Event.RunStarted(pin, proposal.variant(), params, origin, options);
        var name = name(workflow, params);
        var trusting = new Trusting(home, request.choices().trusted());
        var told = Told.of(new BaseFiles(repository, base.commit()), cast);
        var workflows = new ArrayList<>(List.of(entry));
        workflows.addAll(cast.workflows());
        trusting.require(workflows, told, project.settings());
        var id = home.journal().submit(name, start, home.person());
        return new Started(new Runs(home).find(id), proposal.reason());
    }

    private static Repository.Base base(Repository repository, StartRequest.Choices choices) {
        if (choices.base().isPresent()) {
            return repository.start(choices.base());
        }
        var head = repository.refs().commit("HEAD");
        var configured =
                head.flatMap(commit ->
                        Library.reading(() -> Project.at(repository, commit))
                                .settings()
                                .text("base"));
        return repository.start(configured);
    }

    /// The variant with why it was chosen; the reason is empty when the caller chose.
    private static Variants.Proposal variant(
            Workflow workflow, StartRequest.Choices choices, Map<String, Object> params) {
        var asked = choices.variant();
        if (asked.equals(Optional.of("auto"))) {
            var text = String.valueOf(params.getOrDefault("description", ""));
            return Variants.propose(workflow, text).orElse(new Variants.Proposal("", ""));
        }
        return new Variants.Proposal(named(workflow, asked, params), "");
    }

    /// The variant that the caller names, else the usual one; empty where there is none.
    ///
    /// @throws UsageProblem when there is no such variant
    static String named(Workflow workflow, Optional<String> asked, Map<String, Object> params) {
        var known = workflow.inputs().variants().keySet();
        if (asked.isPresent() && !known.contains(asked.get())) {
            throw new UsageProblem(
                    "LF-113",
                    "the workflow '"
                            + workflow.header().name()
                            + "' has no variant '"
                            + asked.get()
                            + "'",
                    "",
                    Nearest.to(asked.get(), known)
                            .map(meant -> "did you mean '" + meant + "'?")
                            .orElse("it has: " + String.join(", ", known)));
        }
        return asked.or(() -> Variants.choose(workflow, params)).orElse("");
    }

    private static Event.Origin origin(Workflow workflow, StartRequest.Choices choices) {
        return choices.from()
                .<Event.Origin>map(step -> {
                    requireStep(workflow, step);
                    return Event.Origin.Fork.at(step);
                })
                .orElse(new Event.Origin.Fresh());
    }

    /// A workflow may ask for more than this version can carry out; then it is refused before it
    /// starts, not in the middle.
    private static void requireKinds(Workflow workflow, Set<String> kinds) {
        Steps.all(workflow)
                .filter(Step.Task.class::isInstance)
                .map(Step.Task.class::cast)
                .filter(task -> !Variants.isLeftOut(task))
                .filter(task -> !kinds.contains(task.kind()))
                .findFirst()
                .ifPresent(task -> {
                    throw new UsageProblem(
                            "LF-119",
                            "this version cannot carry out steps of kind '"
                                    + task.kind()
                                    + "', which step '"
                                    + task.id()
                                    + "' is",
                            task.head().position().toString(),
                            "choose a variant without it, or a copy of the workflow without it");
                });
    }

    static void requireStep(Workflow workflow, String id) {
        if (Steps.find(workflow, id).isEmpty()) {
            var ids = Steps.all(workflow).map(Step::id).distinct().toList();
            throw new UsageProblem(
                    "LF-115",
                    "the workflow '" + header(workflow) + "' has no step '" + id + "'",
                    "",
                    Nearest.to(id, ids)
                            .map(meant -> "did you mean '" + meant + "'?")
                            .orElse("it has: " + String.join(", ", ids)));
        }
    }

    /// The name people will call the run by. No two that are not settled share one.
    private String name(Workflow workflow, Map<String, Object> params) {
        var runs = home.journal().runs();
        if (params.get("name") instanceof String name) {
            runs.stream()
                    .filter(run -> run.about().name().equals(name))
                    .filter(run -> !RunStatus.of(run.standing().word()).settled())
                    .findFirst()
                    .ifPresent(run -> {
                        throw new UsageProblem(
                                "LF-114",
                                "there is a run '"
                                        + name
                                        + "' already, which is "
                                        + RunStatus.of(run.standing().word()),
                                "",
                                "go on with it (landfast show "
                                        + name
                                        + ") or choose another name");
                    });
            return name;
        }
        var count =
                runs.stream().filter(r -> r.about().workflow().equals(header(workflow))).count();
        return header(workflow) + "-" + (count + 1);
    }

    private static String header(Workflow workflow) {
        return workflow.header().name();
    }
}
