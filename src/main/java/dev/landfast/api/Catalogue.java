package dev.landfast.api;

import dev.landfast.definition.Definitions;
import dev.landfast.definition.Params;
import dev.landfast.definition.Variants;
import dev.landfast.definition.Workflow;
import dev.landfast.engine.Command;
import dev.landfast.engine.Interpreter;
import dev.landfast.engine.Workflows;
import dev.landfast.git.Repository;
import dev.landfast.journal.Event;
import dev.landfast.problem.UsageProblem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Definitions as runs use them: by name from the base commit or from those that ship, and pinned
/// ones by their text.
final class Catalogue implements Workflows {

    /// Where a repository keeps its own.
    static final String FOLDER = ".landfast/workflows/";

    private final Repository repository;
    private final Map<String, Workflow> pinned = new ConcurrentHashMap<>();

    Catalogue(Repository repository) {
        this.repository = repository;
    }

    /// The definition of that name at a commit; the repository's own comes before one that ships.
    Optional<Workflow> named(String name, String commit) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,99}")) {
            return Optional.empty();
        }
        var file = FOLDER + name + ".yaml";
        return repository
                .trees()
                .text(commit, file)
                .map(text -> parse(text, file))
                .or(() -> Definitions.builtin(name));
    }

    @Override
    public Workflow of(Event.RunStarted start) {
        var pin = start.pin();
        return pinned.computeIfAbsent(
                pin.hash() + " " + start.variant(),
                _ -> Variants.apply(parse(pin.text(), pin.workflow() + ".yaml"), start.variant()));
    }

    @Override
    public Child child(String run, Event.RunStarted parent, Command.StartChild command) {
        var with = command.input().with();
        var name = with.text("workflow").orElse("");
        var base = parent.pin().base();
        var workflow = named(name, base).orElseThrow(() -> unknown(name));
        var given = new LinkedHashMap<String, Object>(parent.params());
        given.putAll(with.map("with").values());
        given.keySet().retainAll(workflow.inputs().params().keySet());
        var checked = Params.check(workflow, given);
        if (!checked.problems().isEmpty()) {
            throw new UsageProblem(
                    "LF-131",
                    String.join("; ", checked.problems()),
                    "the child workflow '" + name + "'",
                    "correct the step's 'with'");
        }
        var variant =
                with.text("variant")
                        .or(() -> Variants.choose(workflow, checked.values()))
                        .orElse(parent.variant());
        var origin = new Event.Origin.Child(run, command.key(), with.text("from"));
        return new Child(
                command.key().step(),
                new Event.RunStarted(
                        pin(workflow, base),
                        variant,
                        checked.values(),
                        origin,
                        Spendable.child(parent.options(), command.input().dollars(), workflow)));
    }

    static Event.Pin pin(Workflow workflow, String base) {
        var header = workflow.header();
        return new Event.Pin(
                header.name(), header.hash(), header.text(), Interpreter.VERSION, base);
    }

    static UsageProblem unknown(String name) {
        var guess =
                Nearest.to(name, Definitions.builtins())
                        .map(near -> "did you mean '" + near + "'? ")
                        .orElse("");
        return new UsageProblem(
                "LF-130",
                "there is no workflow '" + name + "'",
                "",
                guess + "'landfast workflow ls' lists them; your own belong into " + FOLDER);
    }

    private static Workflow parse(String text, String file) {
        return Library.reading(() -> Definitions.parse(text, file));
    }
}
