package dev.landfast.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.journal.RunSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What must be proven of a tree before it lands.
class LandProofTest {

    /// As the hotfix variant: the last gate is asked when the base has come in.
    private static final String MEASURED_BEFORE =
            OwnRun.SMALL
                    .replace("quick: [ parse ]", "quick: [ parse ]\n  first: [ parse ]")
                    .replace("  - id: push", "  - { id: first, gate: first }\n  - id: push")
                    .replace("gate: quick }", "gate: quick, if: steps.conflicts.changed }")
                    .replace("merge: land }", "merge: land, proven: [first, quick] }");

    private static final String MORE =
            "  - { id: more, run: [sh, -c, \"echo 'Y = 2' > more.py\"] }\n"
                    + "  - { id: commit-more, commit: { type: fix } }\n";

    private static final String OTHERS =
            "  - { id: others, run: \"git push -q origin $(git -c user.name=Other "
                    + "-c user.email=other@example.org commit-tree -p origin/main -m theirs "
                    + "origin/main^{tree}):refs/heads/main\" }\n";

    @TempDir Path temp;
    private SmallProject project;

    @BeforeEach
    void prepare() {
        project = SmallProject.in(temp);
    }

    private RunSummary carried(String definition) throws InterruptedException {
        return new OwnRun(project, definition).carried("login");
    }

    private static String word(RunSummary run) {
        return run.standing().word().toString();
    }

    private static String before(String step, String more, String definition) {
        return definition.replace("  - id: " + step + "\n", more + "  - id: " + step + "\n");
    }

    @Test
    void a_gate_that_measured_less_than_what_lands_proves_nothing() throws Exception {
        var run = carried(before("push", MORE, MEASURED_BEFORE));

        assertThat(word(run)).isEqualTo("escalated");
        assertThat(run.standing().toString()).contains("'first' passed for another tree");
        assertThat(project.git("log", "--format=%s", "main")).isEqualTo("a greeting");
    }

    @Test
    void a_gate_before_the_base_came_in_counts_and_the_last_one_measures_both() throws Exception {
        assertThat(word(carried(before("landing", OTHERS, MEASURED_BEFORE)))).isEqualTo("done");

        assertThat(project.git("log", "--format=%B", "main"))
                .contains("- first: PASS\n- quick: PASS");
    }

    @Test
    void where_nothing_came_in_the_gate_before_is_the_last() throws Exception {
        assertThat(word(carried(MEASURED_BEFORE))).isEqualTo("done");

        assertThat(project.git("log", "--format=%B", "main"))
                .contains("- first: PASS")
                .doesNotContain("quick");
    }

    @Test
    void a_named_gate_that_was_not_asked_is_missing() throws Exception {
        var spare =
                MEASURED_BEFORE
                        .replace(
                                "    commit: { type: feat }",
                                "    commit: { type: feat }\n    recover: { gate: quick, id: spare }")
                        .replace("proven: [first, quick]", "proven: [spare, first, quick]");
        var run = carried(spare);

        assertThat(word(run)).isEqualTo("escalated");
        assertThat(run.standing().toString()).contains("'spare' has not measured it");
    }

    @Test
    void a_landing_that_was_refused_lands_after_the_refusal_is_lifted() throws Exception {
        project.hook(
                "pre-receive",
                """
                while read -r old new ref; do
                    if [ -e closed ] && [ "$ref" = refs/heads/main ]; then
                        echo 'main is protected' >&2
                        exit 1
                    fi
                done
                """);
        var closing =
                "  - { id: closed, run: [touch, \""
                        + project.remote().resolve("closed")
                        + "\"] }\n";
        var definition = before("landing", OTHERS + closing, MEASURED_BEFORE);

        var run = carried(definition);

        assertThat(word(run)).isEqualTo("escalated");
        assertThat(run.standing().toString()).contains("main is protected");
        lift(run);
        assertThat(project.git("log", "--format=%B", "main")).contains("- quick: PASS");
    }

    private void lift(RunSummary run) throws IOException, InterruptedException {
        Files.delete(project.remote().resolve("closed"));
        try (var home = new Home(project.surroundings())) {
            new Controls(home).retry(new Runs(home).find(run.id()), Optional.empty(), 0);
        } catch (dev.landfast.problem.EnvironmentProblem e) {
            assertThat(e.code()).isEqualTo("LF-510");
        }
        new OwnRun(project, "").live();
        try (var home = new Home(project.surroundings())) {
            assertThat(OwnRun.standing(home, run.id()).word().toString()).isEqualTo("done");
        }
    }

    @Test
    void what_a_repair_after_the_merge_has_changed_is_measured_again_by_every_named_gate()
            throws Exception {
        var definition =
                """
                workflow: small
                about: A repair at the last gate
                params:
                  name: { type: name, required: true, about: names the branch }
                  description: { type: text, default: one more file, about: what is asked for }
                gates:
                  unit: [ parse ]
                  whole: [ parse ]
                  final:
                    - command: { run: [test, -e, mended.py], canary: none }
                steps:
                  - { id: worktree, worktree: create }
                  - { id: work, run: [sh, -c, "echo 'X = 1' > work.py"] }
                  - { id: commit, commit: { type: feat } }
                  - id: quality
                    loop:
                      repairs: 2
                      steps:
                        - { id: unit, gate: unit }
                      repair:
                        - { id: repair, run: [sh, -c, "echo 'Z = 3' > mended.py"] }
                        - { id: commit-repair, commit: { type: fix } }
                  - { id: whole, gate: whole }
                  - id: landing
                    loop:
                      rounds: 8
                      again-when: steps.land.moved
                      steps:
                        - { id: conflicts, merge: update, unresolved: block }
                        - { id: whole-again, gate: whole, if: steps.conflicts.outdated.whole }
                        - { id: final, gate: final, repair-through: { loop: quality, repairs: 2 } }
                        - { id: land, merge: land, proven: [unit, whole, final] }
                      exhausted: escalate
                  - { id: cleanup, worktree: remove }
                """;

        assertThat(word(carried(definition))).isEqualTo("done");
        assertThat(project.git("log", "--format=%B", "main")).contains("- whole-again: PASS");
    }

    @Test
    void a_definition_that_never_takes_the_base_in_lands_on_one_that_stands_still()
            throws Exception {
        var definition =
                OwnRun.SMALL.replace(
                        "        - { id: conflicts, merge: update, unresolved: block }\n", "");
        assertThat(definition).doesNotContain("conflicts");

        assertThat(word(carried(definition))).isEqualTo("done");
        try (var home = new Home(project.surroundings())) {
            assertThat(home.journal().leases().all()).isEmpty();
        }
    }
}
