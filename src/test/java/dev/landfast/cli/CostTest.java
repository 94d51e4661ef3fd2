package dev.landfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Money as its spender meets it, over a real run with recorded agents.
@Timeout(120)
class CostTest {

    private static final String WORKFLOW =
            """
            workflow: costly
            about: Two agents after each other
            params:
              name:        { type: name, required: true, about: names the branch }
              description: { type: text, default: something, about: what is wanted }
            roles:
              developer: { access: edit }
            steps:
              - { id: worktree, worktree: create }
              - { id: one, agent: developer }
              - { id: two, agent: developer }
              - { id: keep, commit: { type: feat } }
            """;

    private static final String CASSETTE =
            """
            cassette: 1
            turns:
              - step: one
                files: { one.txt: kept.txt }
                message: done
                usage: { model: made-up-1, input-tokens: 1000, cached-input-tokens: 400, output-tokens: 10, cost: 0.9 }
              - step: two
                message: done as well
                usage: { model: nobody-knows, input-tokens: 50, output-tokens: 5 }
            """;

    @TempDir private Path folder;
    private Shell shell;

    @BeforeEach
    void repository() throws IOException {
        shell = Shell.with(folder.resolve("shell"));
        shell.write(".landfast/workflows/costly.yaml", WORKFLOW);
        shell.write("landfast.yaml", "budgets: { attempt: 0.9, day: 3 }\n");
        shell.git("add", ".");
        shell.git("commit", "-q", "-m", "a workflow of our own");
        var cassette = Files.createDirectories(folder.resolve("cassette"));
        Files.writeString(cassette.resolve("cassette.yaml"), CASSETTE);
        Files.writeString(cassette.resolve("kept.txt"), "not yet committed\n");
    }

    private void started(String name, String budget) {
        var agent = "developer=replay:" + folder.resolve("cassette");
        var begun =
                shell.landfast(
                        "run",
                        "costly",
                        name,
                        "--budget",
                        budget,
                        "--agent",
                        agent,
                        "--trust",
                        "--detach");
        assertThat(begun.code()).as(begun.err()).isZero();
        shell.carry();
    }

    @Test
    void a_run_that_has_used_its_budget_keeps_its_work_and_goes_on_when_more_is_granted() {
        started("login", "1");

        assertThat(shell.landfast("show", "login").out())
                .contains("escalated")
                .contains("the run may cost 1.00 US dollars, 0.90 US dollars are spent")
                .contains("budget run 1.00 US dollars: 0.90 US dollars of 1.00 US dollars");
        var worktree = Path.of(shell.landfast("shell", "login", "--path").out().strip());
        assertThat(worktree.resolve("one.txt")).hasContent("not yet committed");
        assertThat(shell.landfast("why", "login").out()).contains("landfast retry login");

        assertThat(shell.landfast("retry", "login", "--budget", "0.9", "--detach").code()).isZero();
        shell.carry();

        assertThat(shell.landfast("ls").out()).contains("done");
        assertThat(shell.git("log", "--all", "--name-only", "--format=")).contains("one.txt");
    }

    @Test
    void cost_says_what_is_unknown_and_what_is_left() {
        started("login", "5");
        var shown = shell.landfast("cost", "login");

        assertThat(shown.out().lines())
                .containsExactly(
                        "step   attempts  tokens in  cached  out  cost     basis",
                        "one    1         1000       400     10   $0.90    reported",
                        "two    1         50         0       5    unknown  unknown",
                        "total  2         1050       400     15   ≥ $0.90  unknown",
                        "budget of the run: $5.00, $1.80 spent or set aside, $3.20 left");
        assertThat(shell.landfast("cost", "--by", "model").out()).contains("nobody-knows");
        assertThat(shell.landfast("cost", "--by", "role").out()).contains("developer");
        assertThat(shell.landfast("cost", "--day").out())
                .contains("login")
                .contains("$3.00, $1.80 spent or set aside, $1.20 left");
        assertThat(shell.landfast("cost", "login", "--json").out())
                .contains("\"attempts_of_unknown_cost\":1")
                .contains("\"basis\":\"reported\"")
                .contains("\"left\":3.2");
        assertThat(shell.landfast("report", "login").out())
                .contains("cost ≥ $0.90 (unknown), 2 attempts of agents")
                .contains("budget: 1.80 of 5.00 US dollars");
        assertThat(shell.landfast("cost", "--by", "colour").code())
                .isEqualTo(ExitCode.USAGE.number());
    }
}
