package dev.landfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class WorkflowVerbsTest {

    @TempDir private Path folder;
    private Shell shell;

    @BeforeEach
    void repository() {
        shell = Shell.with(folder);
    }

    @Test
    void ls_lists_those_that_ship_and_the_repositorys_own() {
        shell.write(".landfast/workflows/ours.yaml", "workflow: ours\nabout: Our way\nsteps: []\n");
        var result = shell.landfast("workflow", "ls");
        assertThat(result.code()).isZero();
        assertThat(result.out())
                .contains("feature  built in")
                .contains("release  built in")
                .contains("ours")
                .contains(".landfast/workflows/ours.yaml")
                .contains("Our way");
        assertThat(shell.landfast("workflow", "ls", "--names").out().lines())
                .contains("ours", "feature", "module", "story", "spec", "release", "project");
    }

    @Test
    void show_reads_like_a_step_list_with_counted_steps() {
        var result = shell.landfast("workflow", "show", "feature");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("standard-lite")
                .contains("25–35 min, cost medium")
                .containsPattern("\\d+ steps, \\d+ more when needed")
                .contains("write-tests");
        assertThat(shell.landfast("workflow", "show", "feature", "--source").out())
                .startsWith("workflow: feature\n");
    }

    @Test
    void every_read_gives_json_that_parses() {
        shell.submitted("login");
        for (var words :
                new String[][] {
                    {"--json"},
                    {"ls", "--json"},
                    {"logs", "login", "--json"},
                    {"workflow", "graph", "feature", "--json"},
                    {"show", "login", "--json"},
                    {"why", "login", "--json"},
                    {"worktree", "ls", "--json"},
                    {"rescue", "ls", "--json"},
                    {"workflow", "ls", "--json"},
                    {"workflow", "show", "feature", "--json"},
                    {"workflow", "lint", "feature", "--json"},
                    {"workflow", "simulate", "feature", "--json"},
                    {"workflow", "schema"},
                    {"init", "--json"},
                    {"doctor", "--json"},
                    {"version", "--json"}
                }) {
            var result = shell.landfast(words);
            assertThat(result.err()).as(String.join(" ", words)).doesNotContain("LF-9");
            assertThat(JsonMapper.shared().readTree(result.out()).isContainer()).isTrue();
        }
    }

    @Test
    void lint_tells_every_mistake_with_its_place_and_exits_3() {
        shell.write("mine.yaml", "workflow: mine\nabout: x\nsteps:\n  - { id: a, gtae: unit }\n");
        var result = shell.landfast("workflow", "lint", "mine.yaml");
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.out()).contains("mine.yaml:4:").contains("did you mean 'gate'");
        assertThat(shell.landfast("workflow", "lint", "feature").code()).isZero();
    }

    @Test
    void simulate_plays_scripted_outcomes_to_the_end() {
        assertThat(shell.landfast("workflow", "simulate", "feature").out()).contains("ends: done");
        var fails = "unit=" + "fail,".repeat(9) + "fail";
        assertThat(shell.landfast("workflow", "simulate", "feature", fails).out())
                .contains("ends: escalated");
        var wrong = shell.landfast("workflow", "simulate", "feature", "unti=fail");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("did you mean 'unit'");
    }

    @Test
    void graph_draws_in_three_formats() {
        assertThat(shell.landfast("workflow", "graph", "feature").out()).contains("flowchart");
        assertThat(shell.landfast("workflow", "graph", "feature", "--format", "dot").out())
                .contains("digraph");
        assertThat(shell.landfast("workflow", "graph", "feature", "--format", "svg").code())
                .isEqualTo(2);
    }

    @Test
    void definitions_that_ship_can_be_read_outside_of_a_repository() {
        var nowhere = Shell.bare(folder.resolve("elsewhere"));
        assertThat(nowhere.landfast("workflow", "ls").code()).isZero();
        assertThat(nowhere.landfast("workflow", "show", "feature").code()).isZero();
    }
}
