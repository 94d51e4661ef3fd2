package dev.landfast.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.definition.Step;
import dev.landfast.definition.Workflow;
import dev.landfast.engine.Paths;
import dev.landfast.journal.Ask;
import dev.landfast.journal.Event;
import dev.landfast.journal.Event.End;
import dev.landfast.journal.StepKey;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a definition can go through, at every step where it has such a thing: each that ships, each
/// variant of `feature`, and the one with every structure. The cases are read off the definitions,
/// so a new step has its own as soon as it is written.
class EveryWorkflowTest {

    private static final Map<String, Workflow> PLANS = Plans.all();
    private static final Map<String, Simulation.Result> USUAL = new LinkedHashMap<>();

    static Collection<String> plans() {
        return PLANS.keySet();
    }

    static Stream<String> recovering() {
        return with(EveryWorkflowTest::recovered);
    }

    static Stream<String> repairing() {
        return with(EveryWorkflowTest::repaired);
    }

    static Stream<String> approving() {
        return with(EveryWorkflowTest::approvals);
    }

    static Stream<String> asking() {
        return with(plan -> asked(plan, Ask.Kind.ANSWER));
    }

    /// The plans that have such a thing at all; one that ships is never passed over by mistake.
    private static Stream<String> with(Function<String, Set<String>> cases) {
        return PLANS.keySet().stream().filter(plan -> !cases.apply(plan).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("recovering")
    void an_environment_failure_is_recovered_and_the_same_step_runs_again(String plan) {
        for (var step : recovered(plan)) {
            var result = run(plan, step + "=service");

            assertThat(result.end()).as(step).contains(End.DONE);
            assertThat(attempts(result))
                    .as(step)
                    .anyMatch(key -> key.path().contains(step + "/recover.1/"))
                    .anyMatch(key -> key.step().equals(step) && key.attempt() == 2);
        }
    }

    @ParameterizedTest
    @MethodSource("repairing")
    void a_failure_is_repaired_and_measured_again(String plan) {
        for (var step : repaired(plan)) {
            var result = run(plan, step + "=fail");
            var times = count(attempts(result), step);

            assertThat(result.end()).as(step).contains(End.DONE);
            assertThat(times).as(step).isGreaterThan(count(attempts(usual(plan)), step));
        }
    }

    @ParameterizedTest
    @MethodSource("repairing")
    void the_limit_ends_it_as_the_definition_says_and_the_next_command_is_named(String plan) {
        for (var step : repaired(plan)) {
            var result = run(plan, step + "=" + "fail,".repeat(60) + "fail");

            assertThat(result.end()).as(step).contains(limit(plan, step));
            assertThat(result.rests()).last().asString().as(step).startsWith("retry");
            assertThat(reason(result)).as(step).containsAnyOf("limit", "ESCALATE", "no progress");
        }
    }

    @ParameterizedTest
    @MethodSource("plans")
    void a_person_answers_and_the_same_attempt_goes_on(String plan) {
        for (var step : done(plan, "agent")) {
            var result = run(plan, step + "=waiting");

            assertThat(result.end()).as(step).contains(End.DONE);
            assertThat(answers(result, step)).as(step).isEqualTo(1);
            assertThat(new LinkedHashSet<>(attempts(result)))
                    .as(step)
                    .hasSameSizeAs(attempts(usual(plan)));
        }
    }

    @ParameterizedTest
    @MethodSource("asking")
    void a_question_is_answered_once(String plan) {
        for (var step : asked(plan, Ask.Kind.ANSWER)) {
            assertThat(answers(usual(plan), step)).as(step).isPositive();
        }
    }

    @ParameterizedTest
    @MethodSource("approving")
    void an_outdated_approval_is_asked_again(String plan) {
        for (var step : approvals(plan)) {
            var result = run(plan, step + "=outdated");

            assertThat(result.end()).as(step).contains(End.DONE);
            assertThat(answers(result, step)).as(step).isEqualTo(answers(usual(plan), step) + 1);
        }
    }

    @ParameterizedTest
    @MethodSource("approving")
    void a_rejection_is_no_pass(String plan) {
        for (var step : approvals(plan)) {
            var result = run(plan, step + "=reject");
            var again = answers(result, step) > answers(usual(plan), step);

            assertThat(again || result.end().filter(end -> end != End.DONE).isPresent())
                    .as(step)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("plans")
    void cancelled_at_any_step_it_ends_cancelled(String plan) {
        for (var step : main(plan)) {
            assertThat(run(plan, step + "=cancel").end()).as(step).contains(End.CANCELLED);
        }
    }

    @ParameterizedTest
    @MethodSource("plans")
    void an_environment_failure_that_nobody_mends_blocks_and_never_costs_a_round(String plan) {
        for (var step : main(plan)) {
            var result = run(plan, step + "=" + "service,".repeat(20) + "service");

            assertThat(result.end()).as(step).contains(End.BLOCKED);
            assertThat(result.rests()).last().asString().as(step).startsWith("retry");
            assertThat(attempts(result))
                    .as(step)
                    .filteredOn(key -> key.step().equals(step))
                    .extracting(key -> Paths.plain(key.path()))
                    .isSubsetOf(plain(plan, step));
        }
    }

    @ParameterizedTest
    @MethodSource("plans")
    void a_lost_worker_runs_the_same_step_again(String plan) {
        for (var step : main(plan)) {
            var result = run(plan, step + "=lost");

            assertThat(result.end()).as(step).contains(End.DONE);
            assertThat(attempts(result))
                    .as(step)
                    .anyMatch(key -> key.step().equals(step) && key.attempt() == 2);
        }
    }

    // ---- what a definition has, among what its usual way comes by

    private static Set<String> main(String plan) {
        return attempts(usual(plan)).stream()
                .filter(key -> !key.path().startsWith("always/"))
                .map(StepKey::step)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<String> recovered(String plan) {
        return tasks(plan, task -> task.policy().recover().isPresent());
    }

    private static Set<String> done(String plan, String kind) {
        return tasks(plan, task -> task.kind().equals(kind));
    }

    /// Gates and decisions whose failure something mends.
    private static Set<String> repaired(String plan) {
        return tasks(
                plan,
                task ->
                        task.kind().equals("gate")
                                && (task.policy().repairThrough().isPresent()
                                        || repairs(plan, task.id()).isPresent()));
    }

    private static Set<String> approvals(String plan) {
        return asked(plan, Ask.Kind.APPROVE);
    }

    private static Set<String> asked(String plan, Ask.Kind kind) {
        return usual(plan).journal().stream()
                .map(entry -> entry.event())
                .filter(event -> event instanceof Event.StepWaiting w && w.ask().kind() == kind)
                .map(event -> ((Event.StepWaiting) event).key().step())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<String> tasks(String plan, Function<Step.Task, Boolean> wanted) {
        var shape = new Shape(workflow(plan));
        return main(plan).stream()
                .filter(id -> shape.task(id).map(wanted).orElse(false))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /// The innermost loop around a step, if it repairs.
    private static Optional<Step.Loop> repairs(String plan, String step) {
        var shape = new Shape(workflow(plan));
        for (var segment : Paths.segments(path(plan, step)).reversed()) {
            var loop = shape.loop(Paths.id(segment));
            if (loop.isPresent()) {
                return loop.filter(l -> !l.repair().isEmpty());
            }
        }
        return Optional.empty();
    }

    private static End limit(String plan, String step) {
        var through = new Shape(workflow(plan)).task(step).flatMap(t -> t.policy().repairThrough());
        var decides =
                repairs(plan, step)
                        .filter(l -> l.steps().stream().anyMatch(EveryWorkflowTest::decides));
        if (through.isPresent() || decides.isPresent()) {
            return End.ESCALATED;
        }
        return switch (repairs(plan, step).orElseThrow().exhausted()) {
            case ESCALATE -> End.ESCALATED;
            case BLOCK -> End.BLOCKED;
            case FAIL -> End.FAILED;
        };
    }

    private static boolean decides(Step step) {
        return step instanceof Step.Task task && task.kind().equals("decide");
    }

    private static String path(String plan, String step) {
        return attempts(usual(plan)).stream()
                .filter(key -> key.step().equals(step))
                .findFirst()
                .orElseThrow()
                .path();
    }

    private static String[] plain(String plan, String step) {
        return attempts(usual(plan)).stream()
                .filter(key -> key.step().equals(step))
                .map(key -> Paths.plain(key.path()))
                .distinct()
                .toArray(String[]::new);
    }

    // ---- what came of a run

    private static List<StepKey> attempts(Simulation.Result result) {
        return result.journal().stream()
                .map(entry -> entry.event())
                .filter(Event.StepScheduled.class::isInstance)
                .map(event -> ((Event.StepScheduled) event).key())
                .toList();
    }

    private static long count(List<StepKey> attempts, String step) {
        return attempts.stream().filter(key -> key.step().equals(step)).count();
    }

    private static long answers(Simulation.Result result, String step) {
        return result.journal().stream()
                .filter(entry ->
                        entry.event() instanceof Event.Answered a && a.key().step().equals(step))
                .count();
    }

    private static String reason(Simulation.Result result) {
        return result.state().ended().map(Event.RunEnded::reason).orElse("");
    }

    private static Simulation.Result usual(String plan) {
        return USUAL.computeIfAbsent(plan, EveryWorkflowTest::run);
    }

    private static Workflow workflow(String plan) {
        return Objects.requireNonNull(PLANS.get(plan), plan);
    }

    private static Simulation.Result run(String plan, String... words) {
        var script = Script.empty();
        for (var word : words) {
            assertThat(script.add(word)).isEmpty();
        }
        var workflow = workflow(plan);
        var result = Simulation.run(workflow, Setup.scripted(script, Plans.start(workflow)));
        assertThat(result.violation()).as(plan + " " + List.of(words)).isEmpty();
        return result;
    }
}
