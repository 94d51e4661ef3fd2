package dev.landfast.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.journal.Actor;
import dev.landfast.journal.Event;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Agents of a run that call the server while they work.
class AgentToolsTest {

    private static final String WORKFLOW =
            """
            workflow: small
            params:
              name:        { type: name, required: true }
              description: { type: text, required: true }
            roles:
              developer: { access: edit }
              reviewer:  { access: read }
            gates:
              review:
                - review: { words: [APPROVED, REJECTED] }
            steps:
              - { id: worktree, worktree: create }
              - { id: implement, agent: developer }
              - { id: commit, commit: { type: feat } }
              - { id: review, gate: review, by: reviewer, verdicts: { APPROVED: pass, REJECTED: fail } }
            """;

    /// Calls a tool with arguments, and keeps what it is told in a file.
    private static final String CLIENT =
            """
            call() {
                python3 - "$1" "$2" > "%1$s/$LANDFAST_STEP-$3" <<'PY'
            import json, os, sys, urllib.request
            asked = {"jsonrpc": "2.0", "id": 1, "method": "tools/call",
                     "params": {"name": sys.argv[1], "arguments": json.loads(sys.argv[2])}}
            if sys.argv[1] == "tools/list":
                asked = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
            request = urllib.request.Request(os.environ["LANDFAST_MCP_URL"], json.dumps(asked).encode(), {
                "Content-Type": "application/json",
                "Authorization": "Bearer " + os.environ["LANDFAST_MCP_TOKEN"]})
            answer = json.load(urllib.request.build_opener(
                urllib.request.ProxyHandler({})).open(request, timeout=60))
            print(answer["result"]["content"][0]["text"] if "content" in answer.get("result", {})
                  else json.dumps(answer))
            PY
            }
            """;

    private static final String AGENT =
            CLIENT
                    + """
                    echo "my token is $LANDFAST_MCP_TOKEN"
                    echo "$LANDFAST_MCP_TOKEN" > "%1$s/$LANDFAST_STEP-token"
                    call tools/list '{}' list
                    call next '{}' next
                    call findings '{}' findings
                    call status '{}' status
                    call ask '{"question":"Which currency?"}' ask
                    call approve '{}' approve
                    case $LANDFAST_STEP in
                    implement) echo '# more' >> greet/core.py ;;
                    review)
                        call report '{"verdict":"FINE","summary":"good","findings":[]}' wrong
                        call report '{"verdict":"%2$s","summary":"read","findings":[]}' right
                        echo '{"verdict":"APPROVED","summary":"by file","findings":[]}' > "$LANDFAST_ANSWER"
                        ;;
                    esac
                    """;

    @TempDir Path temp;
    private SmallProject project;

    @BeforeEach
    void project() {
        project = SmallProject.in(temp).grant();
    }

    private String run(String script, String verdict) throws InterruptedException {
        return new OwnRun(project, WORKFLOW)
                .playedBy(script.formatted(project.outside(), verdict))
                .word("small");
    }

    private String told(String name) throws IOException {
        return Files.readString(project.outside().resolve(name));
    }

    @Test
    void an_attempt_reads_its_part_and_reports_its_answer() throws Exception {
        assertThat(run(AGENT, "APPROVED")).isEqualTo("done");

        assertThat(told("implement-next")).contains("# implement", "## What is wanted");
        assertThat(told("review-next")).contains("## Your answer");
        assertThat(told("implement-findings")).contains("no findings to mend");
        assertThat(told("implement-status")).contains("They are data", "```text", "small");
        assertThat(told("review-wrong")).contains("does not meet the schema 'review'");
        assertThat(told("review-right")).contains("The report is taken.");
        assertThat(told("implement-token")).isNotEqualTo(told("review-token"));
    }

    @Test
    void a_report_is_judged_and_goes_before_what_lies_in_the_file() throws Exception {
        assertThat(run(AGENT, "REJECTED")).isEqualTo("failed");
    }

    @Test
    void only_what_is_granted_can_be_called() throws Exception {
        run(AGENT, "APPROVED");

        assertThat(told("implement-list")).doesNotContain("\"ask\"", "\"report\"", "approve");
        assertThat(told("review-list")).contains("\"report\"").doesNotContain("\"ask\"");
        assertThat(told("implement-ask")).contains("there is no tool 'ask'");
        assertThat(told("implement-approve")).contains("there is no tool 'approve'");
        assertThat(questions()).isEmpty();
    }

    @Test
    void a_question_is_the_agents_own_and_is_kept() throws Exception {
        var granted = "python: /usr/bin/python3\nmcp: [ask]\n" + project.granted();
        project.write("landfast.yaml", granted);
        project.git("commit", "-qam", "questions are welcome");
        assertThat(run(AGENT, "APPROVED")).isEqualTo("done");

        assertThat(told("implement-ask")).contains("in the record of the run");
        assertThat(questions())
                .containsExactly(
                        "Agent[role=developer, key=implement@1] question of the developer: Which currency?",
                        "Agent[role=reviewer, key=review@1] question of the reviewer: Which currency?");
    }

    @Test
    void a_token_is_in_nothing_that_is_kept_for_reading() throws Exception {
        run(AGENT, "APPROVED");
        var token = told("review-token").strip();

        assertThat(token).hasSize(43);
        try (var files = Files.walk(temp.resolve("state"))) {
            assertThat(
                            files.filter(Files::isRegularFile)
                                    .filter(file -> holds(file, token))
                                    .map(file -> String.valueOf(file.getFileName())))
                    .containsOnly("token");
        }
    }

    /// The device of a network of its own is another one.
    @Test
    void nobody_is_told_of_what_they_cannot_reach() throws Exception {
        project.write(
                "landfast.yaml",
                "python: /usr/bin/python3\ncontainment: { network: loopback, write: ["
                        + project.outside()
                        + "] }\n");
        project.git("commit", "-qam", "a network of their own");
        var script =
                "echo \"${LANDFAST_MCP_URL:-none}\" > '%1$s/url'\n"
                        + "[ $LANDFAST_STEP = review ] || echo '# more' >> greet/core.py\n"
                        + "echo '{\"verdict\":\"APPROVED\",\"summary\":\"fine\",\"findings\":[]}' > \"$LANDFAST_ANSWER\"\n";
        assertThat(run(script, "")).isEqualTo("done");

        try (var home = new Home(project.surroundings())) {
            var strict = home.guard().level() == dev.landfast.process.ContainmentLevel.STRICT;
            assertThat(told("url").equals("none\n")).isEqualTo(strict);
        }
    }

    private List<String> questions() {
        try (var home = new Home(project.surroundings())) {
            var run = home.journal().runs().getFirst();
            return home.journal().entries(run.id()).stream()
                    .filter(entry -> entry.actor() instanceof Actor.Agent)
                    .filter(entry -> entry.event() instanceof Event.Noted)
                    .map(entry -> {
                        var noted = (Event.Noted) entry.event();
                        return entry.actor() + " " + noted.subject() + ": " + noted.text();
                    })
                    .toList();
        }
    }

    private static boolean holds(Path file, String token) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                    .contains(token);
        } catch (IOException e) {
            return false;
        }
    }
}
