package dev.landfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What gates there are, what they mean, and what is said of words that mean nothing.
@Timeout(180)
class GateWordsTest {

    @TempDir private Path folder;
    private OnBranch here;

    @BeforeEach
    void a_project() {
        here = OnBranch.in(folder);
    }

    @Test
    void words_that_nobody_knows_are_answered_with_the_nearest() {
        here.branch();

        assertThat(here.run("--gate", "finel").err()).contains("LF-144", "did you mean 'final'?");
        assertThat(here.run("--only", "test").err()).contains("LF-145", "did you mean 'tests'?");
        assertThat(here.run("--only", "format").err())
                .contains("LF-145", "the gate 'unit' has it: add --gate unit");
        assertThat(here.run("--target", "hotfx").err())
                .contains("LF-113", "did you mean 'hotfix'?");
        assertThat(here.run("--workflow", "featur").err()).contains("LF-130", "'feature'");
        assertThat(here.run("--format", "yaml").err()).contains("LF-116", "sarif");
        assertThat(here.run("--save", "report.json").err()).contains("LF-148");
        assertThat(here.run("--gate", "finel").code()).isEqualTo(2);
        var base = here.run("--base", "mian");
        assertThat(base.code()).isEqualTo(4);
        assertThat(base.err()).contains("LF-423");
    }

    @Test
    void where_there_is_nothing_to_measure_it_says_why(@TempDir Path elsewhere) {
        var nowhere = Shell.bare(elsewhere.resolve("a"));
        assertThat(nowhere.landfast("gate", "run").code()).isEqualTo(4);
        assertThat(nowhere.landfast("gate", "run").err()).contains("LF-401");

        var empty = Shell.bare(elsewhere.resolve("b"));
        empty.git("init", "-q", "-b", "main");
        assertThat(empty.landfast("gate", "run").code()).isEqualTo(4);
        assertThat(empty.landfast("gate", "run").err()).contains("LF-402");

        var unnamed = Shell.with(elsewhere.resolve("c"));
        unnamed.git("branch", "-q", "-m", "trunk");
        var result = unnamed.landfast("gate", "run");
        assertThat(result.code()).isEqualTo(4);
        assertThat(result.err()).contains("LF-465").contains("--base BRANCH");

        unnamed.git("switch", "-q", "--orphan", "stranger");
        unnamed.commit("other.txt", "nothing in common\n");
        var stranger = unnamed.landfast("gate", "run", "--base", "trunk");
        assertThat(stranger.code()).isEqualTo(4);
        assertThat(stranger.err()).contains("LF-466");
    }

    @Test
    void ls_says_where_each_threshold_comes_from() {
        here.onBase(
                "landfast.yaml",
                """
                gates:
                  final:
                    coverage: 91
                    types: off
                    checks:
                      - command: { run: "true", name: nothing }
                """);

        var result = here.shell().landfast("gate", "ls", "feature");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .startsWith("feature  built in, standard\n")
                .containsPattern("(?m)^    coverage +lines 91 +landfast.yaml at [0-9a-f]{12}$")
                .containsPattern("(?m)^    coverage +lines 80 +builtin:feature:\\d+:\\d+$")
                .containsPattern("(?m)^    types +off +landfast.yaml at [0-9a-f]{12}$")
                .containsPattern("(?m)^    nothing +run true +landfast.yaml at ");
        assertThat(here.shell().landfast("gate", "ls", "feature", "--target", "hotfix").out())
                .containsPattern("coverage +lines no-decrease +target hotfix");
        assertThat(here.shell().landfast("gate", "ls", "--json").out())
                .startsWith("{\"workflows\":[{\"workflow\":\"feature\"");
        assertThat(here.shell().landfast("gate", "ls", "featur").err()).contains("LF-130");
    }

    @Test
    void a_gate_that_no_workflow_has_is_a_slip_and_said() {
        here.onBase(
                "landfast.yaml", "python: /usr/bin/python3\ngates: { finel: { coverage: 90 } }\n");

        assertThat(here.run("--only", "parse").out())
                .contains("a gate 'finel', which no workflow has; is 'final' meant?");
    }

    @Test
    void explain_says_what_is_measured_with_what_and_what_stays_unseen() {
        var check = here.shell().landfast("gate", "explain", "coverage");
        assertThat(check.code()).as(check.err()).isZero();
        assertThat(check.out())
                .contains("share of lines that the tests ran")
                .contains("pytest-cov")
                .contains("cannot see:")
                .contains("landfast waive RUN SUBJECT --reason TEXT")
                .containsPattern("coverage +lines 80 ");
        assertThat(here.shell().landfast("gate", "explain", "final").out())
                .contains("gate final")
                .contains("workflow feature, built in");
        var unknown = here.shell().landfast("gate", "explain", "coverag");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("LF-147").contains("did you mean 'coverage'?");
        assertThat(here.shell().landfast("gate", "explain", "coverage", "--json").out())
                .startsWith("{\"word\":\"coverage\"");
    }

    @Test
    void a_check_can_be_explained_anywhere(@TempDir Path elsewhere) {
        assertThat(Shell.bare(elsewhere).landfast("gate", "explain", "lint").out())
                .contains("findings of the project's linter");
    }
}
