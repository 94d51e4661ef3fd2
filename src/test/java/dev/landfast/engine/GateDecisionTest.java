package dev.landfast.engine;

import static dev.landfast.engine.Plan.gate;
import static dev.landfast.engine.Plan.loop;
import static dev.landfast.engine.Plan.task;
import static dev.landfast.engine.Play.blocked;
import static dev.landfast.engine.Play.fail;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.definition.Config;
import dev.landfast.definition.Expression;
import dev.landfast.definition.Step;
import dev.landfast.definition.Workflow;
import dev.landfast.engine.GateDecision.Iteration;
import dev.landfast.engine.GateDecision.Row;
import dev.landfast.engine.GateDecision.Verdict;
import dev.landfast.engine.GateDecision.Word;
import dev.landfast.journal.Event;
import dev.landfast.journal.Event.End;
import dev.landfast.journal.Finding;
import dev.landfast.journal.Finding.Level;
import dev.landfast.journal.StepResult;
import dev.landfast.journal.StepResult.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The decision of a round, as a function and as the decider drives it.
class GateDecisionTest {

    private static final Row QUALITY = row("quality", Verdict.PASS);
    private static final Row TESTING = row("testing", Verdict.FAIL, found("E1", Level.HIGH, 3));

    @Test
    void accepts_when_every_gate_has_passed() {
        var decision = decide(4, 4, QUALITY, row("testing", Verdict.PASS));

        assertThat(decision.word()).isEqualTo(Word.ACCEPT);
        assertThat(decision.result().outcome()).isEqualTo(new Outcome.Pass());
        assertThat(decision.result().outputs())
                .containsEntry("decision", "ACCEPT")
                .containsEntry("iteration", 4L)
                .containsEntry("limit", 4L);
    }

    @Test
    void iterates_below_the_limit_and_escalates_at_it() {
        assertThat(decide(3, 4, QUALITY, TESTING).word()).isEqualTo(Word.ITERATE);
        assertThat(decide(4, 4, QUALITY, TESTING).word()).isEqualTo(Word.ESCALATE);
        assertThat(decide(4, 4, QUALITY, TESTING).result().outcome())
                .isInstanceOf(Outcome.Escalate.class);
    }

    @Test
    void a_gate_without_a_verdict_is_inconclusive_and_never_accepted() {
        var decision = decide(1, 4, QUALITY, row("testing", Verdict.INCONCLUSIVE));

        assertThat(decision.word()).isEqualTo(Word.ESCALATE);
        assertThat(decision.grounds().issue()).isEqualTo("evidence is missing");
        assertThat(decision.grounds().details()).contains("testing INCONCLUSIVE");
    }

    @Test
    void evidence_that_the_work_can_mend_is_worth_an_iteration() {
        var unproven = new Row("testing", "testing", Verdict.INCONCLUSIVE, true, List.of());

        assertThat(decide(1, 4, QUALITY, unproven).word()).isEqualTo(Word.ITERATE);
    }

    @Test
    void a_fundamental_finding_escalates_at_any_iteration_unless_it_is_only_flagged() {
        var row =
                row("review", Verdict.FAIL, found("fundamental-review-architecture", Level.LOW, 1));

        assertThat(decide(1, 4, row).word()).isEqualTo(Word.ESCALATE);
        assertThat(decide(1, 4, row).grounds().issue()).startsWith("fundamental: ");
        var flagged = new Config(Map.of("fundamental", "flag"));
        assertThat(
                        GateDecisions.decide(List.of(row), new Iteration(1, 4), flagged, Set.of())
                                .word())
                .isEqualTo(Word.ITERATE);
    }

    @Test
    void the_same_finding_again_is_flagged_as_architectural_wherever_its_line_is() {
        var earlier = Set.of(GateDecisions.key(found("E1", Level.HIGH, 77)));
        var flagged = GateDecisions.decide(List.of(TESTING), new Iteration(2, 4), rules(), earlier);

        assertThat(flagged.word()).isEqualTo(Word.ITERATE);
        assertThat(flagged.feedback().getFirst().repeated()).isTrue();
        assertThat(flagged.grounds().notice()).contains("1 found again").contains("architecture");
        var strict = new Config(Map.of("repeated", "escalate"));
        assertThat(
                        GateDecisions.decide(List.of(TESTING), new Iteration(2, 4), strict, earlier)
                                .word())
                .isEqualTo(Word.ESCALATE);
    }

    @Test
    void feedback_says_what_where_and_how_with_the_most_serious_first() {
        var row =
                row(
                        "review",
                        Verdict.FAIL,
                        found("E3", Level.LOW, 9),
                        found("E2", Level.CRITICAL, 5),
                        found("fundamental-x", Level.MEDIUM, 7));
        var flagged = new Config(Map.of("fundamental", "flag"));
        var decision = GateDecisions.decide(List.of(row), new Iteration(1, 4), flagged, Set.of());

        assertThat(decision.feedback())
                .extracting(f -> f.finding().rule())
                .containsExactly("fundamental-x", "E2", "E3");
        assertThat(decision.scope()).containsExactly("a.py");
        assertThat(decision.result().findings()).hasSize(3);
        assertThat(String.valueOf(decision.result().outputs().get("feedback")))
                .contains("what=it is wrong")
                .contains("where=a.py:5")
                .contains("how=mend it");
    }

    @Test
    void the_limit_is_announced_from_the_round_that_the_definition_names() {
        var rules = new Config(Map.of("warn-from", 3L));

        assertThat(notice(2, rules)).isEmpty();
        assertThat(notice(3, rules)).contains("this is iteration 3 of 4");
    }

    @Test
    void an_escalation_states_issue_details_and_required_action() {
        assertThat(decide(4, 4, TESTING).result().outputs())
                .containsEntry("issue", "the limit of iterations is reached")
                .containsEntry("details", "testing FAIL (1)")
                .hasEntrySatisfying("action", a -> assertThat(a.toString()).contains("a person"));
    }

    @Test
    void whoever_is_asked_can_only_be_stricter() {
        var accepted = decide(1, 4, QUALITY);
        var iterates = decide(1, 4, TESTING);

        assertThat(iterates.stricter(Word.ACCEPT, "manager", "fine with me", List.of()))
                .isSameAs(iterates);
        var stricter = accepted.stricter(Word.ITERATE, "manager", "no example", List.of());
        assertThat(stricter.word()).isEqualTo(Word.ITERATE);
        assertThat(stricter.grounds().by()).isEqualTo("manager");
        assertThat(stricter.result().findings())
                .extracting(Finding::message)
                .contains("no example");
        assertThat(iterates.stricter(Word.ESCALATE, "manager", "no", List.of()).word())
                .isEqualTo(Word.ESCALATE);
    }

    @Test
    void a_stricter_word_at_the_limit_escalates_too() {
        assertThat(decide(4, 4, QUALITY).stricter(Word.ITERATE, "manager", "no", List.of()).word())
                .isEqualTo(Word.ESCALATE);
    }

    // ---- in a run

    @Test
    void the_decider_hands_table_and_findings_of_the_round_to_the_decision() {
        var play = play().script("unit", fail("E1", "E2")).script("verdict", again()).settle();
        var decision = GateDecisions.of(play.input("checks.1/verdict@1"));

        assertThat(decision.word()).isEqualTo(Word.ITERATE);
        assertThat(decision.iteration()).hasToString("iteration 1 of 3");
        assertThat(decision.table())
                .extracting(r -> r.step() + " " + r.verdict())
                .containsExactly("unit FAIL", "style PASS");
        assertThat(decision.feedback())
                .extracting(f -> f.gate() + " " + f.finding().rule())
                .containsExactly("unit E1", "unit E2");
    }

    @Test
    void a_row_that_was_left_out_of_the_round_has_no_verdict() {
        var never = new Expression.Literal(false);
        var left = Plan.when(gate("style"), never);
        var play = new Play(plan(gate("unit"), left)).settle();

        assertThat(GateDecisions.of(play.input("checks.1/verdict@1")).word())
                .isEqualTo(Word.ESCALATE);
    }

    @Test
    void a_gate_of_the_round_that_is_no_row_counts_too() {
        var play = new Play(plan(gate("scope"), gate("unit"), gate("style")));
        play.script("scope", fail("S1")).script("verdict", again()).settle();
        var decision = GateDecisions.of(play.input("checks.1/verdict@1"));

        assertThat(decision.word()).isEqualTo(Word.ITERATE);
        assertThat(decision.table().getLast().step()).isEqualTo("scope");
    }

    @Test
    void what_earlier_rounds_found_is_known_also_after_a_retry() {
        var play = play().script("unit", fail("E1"), fail("E1"), fail("E2"), fail("E1"));
        play.script("verdict", again(), again(), escalate(), escalate()).settle();
        play.record(new Event.RetryRequested(Optional.empty(), 0), Play.ANA);
        play.settle();

        assertThat(GateDecisions.of(play.input("checks.2/verdict@1")).feedback())
                .allMatch(GateDecision.Feedback::repeated);
        assertThat(GateDecisions.of(play.input("checks.3/verdict@1")).feedback())
                .noneMatch(GateDecision.Feedback::repeated);
        assertThat(GateDecisions.of(play.input("checks.4/verdict@1")).feedback())
                .allMatch(GateDecision.Feedback::repeated);
        assertThat(play.end().end()).isEqualTo(End.ESCALATED);
    }

    @Test
    void a_gate_without_evidence_for_want_of_a_tool_never_reaches_the_decision() {
        var play = play().script("unit", blocked("missing-tool")).settle();

        assertThat(play.end().end()).isEqualTo(End.BLOCKED);
        assertThat(play.attempts()).doesNotContain("checks.1/verdict@1");
    }

    private static Play play() {
        return new Play(plan(gate("unit"), gate("style")));
    }

    private static Workflow plan(Step... gates) {
        var decide =
                Plan.with(
                        task("decide", "verdict"),
                        "decide",
                        Map.of("rows", List.of("unit", "style")));
        var steps = new java.util.ArrayList<>(List.of(gates));
        steps.add(decide);
        var bound = new Step.Bound(3, Optional.empty(), true);
        return Plan.of(loop("checks", bound, steps, List.of(task("commit", "mend"))));
    }

    private static StepResult again() {
        return StepResult.of(new Outcome.Fail("ITERATE", "x"));
    }

    private static StepResult escalate() {
        return StepResult.of(new Outcome.Escalate("ESCALATE"));
    }

    private static String notice(int iteration, Config rules) {
        return GateDecisions.decide(List.of(TESTING), new Iteration(iteration, 4), rules, Set.of())
                .grounds()
                .notice();
    }

    private static GateDecision decide(int iteration, int limit, Row... rows) {
        return GateDecisions.decide(
                List.of(rows), new Iteration(iteration, limit), rules(), Set.of());
    }

    private static Config rules() {
        return Config.empty();
    }

    private static Row row(String gate, Verdict verdict, Finding... findings) {
        return new Row(gate, gate, verdict, verdict == Verdict.FAIL, List.of(findings));
    }

    private static Finding found(String rule, Level level, int line) {
        return new Finding(
                rule,
                level,
                new Finding.Place("a.py", line),
                "it is wrong " + line + " times",
                Optional.of("mend it"));
    }
}
