package dev.landfast.definition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Finds what is valid and probably not meant: the definition runs, but something in it does
/// nothing, or less than it seems to.
public final class Lint {

    /// Parameters that every brief and report gets, whether the definition mentions them or not.
    private static final Set<String> GIVEN_TO_ALL = Set.of("name", "description");

    private final Workflow workflow;
    private final List<Warning> warnings = new ArrayList<>();

    private Lint(Workflow workflow) {
        this.workflow = workflow;
    }

    /// @param code one of the `LF-35x` codes of the reference
    public record Warning(String code, Position position, String text) {

        @Override
        public String toString() {
            return code + " " + position + ": " + text;
        }
    }

    public static List<Warning> check(Workflow workflow) {
        var lint = new Lint(workflow);
        lint.unreachable();
        lint.unused();
        lint.mergesWithoutGate();
        lint.loopsWithoutChange();
        lint.children();
        lint.warnings.sort(
                Comparator.comparingInt((Warning w) -> w.position().line())
                        .thenComparingInt(w -> w.position().column()));
        return List.copyOf(lint.warnings);
    }

    /// What the definition says and this version records without acting on it. No mistake of the
    /// definition's, but nobody should rely on it.
    public static List<Warning> later(Workflow workflow) {
        return Steps.all(workflow)
                .filter(Step.Task.class::isInstance)
                .map(Step.Task.class::cast)
                .flatMap(task ->
                        later(task)
                                .map(key ->
                                        new Warning(
                                                "LF-358",
                                                task.head().position(),
                                                "'"
                                                        + key
                                                        + "' is recorded; this version does not act on it")))
                .toList();
    }

    private static Stream<String> later(Step.Task task) {
        return Optional.ofNullable(Kinds.steps().get(task.kind())).stream()
                .flatMap(kind -> kind.traits().later().stream())
                .filter(task.with()::has);
    }

    private void warn(String code, Position position, String text) {
        warnings.add(new Warning(code, position, text));
    }

    /// A step that is left out of every variant, or whose own condition can never hold.
    private void unreachable() {
        var names = workflow.inputs().variants().keySet();
        var ways =
                names.isEmpty()
                        ? List.of(workflow)
                        : names.stream().map(name -> Variants.apply(workflow, name)).toList();
        var reached = new HashSet<String>();
        ways.forEach(way -> {
            Consumer<Step> note = step -> reached.add(step.id());
            way.body().steps().forEach(step -> reachable(step, note));
            way.body().always().forEach(step -> reachable(step, note));
        });
        Steps.all(workflow)
                .filter(step -> !reached.contains(step.id()))
                .forEach(step ->
                        warn(
                                "LF-351",
                                step.head().position(),
                                "no variant ever reaches the step '" + step.id() + "'"));
    }

    private static void reachable(Step step, Consumer<Step> note) {
        var never = new HashSet<String>();
        Steps.all(step).filter(s -> never(s)).flatMap(Steps::all).forEach(s -> never.add(s.id()));
        Steps.all(step).filter(s -> !never.contains(s.id())).forEach(note);
    }

    private static boolean never(Step step) {
        return step.head()
                .condition()
                .filter(of -> of.equals(new Expression.Literal(false)))
                .isPresent();
    }

    private void unused() {
        var used = Uses.of(workflow);
        workflow.gates()
                .forEach((id, gate) -> {
                    if (!used.gates().contains(id)) {
                        warn("LF-352", gate.position(), "no step asks the gate '" + id + "'");
                    }
                });
        var start = workflow.header().position();
        for (var role : workflow.inputs().roles().keySet()) {
            if (!used.roles().contains(role)) {
                warn("LF-353", start, "nobody plays the role '" + role + "'");
            }
        }
        for (var param : workflow.inputs().params().keySet()) {
            if (!used.params().contains(param) && !GIVEN_TO_ALL.contains(param)) {
                warn("LF-354", start, "nothing uses the parameter '" + param + "'");
            }
        }
    }

    /// Landing is the one thing that cannot be taken back: something must have been measured.
    private void mergesWithoutGate() {
        boolean gate = false;
        for (var task : Steps.tasks(workflow).toList()) {
            gate |= task.kind().equals("gate");
            if (task.kind().equals("merge")
                    && task.with().text("merge").orElse("").equals("land")
                    && !gate) {
                warn(
                        "LF-355",
                        task.head().position(),
                        "'" + task.id() + "' lands what no gate before it has measured");
            }
        }
    }

    private void loopsWithoutChange() {
        Steps.all(workflow)
                .filter(Step.Loop.class::isInstance)
                .map(Step.Loop.class::cast)
                .filter(loop -> loop.bound().rounds() > 1)
                .filter(loop -> loop.repair().isEmpty() && loop.bound().againWhen().isEmpty())
                .forEach(loop ->
                        warn(
                                "LF-356",
                                loop.head().position(),
                                "nothing changes between the rounds of '"
                                        + loop.id()
                                        + "': it has neither repair nor again-when"));
    }

    /// What can be said about children that ship; others are looked at when they run.
    private void children() {
        Steps.tasks(workflow)
                .filter(task -> task.kind().equals("workflow"))
                .filter(task ->
                        !task.with().text("workflow").orElse("").equals(workflow.header().name()))
                .forEach(this::child);
    }

    private void child(Step.Task task) {
        var name = task.with().text("workflow").orElse("");
        var child = Definitions.builtin(name);
        if (child.isEmpty()) {
            return;
        }
        var at = task.head().position();
        task.with()
                .text("from")
                .filter(id -> !Template.in(id) && Steps.find(child.get(), id).isEmpty())
                .ifPresent(id -> warn("LF-357", at, "'" + name + "' has no step '" + id + "'"));
        task.with()
                .text("variant")
                .filter(v -> !Template.in(v) && !child.get().inputs().variants().containsKey(v))
                .ifPresent(v -> warn("LF-357", at, "'" + name + "' has no variant '" + v + "'"));
        var given = task.with().map("with").values().keySet();
        var params = child.get().inputs().params();
        for (var param : given) {
            if (!params.containsKey(param)) {
                warn("LF-357", at, "'" + name + "' has no parameter '" + param + "'");
            }
        }
        params.forEach((param, said) -> {
            if (said.required() && !given.contains(param)) {
                warn("LF-357", at, "'" + name + "' has no value for its parameter '" + param + "'");
            }
        });
    }
}
