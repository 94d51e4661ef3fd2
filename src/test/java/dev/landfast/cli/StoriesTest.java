package dev.landfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.api.SmallProject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What happens to people: whole runs of the built-in workflow on a real project, at the terminal.
@Timeout(180)
class StoriesTest {

    /// Deletes a test of the base beside an honest change, and mends nothing it is asked to.
    private static final String DELETING =
            """
            if [ "$LANDFAST_STEP" = implement ]; then rm tests/test_core.py; fi
            """
                    + SmallProject.HONEST
                    + """
                    if [ "$LANDFAST_STEP" = write-tests ]; then
                        sed -i 's/import part/import greet, part/' tests/test_part.py
                        echo '    greet("Ada")' >> tests/test_part.py
                    fi
                    """;

    @TempDir private Path folder;
    private SmallProject project;
    private Shell shell;

    @BeforeEach
    void a_project() {
        project = SmallProject.in(folder);
        shell = Shell.at(project);
    }

    private void start(String name, Path agent) {
        shell.wants(name, "default=command:" + agent);
        shell.carry();
    }

    private String status(String name) {
        return shell.landfast("show", name).out().lines().findFirst().orElse("");
    }

    @Test
    void a_bad_change_is_stopped_with_its_worst_findings_and_a_person_may_answer_for_it() {
        start("bye", project.agent(DELETING));

        var why = shell.landfast("why", "bye");
        assertThat(status("bye")).contains("escalated");
        assertThat(why.out())
                .contains("base-test-missing: tests/test_core.py::test_greets_by_name")
                .contains("landfast retry bye")
                .contains("landfast why bye --rerun | bash");
        assertThat(why.out().lines().count()).isLessThan(40);
        assertThat(shell.landfast("watch", "bye").code()).isEqualTo(1);
        assertThat(project.git("log", "--format=%s", "main").lines()).hasSize(1);
        assertThat(project.root().resolve(".worktrees/bye/tests/test_part.py")).exists();

        var misspelt = shell.landfast("waive", "bye", "base-test-gone", "--reason", "because");
        assertThat(misspelt.code()).isEqualTo(2);
        assertThat(misspelt.err())
                .contains("LF-129")
                .contains("\"base-test-missing tests/test_core.py::test_greets_by_name\"");

        var subject = "base-test-missing tests/test_core.py::test_greets_by_name";
        var waived = shell.landfast("waive", "bye", subject, "--reason", "greeting was dropped");
        assertThat(waived.code()).as(waived.err()).isZero();
        shell.landfast("retry", "bye", "--detach");
        shell.carry();

        assertThat(status("bye")).contains("done");
        assertThat(shell.landfast("report", "bye").out())
                .contains("waived by ada: " + subject + " (greeting was dropped)");
        assertThat(shell.landfast("report", "bye", "--json").out()).contains("\"used\" : true");
    }

    @Test
    void three_features_at_once_all_land_each_tested_as_merged() {
        var agent =
                project.agent(
                        SmallProject.HONEST
                                .replace("test_part.py", "test_$LANDFAST_WORKSPACE.py")
                                .replace("greet/core.py <<", "greet/$LANDFAST_WORKSPACE.py <<")
                                .replace("from greet.core", "from greet.$LANDFAST_WORKSPACE")
                                .replace("<<'PY'", "<<PY"));
        for (var name : List.of("one", "two", "three")) {
            var started =
                    shell.landfast(
                            "run",
                            "feature",
                            name,
                            "Part",
                            "--agent",
                            "default=command:" + agent,
                            "--detach");
            assertThat(started.code()).as(started.err()).isZero();
        }
        shell.carry();

        for (var name : List.of("one", "two", "three")) {
            assertThat(status(name)).contains("done");
            var report = shell.landfast("report", name).out();
            var tested = report.replaceAll("(?s).*tested as (\\w+).*", "$1");
            var landed = report.replaceAll("(?s).*landed as (\\w+).*", "$1");
            assertThat(project.git("rev-parse", landed + "^{tree}"))
                    .isEqualTo(project.git("rev-parse", tested + "^{tree}"));
        }
        assertThat(project.git("log", "--format=%B", "--first-parent", "main"))
                .containsPattern("(?s)Landfast-Run.*Landfast-Run.*Landfast-Run");
        assertThat(project.git("ls-remote", "origin", "main"))
                .startsWith(project.git("rev-parse", "main"));
    }

    @Test
    void an_edit_in_the_way_of_the_landing_is_waited_for_and_never_touched() throws Exception {
        var edited = project.root().resolve("greet/core.py");
        var edit = Files.readString(edited) + "\n# unfinished\n";
        Files.writeString(edited, edit);

        start("bye", project.agent(SmallProject.HONEST));

        var waits = shell.landfast("watch", "bye");
        assertThat(waits.code()).isEqualTo(5);
        assertThat(shell.landfast("why", "bye").out())
                .contains("your edits in greet/core.py")
                .contains("landfast resume bye");
        assertThat(shell.landfast().out()).contains("landfast resume bye");
        assertThat(edited).content().isEqualTo(edit);

        project.git("stash");
        shell.landfast("resume", "bye", "--detach");
        shell.carry();

        assertThat(status("bye")).contains("done");
        assertThat(edited).content().contains("Goodbye");
        assertThat(project.git("stash", "list").lines()).hasSize(1);
    }

    @Test
    void a_person_plays_every_role_and_hands_in_with_done() {
        var review = "reviewer=command:" + project.agent(SmallProject.HONEST);
        var started =
                shell.landfast(
                        "run",
                        "feature",
                        "bye",
                        "Say goodbye",
                        "--agent",
                        "default=human",
                        "--agent",
                        review,
                        "--detach");
        assertThat(started.code()).as(started.err()).isZero();
        shell.carry();
        assertThat(shell.landfast().out()).contains("landfast done bye");
        var worktree = Path.of(shell.landfast("shell", "bye", "--path").out().strip());
        var part = "\n\ndef part() -> str:\n    \"\"\"Say goodbye.\"\"\"\n    return \"Goodbye\"\n";
        append(worktree.resolve("greet/core.py"), part);
        assertThat(shell.landfast("diff", "bye").out()).contains("+def part() -> str:");
        shell.landfast("done", "bye", "--detach");
        shell.carry();
        append(
                worktree.resolve("tests/test_part.py"),
                "from greet.core import part\n\n\ndef test_part() -> None:\n    assert part() == \"Goodbye\"\n");
        shell.landfast("done", "bye", "--detach");
        shell.carry();

        assertThat(status("bye")).contains("done");
        assertThat(project.git("show", "main:greet/core.py")).contains("def part");
    }

    @Test
    void a_person_takes_a_stopped_run_over_and_their_work_is_measured_like_anybodys() {
        start("bye", project.agent(DELETING));
        assertThat(status("bye")).contains("escalated");
        var worktree = Path.of(shell.landfast("shell", "bye", "--path").out().strip());
        project.run(worktree, "git", "checkout", "-q", "main", "--", "tests/test_core.py");

        var dirty = shell.landfast("done", "bye");
        assertThat(dirty.code()).isEqualTo(4);
        assertThat(dirty.err()).contains("LF-461").contains("git -C");

        project.run(worktree, "git", "commit", "-q", "-m", "test: bring the greeting's test back");
        assertThat(shell.landfast("done", "bye", "--detach").code()).isZero();
        shell.carry();

        assertThat(status("bye")).contains("done");
        assertThat(project.git("show", "main:tests/test_core.py")).contains("test_greets_by_name");
    }

    @Test
    void a_take_over_at_the_landing_is_measured_from_the_first_gate_on() throws Exception {
        project.hook(
                "pre-receive",
                """
                while read -r old new ref; do
                    case $ref in refs/heads/main) echo 'main is protected'; exit 1;; esac
                done
                """);
        start("bye", project.agent(SmallProject.HONEST));
        assertThat(shell.landfast("why", "bye").out()).contains("main is protected");

        var worktree = Path.of(shell.landfast("shell", "bye", "--path").out().strip());
        append(worktree.resolve("greet/core.py"), "\n\nLATER = True\n");
        project.run(worktree, "git", "commit", "-q", "-am", "feat: something on top");
        Files.delete(project.remote().resolve("hooks/pre-receive"));
        assertThat(shell.landfast("done", "bye", "--detach").code()).isZero();
        shell.carry();

        assertThat(status("bye")).as(shell.landfast("why", "bye").out()).contains("done");
        assertThat(project.git("show", "main:greet/core.py")).contains("LATER");
    }

    @Test
    void what_was_not_committed_is_rescued_before_a_worktree_goes_and_given_back() {
        start("bye", project.agent(DELETING));
        append(project.root().resolve(".worktrees/bye/notes.txt"), "not finished\n");

        var refused = shell.landfast("worktree", "rm", "bye");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("LF-126");
        shell.landfast("cancel", "bye", "--detach");
        shell.carry();
        assertThat(shell.landfast("worktree", "rm", "bye").code()).isZero();
        assertThat(project.root().resolve(".worktrees/bye")).doesNotExist();
        assertThat(shell.landfast("rescue", "ls").out()).contains("bye");

        var back = shell.landfast("rescue", "restore", "bye", "--as", "again");
        assertThat(back.code()).as(back.err()).isZero();
        assertThat(project.root().resolve(".worktrees/again/notes.txt"))
                .hasContent("not finished\n");
        assertThat(shell.landfast("logs", "bye", "implement").out()).contains("did implement");
    }

    @Test
    void programs_and_variables_that_a_repository_asks_for_are_confirmed_by_a_person_first() {
        var agent = project.agent("env | sort > \"$PWD/seen.txt\" || true\n" + SmallProject.HONEST);
        project.write(
                "landfast.yaml",
                "python: /usr/bin/python3\nagent-variables: [MODEL_KEY]\nagents: { default: { command: ["
                        + agent
                        + "] } }\n");
        project.git("commit", "-q", "-am", "name the agents");
        project.git("push", "-q");
        shell.set("MODEL_KEY", "k-\"x\\1").set("OTHER_KEY", "k-2");

        var refused = shell.landfast("run", "feature", "bye", "Say goodbye", "--detach");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("LF-133").contains("MODEL_KEY").contains("--trust");

        shell.landfast("run", "feature", "bye", "Say goodbye", "--detach", "--trust");
        shell.carry();

        assertThat(status("bye")).as(shell.landfast("why", "bye").out()).contains("done");
        assertThat(project.git("show", "main:seen.txt"))
                .contains("MODEL_KEY=k-\"x\\1")
                .doesNotContain("OTHER_KEY");
        // What a program that is still at work has just printed.
        var log = shell.landfast("logs", "bye", "implement", "--json").out();
        append(
                Path.of(log.replaceAll("(?s).*?\"file\": *\"([^\"]*/log)\".*", "$1")),
                "it is k-\"x\\1, {\"key\":\"k-\\\"x\\\\1\"}\n");
        assertThat(shell.landfast("logs", "bye", "implement").out())
                .contains("it is [MODEL_KEY], {\"key\":\"[MODEL_KEY]\"}");
    }

    @Test
    void cancelling_leaves_nothing_of_an_agent_that_does_everything_to_stay() throws Exception {
        var nap = "4" + (1_000_000 + ProcessHandle.current().pid());
        var agent =
                project.agent(
                        """
                        trap '' TERM INT
                        ( setsid sh -c 'trap "" TERM INT; env -i sleep NAP & sleep NAP' & )
                        python3 -c '
                        import os, signal
                        signal.signal(signal.SIGTERM, signal.SIG_IGN)
                        if os.fork() == 0:
                            os.setsid()
                            if os.fork() == 0:
                                os.execve("/bin/sleep", ["sleep", "NAP"], {})
                            os._exit(0)
                        '
                        sleep NAP & sleep NAP
                        """
                                .replace("NAP", nap));
        shell.landfast(
                "run",
                "feature",
                "evil",
                "Evil",
                "--agent",
                "default=command:" + agent,
                "--detach");
        var runner = shell.carrying();
        while (naps(nap) < 5) {
            Thread.onSpinWait();
        }

        var begun = System.nanoTime();
        assertThat(shell.landfast("cancel", "evil").code()).isZero();

        assertThat(naps(nap)).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(12));
        assertThat(status("evil")).contains("cancelled");
        runner.join();
    }

    private static long naps(String nap) {
        return ProcessHandle.allProcesses()
                .filter(process ->
                        process.info()
                                .arguments()
                                .filter(a -> List.of(a).contains(nap))
                                .isPresent())
                .count();
    }

    @Test
    void a_one_line_fix_takes_two_commands_from_nothing_to_landed() throws Exception {
        project.git("rm", "-q", "landfast.yaml");
        project.git("commit", "-q", "-m", "as if Landfast had never been here");
        project.git("push", "-q");
        var agent =
                project.agent(
                        """
                        case $LANDFAST_STEP in
                        implement) sed -i 's/Say hello/Greet somebody/' greet/core.py;;
                        review) echo '{"verdict":"APPROVED","summary":"one line","findings":[]}' > "$LANDFAST_ANSWER";;
                        esac
                        """);
        var typed =
                List.of(
                        List.of("init"),
                        List.of(
                                "run",
                                "feature",
                                "Fix the docstring of greet",
                                "--variant",
                                "hotfix",
                                "--agent",
                                "default=command:" + agent));
        assertThat(typed).hasSize(2);

        for (var command : typed) {
            var runner = shell.carrying();
            var result = shell.landfast(command.toArray(String[]::new));
            assertThat(result.code()).as(result.out() + result.err()).isZero();
            runner.interrupt();
            runner.join();
        }

        assertThat(project.git("diff", "--shortstat", "main~1", "main"))
                .isEqualTo("1 file changed, 1 insertion(+), 1 deletion(-)");
        assertThat(project.git("ls-remote", "origin", "main"))
                .startsWith(project.git("rev-parse", "main"));
        assertThat(shell.landfast().out()).startsWith("Nothing needs you.");
    }

    private static void append(Path file, String text) {
        try {
            Files.writeString(file, (Files.exists(file) ? Files.readString(file) : "") + text);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
