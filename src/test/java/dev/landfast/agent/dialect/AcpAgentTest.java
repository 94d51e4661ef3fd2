package dev.landfast.agent.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.agent.AgentOutcome;
import dev.landfast.agent.Assignment;
import dev.landfast.agent.brief.BriefWriter;
import dev.landfast.agent.role.Roles;
import dev.landfast.agent.role.Sources;
import dev.landfast.journal.StepKey;
import dev.landfast.journal.Usage.Basis;
import dev.landfast.process.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A second turn of a conversation is judged by itself. The agent is a script that speaks as much
/// of the protocol as it needs.
class AcpAgentTest {

    private static final String APPROVED =
            "{\"verdict\": \"APPROVED\", \"summary\": \"Small.\", \"findings\": []}";

    private static final String AGENT =
            """
            import json, os, sys

            def tell(**what):
                print(json.dumps({"jsonrpc": "2.0", **what}), flush=True)

            def say(text):
                tell(method="session/update", params={"update": {
                    "sessionUpdate": "agent_message_chunk", "content": {"text": text}}})

            def end(id):
                count = {"input_tokens": 100, "output_tokens": 1}
                tell(id=id, result={
                    "stopReason": "end_turn", "_meta": {"quota": {"token_count": count}}})

            prompts = 0
            for line in sys.stdin:
                asked = json.loads(line)
                if asked["method"] == "initialize":
                    tell(id=asked["id"], result={})
                elif asked["method"] == "session/new":
                    tell(id=asked["id"], result={"sessionId": "s1"})
                else:
                    prompts += 1
                    if prompts == 1:
                        with open(os.environ["LANDFAST_ANSWER"], "w") as answer:
                            answer.write('{"verdict": "FINE"}')
                        end(asked["id"])
                    else:
                        SECOND
            """;

    @TempDir Path folder;
    @TempDir Path worktree;

    private AgentOutcome work(String second) throws IOException, InterruptedException {
        var script = folder.resolve("agent.py");
        Files.writeString(script, AGENT.replace("SECOND", second));
        var brief =
                BriefWriter.write(
                        new Roles(Sources.none()).named("reviewer"),
                        new BriefWriter.Matter("review", "", List.of(), List.of(), Map.of()));
        var site =
                new Assignment.Site(
                        worktree,
                        folder.resolve("review@1"),
                        Map.of("PATH", "/usr/bin:/bin"),
                        Assignment.Bounds.of(Duration.ofMinutes(1)));
        Files.createDirectories(site.desk());
        return new AcpAgent(
                        List.of("/usr/bin/python3", script.toString()),
                        Tasks.open(folder.resolve("shim")))
                .work(new Assignment("run", new StepKey("review", 1), 1, brief, site));
    }

    @Test
    void its_answer_is_not_that_of_the_first() throws Exception {
        var outcome = (AgentOutcome.Finished) work("say('" + APPROVED + "'); end(asked[\"id\"])");

        assertThat(outcome.answer()).contains(APPROVED);
        assertThat(outcome.usage().tokens().input()).isEqualTo(200);
    }

    @Test
    void neither_is_its_end() throws Exception {
        var outcome = (AgentOutcome.Failed) work("sys.exit(0)");

        assertThat(outcome.trace().usage())
                .hasValueSatisfying(usage -> {
                    assertThat(usage.tokens().input()).isEqualTo(100);
                    assertThat(usage.basis()).isEqualTo(Basis.UNKNOWN);
                });
    }
}
