package dev.landfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Somebody measures a gate on a branch of theirs, with no run anywhere.
@Timeout(180)
class GateAloneTest {

    @TempDir private Path folder;
    private OnBranch here;

    @BeforeEach
    void a_project() {
        here = OnBranch.in(folder);
    }

    @Test
    void an_honest_branch_passes_every_check_of_the_last_gate_before_the_landing() {
        here.branch();

        var result = here.run();

        assertThat(result.code()).as(result.out() + result.err()).isZero();
        assertThat(result.out()).startsWith("PASS  gate final  ").contains("(origin/");
        for (var check : new String[] {"parse", "tests", "base-tests", "coverage", "lint"}) {
            assertThat(result.out()).containsPattern("(?m)^  " + check + " +PASS ");
        }
        assertThat(result.out()).containsPattern("lines covered, % \\S+ \\(asked 80, ");
        assertThat(result.out() + result.err()).doesNotContain("\u001b");
        assertThat(result.out().lines().count()).isLessThan(30);
        assertThat(here.project().git("status", "--porcelain")).isEmpty();
    }

    @Test
    void a_second_look_at_the_same_content_takes_over_what_was_measured_and_says_so() {
        here.branch();
        here.run("--only", "parse,lint");

        assertThat(here.run("--only", "parse,lint").out())
                .containsPattern("(?m)^  parse +PASS +reused ")
                .containsPattern("(?m)^  lint +PASS +reused ");
    }

    @Test
    void a_broken_branch_fails_with_its_worst_findings_and_the_command_that_looks_again() {
        here.branch();
        here.project().write("greet/core.py", "def greet(name: str) -> str:\n    return name\n");
        here.commit("break it");

        var result = here.run("--only", "tests,parse");

        assertThat(result.code()).as(result.err()).isEqualTo(1);
        assertThat(result.out())
                .startsWith("FAIL  gate final")
                .contains("tests/test_core.py")
                .contains("landfast gate run --only tests\n");
    }

    @Test
    void only_what_is_committed_is_measured_and_the_rest_is_named() {
        here.branch();
        here.project().write("greet/core.py", "def greet(\n");
        here.project().write("notes.txt", "later\n");

        var result = here.run("--only", "parse,tests");

        assertThat(result.code()).as(result.out()).isZero();
        assertThat(result.out())
                .contains("not measured, as it is not committed: greet/core.py, notes.txt");
        assertThat(here.project().root().resolve("greet/core.py")).hasContent("def greet(");
    }

    @Test
    void on_the_base_itself_it_says_that_nothing_is_new() {
        var result = here.run("--only", "parse");

        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("part of the base").contains("nothing is new");
    }

    @Test
    void a_part_says_what_it_proves_nothing_of() {
        here.branch();

        var result = here.run("--only", "parse");

        assertThat(result.code()).isZero();
        assertThat(result.out())
                .contains(
                        "a part: nothing is proven of tests, base-tests, integrity, coverage, lint, types");
    }

    @Test
    void another_commit_than_the_one_checked_out_can_be_measured() {
        here.branch();
        here.project().git("switch", "-q", "main");

        assertThat(here.run("--commit", "bye", "--only", "parse").out())
                .contains(here.project().git("rev-parse", "bye").substring(0, 12) + " against ");
        assertThat(here.run("--commit", "bye", "--only", "parse").out())
                .doesNotContain("part of the");
    }

    @Test
    void in_a_linked_worktree_its_own_head_counts() {
        here.branch();
        var other = folder.resolve("other");
        here.project().git("worktree", "add", "-q", "-b", "second", other.toString(), "bye");
        here.project().run(other, "git", "commit", "-q", "--allow-empty", "-m", "one more");

        var result = here.shell().landfastIn(other, "gate", "run", "--only", "parse");

        assertThat(result.out())
                .as(result.err())
                .contains(here.project().git("rev-parse", "second").substring(0, 12) + " against ");
    }

    @Test
    void what_a_branch_says_of_gates_counts_for_nothing_and_is_reported() {
        here.onBase(
                "landfast.yaml",
                "python: /usr/bin/python3\ngates: { final: { coverage: 100, tests: 1 } }\n");
        here.branch();
        here.append("greet/core.py", "\n\ndef unused() -> int:\n    return 1\n");
        var marker = folder.resolve("ran");
        here.project()
                .write(
                        "landfast.yaml",
                        """
                        python: /usr/bin/python3
                        gates:
                          final:
                            coverage: off
                            tests: off
                            checks:
                              - command: { run: [touch, %s] }
                        """
                                .formatted(marker));
        here.commit("judge me mildly");

        var result = here.run("--only", "tests,coverage");

        assertThat(result.code()).as(result.out() + result.err()).isEqualTo(1);
        assertThat(result.out())
                .contains("policy-changed")
                .containsPattern("(?m)^  tests +PASS")
                .containsPattern("(?m)^  coverage +FAIL")
                .contains("asked 100");
        assertThat(here.run("--only", "command").err()).contains("LF-145");
        assertThat(marker).doesNotExist();
    }

    @Test
    void a_base_that_has_become_stricter_counts_as_it_is_now() {
        here.branch();
        here.append("greet/core.py", "\n\ndef unused() -> int:\n    return 1\n");
        here.commit("without a test");
        assertThat(here.run("--only", "coverage").code()).isZero();
        here.onBase(
                "landfast.yaml", "python: /usr/bin/python3\ngates: { final: { coverage: 100 } }\n");
        here.project().git("switch", "-q", "bye");

        var result = here.run("--only", "coverage");

        assertThat(result.code()).as(result.out()).isEqualTo(1);
        assertThat(result.out()).contains("asked 100").contains("has moved on since");
    }

    @Test
    void five_lines_of_the_bases_settings_add_a_check_once_a_person_has_read_them() {
        here.onBase(
                "landfast.yaml",
                """
                gates:
                  final:
                    checks:
                      - command: { run: grep -q hello greet/core.py, name: greets, canary: none }
                python: /usr/bin/python3
                """);
        here.branch();

        var unread = here.run("--only", "greets");
        assertThat(unread.code()).isEqualTo(2);
        assertThat(unread.err()).contains("LF-133").contains("grep -q hello").contains("--trust");
        assertThat(here.run("--only", "greets", "--trust").code()).isZero();

        here.project().write("greet/core.py", "def greet(name: str) -> str:\n    return name\n");
        here.commit("greet nobody");
        var result = here.run("--only", "greets,parse");
        assertThat(result.code()).as(result.err()).isEqualTo(1);
        assertThat(result.out())
                .containsPattern("(?m)^  greets +FAIL")
                .contains("greets-failed")
                .contains("landfast gate run --only greets\n");
    }

    @Test
    void what_is_missing_around_the_work_ends_with_another_code() {
        here.onBase(
                "landfast.yaml",
                """
                gates: { final: { checks: [ { command: { run: "true", canary: none, secrets: [KEY] } } ] } }
                python: /usr/bin/python3
                secrets: [KEY]
                """);
        here.branch();

        var result = here.run("--only", "command", "--trust");

        assertThat(result.code()).as(result.out()).isEqualTo(30);
        assertThat(result.out())
                .startsWith("INCONCLUSIVE")
                .contains("NOT MEASURED")
                .contains("the secret KEY is not there");
        here.shell().set("KEY", "k3y");
        assertThat(here.run("--only", "command").code()).isZero();
    }

    @Test
    void in_shadow_a_verdict_is_told_and_holds_nothing_up() {
        here.branch();
        here.project().write("greet/core.py", "def greet(\n");
        here.commit("break it");

        var result = here.run("--shadow");

        assertThat(result.code()).isZero();
        assertThat(result.out()).startsWith("FAIL").contains("in shadow");
        assertThat(result.err()).contains("otherwise it would end with 1");
        assertThat(here.run("--shadow", "--only", "nothing").code()).isEqualTo(2);
    }

    @Test
    void fix_formats_clean_changed_files_here_and_commits_nothing() {
        here.branch();
        here.append("greet/core.py", "\n\ndef ugly( a:int )->int :\n    return   a\n");
        here.append("tests/test_part.py", "\n\ndef   other( ) :\n    assert 1\n");
        here.commit("not formatted");
        here.append("tests/test_part.py", "# unfinished\n");
        var head = here.project().git("rev-parse", "HEAD");

        var result = here.run("--fix", "--only", "parse");

        assertThat(result.err())
                .contains("changed greet/core.py")
                .contains("tests/test_part.py has edits that are not committed; left alone")
                .contains("commit these, then measure again");
        assertThat(here.project().git("show", ":greet/core.py")).contains("ugly( a:int )");
        assertThat(here.project().root().resolve("greet/core.py"))
                .content()
                .contains("def ugly(a: int) -> int:");
        assertThat(here.project().root().resolve("tests/test_part.py"))
                .content()
                .contains("def   other( ) :")
                .endsWith("# unfinished\n");
        assertThat(here.project().git("rev-parse", "HEAD")).isEqualTo(head);
        assertThat(here.run("--fix", "--commit", "main").err()).contains("LF-146");
    }

    @Test
    void forms_are_written_to_files_beside_the_text() throws Exception {
        here.branch();
        var sarif = folder.resolve("a.sarif");
        var page = folder.resolve("a.md");

        var result =
                here.run("--only", "parse", "--save", "sarif=" + sarif, "--save", "md=" + page);

        assertThat(result.out()).startsWith("PASS");
        assertThat(sarif).content().contains("\"version\" : \"2.1.0\"");
        assertThat(page).content().startsWith("## gate final: PASS, of a part\n");
        assertThat(here.run("--only", "parse", "--json").out()).contains("\"gate-report/1\"");
        assertThat(here.run("--only", "parse", "--format", "json").out())
                .startsWith("{")
                .contains("\"left_out\" : [ \"tests\"")
                .doesNotContain("\u001b");
        assertThat(here.run("--only", "parse", "--format", "junit").out()).startsWith("<?xml");
    }

    @Test
    void the_last_few_measurements_are_kept_and_no_port() throws Exception {
        here.branch();
        for (var i = 0; i < 7; i++) {
            assertThat(here.run("--only", "parse").code()).isZero();
        }

        try (var states = Files.walk(folder.resolve("home/state"))) {
            assertThat(states.filter(p -> p.endsWith("gate-report.json"))).hasSize(5);
        }
        here.shell().journal(journal -> assertThat(journal.leases().all()).isEmpty());
    }
}
