package dev.landfast.engine;

import static dev.landfast.engine.Plan.agent;
import static dev.landfast.engine.Plan.gate;
import static dev.landfast.engine.Plan.task;
import static dev.landfast.engine.Play.blocked;
import static dev.landfast.engine.Play.fail;
import static dev.landfast.engine.Play.pending;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.definition.Expression;
import dev.landfast.definition.Step;
import dev.landfast.definition.Workflow;
import dev.landfast.engine.Outline.Line;
import dev.landfast.engine.Outline.Status;
import dev.landfast.journal.Event;
import dev.landfast.journal.StepResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutlineTest {

    @Test
    void every_step_has_a_line_in_the_order_of_the_document_before_anything_has_run() {
        var play = new Play(Plan.feature());

        assertThat(lines(Plan.feature(), play))
                .extracting(line -> "  ".repeat(line.depth()) + line.step().id())
                .containsExactly(
                        "worktree",
                        "implement",
                        "commit",
                        "quality",
                        "  unit",
                        "  review",
                        "  repair",
                        "  commit-repair",
                        "integration",
                        "push",
                        "landing",
                        "  update",
                        "  final",
                        "  land",
                        "cleanup");
        assertThat(lines(Plan.feature(), play))
                .extracting(Line::status)
                .containsOnly(Status.PENDING);
    }

    @Test
    void the_newest_pass_of_a_loop_counts_and_the_loop_says_how_far_it_is() {
        var play = new Play(Plan.feature()).script("unit", fail("A"), pending()).settle();
        var lines = lines(Plan.feature(), play);

        assertThat(line(lines, "quality").status()).isEqualTo(Status.RUNNING);
        assertThat(line(lines, "quality").passes()).isEqualTo(new Outline.Passes(2, 4, 0));
        assertThat(line(lines, "unit").path()).isEqualTo("quality.2/unit");
        assertThat(line(lines, "unit").status()).isEqualTo(Status.RUNNING);
        assertThat(line(lines, "repair").path()).isEqualTo("quality.1/repair");
        assertThat(line(lines, "repair").status()).isEqualTo(Status.PASSED);
        assertThat(line(lines, "integration").status()).isEqualTo(Status.PENDING);
    }

    @Test
    void what_stopped_the_run_is_failed_or_blocked_and_what_comes_after_is_pending() {
        var failed =
                new Play(Plan.feature()).script("unit", fail("A"), fail("B"), fail("C"), fail("D"));
        var lines = lines(Plan.feature(), failed.settle());
        assertThat(line(lines, "quality").status()).isEqualTo(Status.FAILED);
        assertThat(line(lines, "push").status()).isEqualTo(Status.PENDING);

        var blocked = new Play(Plan.feature()).script("push", blocked("network")).settle();
        assertThat(line(lines(Plan.feature(), blocked), "push").status()).isEqualTo(Status.BLOCKED);
    }

    @Test
    void recovery_has_lines_once_it_has_begun() {
        var play =
                new Play(Plan.feature())
                        .script("worktree", blocked("service"))
                        .script("debug-worktree", pending())
                        .settle();
        var lines = lines(Plan.feature(), play);

        assertThat(line(lines, "debug-worktree").depth()).isEqualTo(1);
        assertThat(lines).extracting(l -> l.step().id()).doesNotContain("debug-unit");
    }

    @Test
    void waiting_for_a_person_is_said_of_the_step_and_of_what_is_around_it() {
        var plan = Plan.of(Plan.phase("plan", List.of(agent("write")), task("approve", "sign")));
        var play = new Play(plan).settle();

        assertThat(line(lines(plan, play), "sign").status()).isEqualTo(Status.WAITING);
        assertThat(line(lines(plan, play), "plan").status()).isEqualTo(Status.WAITING);
        play.answer(true, "yes");
        assertThat(line(lines(plan, play), "plan").status()).isEqualTo(Status.PASSED);
    }

    @Test
    void what_a_variant_leaves_out_differs_from_what_a_condition_skips() {
        var left = Plan.when(agent("left"), new Expression.Literal(false));
        var skipped = Plan.when(agent("skipped"), Plan.lookup("steps.first.never"));
        var plan = Plan.of(agent("first"), left, skipped);
        var lines = lines(plan, new Play(plan).settle());

        assertThat(line(lines, "left").status()).isEqualTo(Status.LEFT_OUT);
        assertThat(line(lines, "skipped").status()).isEqualTo(Status.SKIPPED);
    }

    @Test
    void each_item_of_a_foreach_has_its_own_lines() {
        var plan = foreach();
        var items = List.of(Map.of("key", "a"), Map.of("key", "b"));
        var play =
                new Play(plan)
                        .script("list", StepResult.pass(Map.of("items", items)))
                        .script("build", StepResult.pass(Map.of()), pending())
                        .settle();
        var lines = lines(plan, play);

        assertThat(lines)
                .filteredOn(l -> l.step().id().equals("build"))
                .extracting(l -> l.path() + " " + l.status())
                .containsExactly("each[{key=a}]/build PASSED", "each[{key=b}]/build RUNNING");
    }

    @Test
    void a_retry_from_a_step_makes_what_comes_after_it_pending_again() {
        var play = new Play(Plan.feature()).script("push", blocked("network")).settle();
        play.script("implement", pending());
        play.record(new Event.RetryRequested(Optional.of("implement"), 0), Play.ANA);
        play.settle();
        var lines = lines(Plan.feature(), play);

        assertThat(line(lines, "worktree").status()).isEqualTo(Status.PASSED);
        assertThat(line(lines, "implement").status()).isEqualTo(Status.RUNNING);
        assertThat(line(lines, "implement").passes().attempts()).isEqualTo(2);
        assertThat(line(lines, "push").status()).isEqualTo(Status.PENDING);
    }

    @Test
    void the_steps_of_a_fork_before_its_beginning_have_passed() {
        var first = new Play(Plan.feature()).script("push", blocked("network")).settle();
        var fork = Forks.of(Plan.feature(), first.state(), "r1", "integration");
        var play = new Play(Plan.feature(), fork).script("push", pending()).settle();
        var lines = lines(Plan.feature(), play);

        assertThat(line(lines, "unit").status()).isEqualTo(Status.PASSED);
        assertThat(line(lines, "repair").status()).isEqualTo(Status.PENDING);
        assertThat(line(lines, "push").status()).isEqualTo(Status.RUNNING);
    }

    @Test
    void what_runs_whatever_the_outcome_is_listed_last() {
        var plan =
                Plan.of(
                        List.of(gate("unit")),
                        List.of(agent("archive")),
                        Plan.limits(null, null, null));
        var play = new Play(plan).script("unit", fail("A")).settle();

        assertThat(lines(plan, play))
                .extracting(l -> l.path() + " " + l.status())
                .containsExactly("unit FAILED", "always/archive PASSED");
    }

    private static Workflow foreach() {
        Step.In in = new Step.In.Asked(task("spec", "list"));
        return Plan.of(Plan.foreach("each", in, new Step.Fan(false, 2), "stop", agent("build")));
    }

    private static List<Line> lines(Workflow workflow, Play play) {
        return Outline.of(workflow, play.state()).lines();
    }

    private static Line line(List<Line> lines, String id) {
        return lines.stream().filter(l -> l.step().id().equals(id)).findFirst().orElseThrow();
    }
}
