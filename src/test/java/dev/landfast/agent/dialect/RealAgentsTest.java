package dev.landfast.agent.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.landfast.agent.AgentOutcome;
import dev.landfast.agent.Maker;
import dev.landfast.agent.model.Asked;
import dev.landfast.agent.model.RealPrograms;
import dev.landfast.agent.model.Reply;
import dev.landfast.agent.model.ResultTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What the real programs do, driven by a model that follows a script. The programs are where
/// `landfast.agents` says; `./dev real-agents` installs and names them.
@Tag("long")
@ExtendWith(ResultTable.class)
class RealAgentsTest {

    private static final String APPROVED =
            "{\"verdict\": \"APPROVED\", \"summary\": \"Small.\", \"findings\": []}";

    /// Not where temporary files lie: there some of the programs trust nothing.
    @TempDir(factory = BesideTheBuild.class)
    Path folder;

    private final List<Bench> benches = new ArrayList<>();
    private String scenario = "";

    @AfterEach
    void close() throws IOException {
        for (var bench : benches) {
            bench.close();
            Recording.keep(bench, scenario);
            bench.clear();
        }
    }

    private Bench bench(Maker maker, String scenario, Function<Asked, Reply> script)
            throws IOException {
        assumeTrue(RealPrograms.has(maker), () -> maker.title() + " is not installed");
        var bench = new Bench(folder, maker, script);
        this.scenario = scenario;
        benches.add(bench);
        return bench;
    }

    @ParameterizedTest
    @EnumSource(Maker.class)
    void writes_a_file_and_says_that_it_is_done(Maker maker) throws Exception {
        var bench =
                bench(
                        maker,
                        "write",
                        asked ->
                                asked.results().isEmpty()
                                        ? new Reply.Write(
                                                folder.resolve("tree/new.txt").toString(), "new\n")
                                        : new Reply.Say("DONE"));

        var outcome = bench.work();

        assertThat(outcome).isInstanceOf(AgentOutcome.Finished.class);
        var done = (AgentOutcome.Finished) outcome;
        assertThat(done.message()).isEqualTo("DONE");
        assertThat(bench.worktree.resolve("new.txt")).hasContent("new");
        assertThat(done.usage().tokens().input()).isEqualTo(2_000);
        assertThat(done.usage().tokens().output()).isEqualTo(100);
        assertThat(bench.model.asked().getFirst().text()).contains("# implement (step 2)");
        try (var left = Files.list(bench.worktree)) {
            assertThat(left.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("there.txt", "new.txt");
        }
    }

    @ParameterizedTest
    @EnumSource(Maker.class)
    void a_denied_write_is_no_write_whatever_it_says(Maker maker) throws Exception {
        var outside = folder.resolve("outside.txt");
        var bench =
                bench(
                        maker,
                        "denied",
                        asked ->
                                asked.results().isEmpty()
                                        ? new Reply.Write(outside.toString(), "out\n")
                                        : new Reply.Say("DONE"));

        assertThat(bench.work()).isInstanceOf(AgentOutcome.Finished.class);
        assertThat(outside).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource(Maker.class)
    void an_answer_that_meets_its_schema_is_taken(Maker maker) throws Exception {
        var bench = bench(maker, "answer", asked -> new Reply.Say(APPROVED)).playing("reviewer");

        var outcome = (AgentOutcome.Finished) bench.work();

        assertThat(outcome.answer()).contains(APPROVED);
    }

    @ParameterizedTest
    @EnumSource(Maker.class)
    void an_answer_that_does_not_is_asked_for_once_more_in_the_same_conversation(Maker maker)
            throws Exception {
        var bench =
                bench(
                                maker,
                                "answer-again",
                                asked ->
                                        asked.mentions("does not meet the schema")
                                                ? new Reply.Say("```json\n" + APPROVED + "\n```")
                                                : new Reply.Say("{\"verdict\": \"FINE\"}"))
                        .playing("reviewer");

        var outcome = (AgentOutcome.Finished) bench.work();

        assertThat(outcome.answer()).contains(APPROVED);
        assertThat(bench.model.asked().getLast().text()).contains("# implement (step 2)");
        // Each call is counted once, although programs count the conversation.
        assertThat(outcome.usage().tokens().input()).isEqualTo(2_000);
        assertThat(outcome.usage().tokens().output()).isEqualTo(100);
    }

    @ParameterizedTest
    @EnumSource(Maker.class)
    void a_tool_of_ours_is_called_and_its_answer_reaches_the_model(Maker maker) throws Exception {
        var bench =
                bench(
                                maker,
                                "mcp",
                                asked ->
                                        asked.results().isEmpty()
                                                ? asked.tool("next")
                                                : new Reply.Say(
                                                        asked.last().contains("mend line 7")
                                                                ? "DONE"
                                                                : "nothing was told"))
                        .telling("next", "mend line 7");

        var outcome = (AgentOutcome.Finished) bench.work();

        assertThat(outcome.message()).isEqualTo("DONE");
        assertThat(bench.told()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Maker.class)
    void a_key_that_is_not_accepted_is_told_apart(Maker maker) throws Exception {
        var bench = bench(maker, "401", asked -> Reply.refuse(401, "no such key"));

        assertThat(bench.work()).isInstanceOf(AgentOutcome.Authentication.class);
    }

    @ParameterizedTest
    @EnumSource(Maker.class)
    void a_rate_limit_is_told_apart(Maker maker) throws Exception {
        var bench = bench(maker, "429", asked -> Reply.refuse(429, "slow down"));

        assertThat(bench.work()).isInstanceOf(AgentOutcome.RateLimited.class);
    }

    @ParameterizedTest
    @EnumSource(Maker.class)
    void a_failing_provider_is_told_apart(Maker maker) throws Exception {
        var bench = bench(maker, "500", asked -> Reply.refuse(500, "broken"));

        assertThat(bench.work()).isInstanceOf(AgentOutcome.Transient.class);
    }

    @ParameterizedTest
    @EnumSource(Maker.class)
    void a_model_that_never_answers_runs_out_of_time(Maker maker) throws Exception {
        var bench = bench(maker, "hang", asked -> new Reply.Hang()).within(Duration.ofSeconds(10));

        assertThat(bench.work()).isInstanceOf(AgentOutcome.OutOfTime.class);
        assertThat(bench.model.asked()).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(Maker.class)
    void goes_on_with_the_conversation_after_trouble_and_counts_only_what_came_on_top(Maker maker)
            throws Exception {
        var calls = new ArrayList<Integer>();
        var bench =
                bench(
                        maker,
                        "resume",
                        asked -> {
                            calls.add(asked.call());
                            if (asked.mentions("The conversation was cut off")) {
                                return new Reply.Say("DONE");
                            }
                            return asked.results().isEmpty()
                                    ? new Reply.Write(
                                            folder.resolve("tree/new.txt").toString(), "new\n")
                                    : Reply.refuse(500, "broken");
                        });

        var first = bench.work();
        assertThat(first).isInstanceOf(AgentOutcome.Transient.class);
        var outcome = bench.again().work();

        assertThat(outcome).isInstanceOf(AgentOutcome.Finished.class);
        assertThat(bench.model.asked().getLast().text()).contains("# implement (step 2)");
        // One that says nothing of a call that failed counts it with the next.
        var counted = ((AgentOutcome.Transient) first).trace().usage();
        var usage = ((AgentOutcome.Finished) outcome).usage();
        assertThat(counted.map(used -> used.tokens().input()).orElse(0L) + usage.tokens().input())
                .isEqualTo(2_000);
    }

    @ParameterizedTest
    @EnumSource(Maker.class)
    void cancelled_in_the_middle_of_a_tool_it_leaves_nothing_running(Maker maker) throws Exception {
        var bench = bench(maker, "cancel", asked -> sleeping());

        var worker = Thread.ofVirtual().start(() -> interrupted(bench));
        awaitSleeper();
        worker.interrupt();
        worker.join(Duration.ofSeconds(20));

        assertThat(worker.isAlive()).isFalse();
        assertThat(sleepers()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Maker.class)
    void killed_with_its_tools_running_it_has_not_finished_and_they_are_swept(Maker maker)
            throws Exception {
        var bench = bench(maker, "kill", asked -> sleeping());
        var outcome = new AtomicReference<AgentOutcome>();

        var worker = Thread.ofVirtual().start(() -> outcome.set(uninterrupted(bench)));
        awaitSleeper();
        bench.processes().forEach(ProcessHandle::destroyForcibly);
        worker.join(Duration.ofSeconds(30));

        assertThat(outcome.get()).isInstanceOf(AgentOutcome.Failed.class);
        assertThat(sleepers()).isEmpty();
    }

    private Reply sleeping() {
        return new Reply.Shell("touch '" + folder + "/sleeping'; exec sleep " + nap());
    }

    /// Long, and a number that no other process here sleeps for.
    private String nap() {
        return "3" + Integer.toUnsignedString(folder.hashCode()) + "1";
    }

    private List<ProcessHandle> sleepers() {
        return ProcessHandle.allProcesses()
                .filter(each ->
                        each.info()
                                .arguments()
                                .filter(words -> List.of(words).contains(nap()))
                                .isPresent())
                .toList();
    }

    private void awaitSleeper() {
        var end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (sleepers().isEmpty()) {
            assertThat(System.nanoTime()).as("the tool has begun in time").isLessThan(end);
            LockSupport.parkNanos(2_000_000);
        }
    }

    private static void interrupted(Bench bench) {
        try {
            bench.work();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static AgentOutcome uninterrupted(Bench bench) {
        try {
            return bench.work();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
