package dev.landfast.agent.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.agent.AgentChoice;
import dev.landfast.agent.AgentOutcome;
import dev.landfast.agent.Assignment;
import dev.landfast.agent.Maker;
import dev.landfast.agent.brief.BriefWriter;
import dev.landfast.agent.role.Roles;
import dev.landfast.agent.role.Sources;
import dev.landfast.journal.StepKey;
import dev.landfast.journal.Usage;
import dev.landfast.journal.Usage.Basis;
import dev.landfast.process.Containment;
import dev.landfast.process.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Calls that belong together: what they used, how long they may take, what is left of them. The
/// program is a script that prints what the real ones print.
class CodingAgentTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String FINE = "{\"verdict\": \"FINE\"}";
    private static final String APPROVED =
            "{\"verdict\": \"APPROVED\", \"summary\": \"Small.\", \"findings\": []}";

    @TempDir Path folder;
    @TempDir Path worktree;
    private Path program;

    @BeforeEach
    void script() throws IOException {
        program = folder.resolve("agent.sh");
        Files.writeString(
                program,
                """
                #!/bin/sh
                cat > /dev/null
                n=$(($(cat calls 2> /dev/null || echo 0) + 1))
                echo $n > calls
                echo "$@" > args-$n
                . ./call-$n
                """);
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    /// What the next call prints.
    private void call(int number, String... lines) throws IOException {
        var script = new StringBuilder("cat <<'END'\n");
        for (var line : lines) {
            script.append(line).append('\n');
        }
        Files.writeString(worktree.resolve("call-" + number), script + "END\n");
    }

    private static String began() {
        return "{\"type\":\"thread.started\",\"thread_id\":\"t1\"}";
    }

    private static String said(String text) {
        return "{\"type\":\"item.completed\",\"item\":{\"id\":\"i\",\"type\":\"agent_message\",\"text\":"
                + Line.JSON.writeValueAsString(text)
                + "}}";
    }

    /// Codex counts the conversation as a whole.
    private static String completed(int input) {
        return "{\"type\":\"turn.completed\",\"usage\":{\"input_tokens\":"
                + input
                + ",\"cached_input_tokens\":0,\"output_tokens\":1}}";
    }

    private static String failed(String why) {
        return "{\"type\":\"turn.failed\",\"error\":{\"message\":\"" + why + "\"}}";
    }

    private static String claude(String text, double cost, int status) {
        return """
        {"type":"result","is_error":%s,"api_error_status":%s,"session_id":"s1","result":%s,\
        "total_cost_usd":%s,"usage":{"input_tokens":10,"output_tokens":1}}\
        """
                .formatted(
                        status > 0,
                        status > 0 ? status : "null",
                        Line.JSON.writeValueAsString(text),
                        cost);
    }

    private static String claudeBegan() {
        return "{\"type\":\"system\",\"subtype\":\"init\",\"session_id\":\"s1\",\"model\":\"m\"}";
    }

    private static String claudeSaid(String text) {
        return "{\"type\":\"assistant\",\"message\":{\"content\":[{\"type\":\"text\",\"text\":"
                + Line.JSON.writeValueAsString(text)
                + "}]}}";
    }

    private Assignment assignment(int attempt, Optional<Double> dollars) {
        var brief =
                BriefWriter.write(
                        new Roles(Sources.none()).named("reviewer"),
                        new BriefWriter.Matter("review", "", List.of(), List.of(), Map.of()));
        var site =
                new Assignment.Site(
                        worktree,
                        folder.resolve("review@" + attempt),
                        Map.of("PATH", "/usr/bin:/bin"),
                        new Assignment.Bounds(LIMIT, dollars, Containment.none()));
        return new Assignment("run", new StepKey("review", attempt), 1, brief, site);
    }

    private AgentOutcome work(Maker maker, int attempt, Optional<Double> dollars)
            throws InterruptedException {
        var models = Map.of("deep", "d", "standard", "s", "fast", "f", "default", "x");
        var choice =
                new AgentChoice.Coding(
                        maker,
                        List.of(program.toString()),
                        models,
                        new AgentChoice.Connection(Optional.empty(), "KEY"),
                        List.of());
        return new CodingAgent(choice, Tasks.open(folder.resolve("shim")))
                .work(assignment(attempt, dollars));
    }

    private AgentOutcome codex(int attempt) throws InterruptedException {
        return work(Maker.CODEX, attempt, Optional.empty());
    }

    private static long input(Usage usage) {
        return usage.tokens().input();
    }

    @Test
    void each_call_is_counted_once_and_the_log_of_each_is_kept() throws Exception {
        call(1, began(), said(FINE), completed(1_000));
        call(2, began(), said(APPROVED), completed(2_000));

        var outcome = (AgentOutcome.Finished) codex(1);

        assertThat(input(outcome.usage())).isEqualTo(2_000);
        assertThat(outcome.answer()).contains(APPROVED);
        assertThat(outcome.logs()).hasSize(2);
        assertThat(outcome.logs().getFirst()).content().contains("FINE");
    }

    @Test
    void what_a_call_that_broke_off_used_is_not_known_and_counts_with_the_next() throws Exception {
        call(1, began(), said(FINE), completed(1_000));
        call(2, began(), said("Well"), failed("We are experiencing high demand"));
        call(3, began(), said(APPROVED), completed(3_000));

        var broken = ((AgentOutcome.Transient) codex(1)).trace().usage().orElseThrow();
        var outcome = (AgentOutcome.Finished) codex(2);

        assertThat(input(broken)).isEqualTo(1_000);
        assertThat(broken.basis()).isEqualTo(Basis.UNKNOWN);
        assertThat(input(outcome.usage())).isEqualTo(2_000);
    }

    @Test
    void a_conversation_that_is_gone_on_with_costs_what_came_on_top() throws Exception {
        call(1, claudeBegan(), claudeSaid(FINE), claude(FINE, 0.25, 0));
        call(2, claudeBegan(), claude("overloaded", 0.5, 529));
        call(3, claudeBegan(), claudeSaid(APPROVED), claude(APPROVED, 0.75, 0));

        var first = ((AgentOutcome.Transient) work(Maker.CLAUDE, 1, Optional.of(2.0))).trace();
        var second = (AgentOutcome.Finished) work(Maker.CLAUDE, 2, Optional.of(1.0));

        assertThat(first.usage().orElseThrow().cost()).isEqualTo(0.5);
        assertThat(second.usage().cost()).isEqualTo(0.25);
        // It counts the conversation as a whole.
        assertThat(worktree.resolve("args-1")).content().contains("--max-budget-usd 2.0000");
        assertThat(worktree.resolve("args-2")).content().contains("--max-budget-usd 2.0000");
        assertThat(worktree.resolve("args-3")).content().contains("--max-budget-usd 1.5000");
    }

    @Test
    void who_is_not_let_in_has_used_nothing_unless_it_had_worked_before() throws Exception {
        call(1, began(), failed("unexpected status 401 Unauthorized"));
        call(2, began(), said("Well"), failed("unexpected status 401 Unauthorized"));

        var atOnce = (AgentOutcome.Authentication) codex(1);
        var later = (AgentOutcome.Authentication) codex(2);

        assertThat(atOnce.trace().usage()).contains(Usage.NOTHING);
        assertThat(later.trace().usage()).isEmpty();
    }

    @Test
    void a_count_that_is_missing_is_not_zero() throws Exception {
        call(1, began(), said(APPROVED), "{\"type\":\"turn.completed\"}");

        assertThat(((AgentOutcome.Finished) codex(1)).usage().basis()).isEqualTo(Basis.UNKNOWN);
    }

    @Test
    void the_price_is_that_of_the_model_of_its_tier() throws Exception {
        call(1, began(), said(APPROVED), completed(1_000));

        assertThat(((AgentOutcome.Finished) codex(1)).usage().model()).isEqualTo("s");
        assertThat(worktree.resolve("args-1")).content().contains("-m s ");
    }

    @Test
    void a_second_call_has_what_is_left_of_the_time() throws Exception {
        call(1, began(), said(FINE), completed(1_000));
        call(2, began(), said(APPROVED), completed(2_000));

        codex(1);

        var scratch = folder.resolve("review@1");
        assertThat(wall(scratch.resolve("task"))).isEqualTo(LIMIT);
        assertThat(wall(scratch.resolve("task-2"))).isLessThan(LIMIT);
    }

    private static Duration wall(Path task) throws IOException {
        return Files.readAllLines(task.resolve("about")).stream()
                .filter(line -> line.startsWith("wall "))
                .map(line -> Duration.parse(line.substring("wall ".length())))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void what_a_program_keeps_is_left_for_one_that_goes_on_and_for_nobody_else() throws Exception {
        call(1, began(), said("Well"), failed("We are experiencing high demand"));
        call(2, began(), said(APPROVED), completed(3_000));
        var shared = assignment(1, Optional.empty()).shared();

        codex(1);
        Files.writeString(shared.home().resolve("conversation"), "x");
        Files.createSymbolicLink(shared.home().resolve("link"), worktree);
        shared.leave();
        assertThat(shared.home()).isDirectory();

        codex(2);
        shared.leave();
        assertThat(shared.home()).doesNotExist();
        assertThat(worktree).isNotEmptyDirectory();
    }

    @Test
    void no_other_step_visit_or_run_has_the_same_place() {
        var key = new StepKey("quality.2/review", 1);
        var shared = new Assignment.Shared(folder.resolve("r1/x"), key, 1);

        assertThat(
                        List.of(
                                shared.home(),
                                shared.session(),
                                new Assignment.Shared(shared.scratch(), key, 2).home(),
                                new Assignment.Shared(folder.resolve("r2/x"), key, 1).home(),
                                new Assignment.Shared(
                                                shared.scratch(),
                                                new StepKey("quality.2-review", 1),
                                                1)
                                        .home()))
                .doesNotHaveDuplicates();
        assertThat(new Assignment.Shared(folder.resolve("r1/y"), key, 1).home())
                .isEqualTo(shared.home());
    }
}
