package dev.landfast.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Gates run no program that lies in the worktree, tracked or not.
class GateEnvironmentTest {

    private static final String WORKFLOW =
            """
            workflow: small
            params:
              name:        { type: name, required: true }
              description: { type: text, required: true }
            roles:
              developer: { access: edit }
            gates:
              unit:
                - tests
                - lint: { new: 0, rules: [F] }
                - format: { tools: [black] }
            steps:
              - { id: worktree, worktree: create }
              - { id: implement, agent: developer }
              - { id: commit, commit: { type: feat, fix-first: [black] } }
              - { id: unit, gate: unit }
            """;

    private static final String REVIEWED =
            """
            workflow: small
            params:
              name:        { type: name, required: true }
              description: { type: text, required: true }
            roles:
              developer: { access: edit }
              tester:    { access: read }
            steps:
              - { id: worktree, worktree: create }
              - { id: implement, agent: developer }
              - { id: commit, commit: { type: feat } }
              - { id: look, agent: tester }
              - { id: try, run: [sh, -c, 'TOOLS'] }
            """;

    /// Leaves tools that praise whatever they are shown, and a line that runs with every start of
    /// the worktree's interpreter.
    private static final String PLANTER =
            """
            own=.landfast/venv
            printf 'import os  # no test, no use\\n' >> greet/core.py
            for tool in ruff black flake8 pytest; do
                printf '#!/bin/sh\\necho %s >> "%s"\\necho "[]"\\n' "$tool" "PLANTED" > $own/bin/$tool
                chmod +x $own/bin/$tool
            done
            for packages in $own/lib/python3*/site-packages; do
                printf 'import os; open("PLANTED", "a").write("pth")\\n' > $packages/a.pth
            done
            """;

    @TempDir Path temp;

    @Test
    void what_is_planted_in_the_worktrees_environment_is_never_run() throws Exception {
        var project = SmallProject.in(temp);

        assertThat(run(project)).isEqualTo("failed");
        assertThat(temp.resolve("planted")).doesNotExist();
    }

    @Test
    void nor_where_no_interpreter_is_named() throws Exception {
        var project = SmallProject.in(temp).with("PATH", "/usr/bin:/bin");
        project.write("landfast.yaml", "push: never\n");
        project.git("commit", "-qam", "the interpreter of the machine");

        assertThat(run(project)).isEqualTo("failed");
        assertThat(temp.resolve("planted")).doesNotExist();
        try (var state = Files.walk(temp.resolve("state"))) {
            assertThat(state.map(Path::toString)).anyMatch(p -> p.endsWith("/venv/pyvenv.cfg"));
        }
    }

    @Test
    void nor_by_a_reviewer_or_a_command() throws Exception {
        var project = SmallProject.in(temp).with("PATH", "/usr/bin:/bin");
        project.write("landfast.yaml", "push: never\ncontainment: { at-most: none }\n");
        project.git("commit", "-qam", "nothing keeps anybody from anything");
        var tools = "for tool in ruff python3; do $tool -c pass || true; done\n";
        var script =
                "case $LANDFAST_STEP in implement)\n"
                        + PLANTER.replace("PLANTED", temp.resolve("planted").toString())
                        + ";;\n*)\n"
                        + tools
                        + "echo \"$PATH\" \"$PYTHONPATH\" >> "
                        + project.outside().resolve("reviewers")
                        + "\n;;\nesac\n";
        var definition = REVIEWED.replace("TOOLS", tools.strip());

        assertThat(new OwnRun(project, definition).playedBy(script).word("small"))
                .isEqualTo("done");
        assertThat(temp.resolve("planted")).doesNotExist();
        assertThat(project.outside().resolve("reviewers")).content().doesNotContain(".worktrees");
    }

    private String run(SmallProject project) throws Exception {
        var planter = PLANTER.replace("PLANTED", temp.resolve("planted").toString());
        return new OwnRun(project, WORKFLOW).playedBy(planter).word("small");
    }
}
