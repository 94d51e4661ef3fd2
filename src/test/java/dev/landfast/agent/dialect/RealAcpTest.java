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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The Agent Client Protocol with Gemini CLI, which speaks it beside its own dialect.
@Tag("long")
@ExtendWith(ResultTable.class)
class RealAcpTest {

    private static final String APPROVED =
            "{\"verdict\": \"APPROVED\", \"summary\": \"Small.\", \"findings\": []}";

    @TempDir(factory = BesideTheBuild.class)
    Path folder;

    private final List<Bench> benches = new ArrayList<>();

    @AfterEach
    void close() {
        benches.forEach(Bench::close);
        benches.forEach(Bench::clear);
    }

    private Bench bench(Function<Asked, Reply> script) throws IOException {
        assumeTrue(RealPrograms.has(Maker.GEMINI), "Gemini CLI is not installed");
        var bench = new Bench(folder, Maker.GEMINI, script);
        benches.add(bench);
        return bench;
    }

    @Test
    void writes_a_file_and_says_that_it_is_done() throws Exception {
        var bench =
                bench(asked ->
                        asked.results().isEmpty()
                                ? new Reply.Write(
                                        folder.resolve("tree/new.txt").toString(), "new\n")
                                : new Reply.Say("DONE"));

        var outcome = bench.converse();

        assertThat(outcome).isInstanceOf(AgentOutcome.Finished.class);
        assertThat(((AgentOutcome.Finished) outcome).message()).isEqualTo("DONE");
        assertThat(((AgentOutcome.Finished) outcome).usage().tokens().input()).isEqualTo(2_000);
        assertThat(bench.worktree.resolve("new.txt")).hasContent("new");
    }

    @Test
    void who_may_only_read_gets_no_leave_to_write() throws Exception {
        var bench =
                bench(asked ->
                                asked.results().isEmpty()
                                        ? new Reply.Write(
                                                folder.resolve("tree/new.txt").toString(), "new\n")
                                        : new Reply.Say(APPROVED))
                        .playing("reviewer");

        assertThat(bench.converse()).isInstanceOf(AgentOutcome.Finished.class);
        assertThat(bench.worktree.resolve("new.txt")).doesNotExist();
    }

    @Test
    void an_answer_that_does_not_meet_its_schema_is_asked_for_once_more() throws Exception {
        var bench =
                bench(asked ->
                                new Reply.Say(
                                        asked.mentions("does not meet the schema")
                                                ? APPROVED
                                                : "Fine."))
                        .playing("reviewer");

        var outcome = (AgentOutcome.Finished) bench.converse();

        assertThat(outcome.answer()).contains(APPROVED);
    }

    @Test
    void a_key_that_is_not_accepted_is_told_apart() throws Exception {
        assertThat(bench(asked -> Reply.refuse(401, "no such key")).converse())
                .isInstanceOf(AgentOutcome.Authentication.class);
    }
}
