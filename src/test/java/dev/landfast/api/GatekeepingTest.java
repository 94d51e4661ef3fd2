package dev.landfast.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfast.problem.UsageProblem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Programs measure gates as the command line does.
class GatekeepingTest {

    @TempDir private Path temp;
    private SmallProject project;

    @BeforeEach
    void a_branch() {
        project = SmallProject.in(temp);
    }

    private static GateOrder parse(boolean trusted) {
        return new GateOrder(
                GateOrder.Which.usual(),
                new GateOrder.Against(Optional.empty(), Optional.of("main")),
                List.of("parse"),
                new GateOrder.Options(trusted, false, Optional.empty()));
    }

    private void change() {
        project.git("switch", "-q", "-c", "bye");
        project.write("greet/more.py", "X = 1\n");
        project.git("add", "-A");
        project.git("commit", "-q", "-m", "more");
    }

    @Test
    void a_program_is_told_the_verdict_and_every_check() throws Exception {
        change();
        try (var landfast = Landfast.open(project.surroundings())) {
            var gated = landfast.gates().run(parse(false), _ -> {});

            assertThat(gated.end()).isEqualTo(Gated.End.PASSED);
            assertThat(gated.rows()).extracting(Gated.Row::asked).containsExactly("parse");
            assertThat(gated.beside().partly()).contains("tests");
            assertThat(gated.as("json")).contains("\"gate-report/1\"");
            assertThatThrownBy(() -> gated.as("yaml")).hasMessageContaining("LF-116");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"environment: { MODE: test }", "python: ./tools/python", "python: sh"})
    void what_decides_which_programs_run_is_confirmed_by_a_person_first(String setting) {
        project.write("landfast.yaml", setting + "\n");
        project.git("commit", "-qam", "a setting");
        change();
        try (var landfast = Landfast.open(project.surroundings())) {
            assertThatThrownBy(() -> landfast.gates().run(parse(false), _ -> {}))
                    .isInstanceOf(UsageProblem.class)
                    .hasMessageContaining("LF-133");
        }
    }

    @Test
    void looking_around_runs_no_interpreter_that_came_with_the_repository() throws Exception {
        var seen = project.outside().resolve("seen");
        var program = project.agent("touch " + seen + "\n");
        project.write("landfast.yaml", "python: " + program + "\n");
        project.git("commit", "-qam", "an interpreter");
        try (var landfast = Landfast.open(project.surroundings())) {
            assertThat(landfast.setup().doctor()).isNotEmpty();
        }
        assertThat(seen).doesNotExist();
    }

    @Test
    void work_that_landfast_gave_out_may_measure_and_confirms_nothing() throws Exception {
        project.write(
                "landfast.yaml",
                "gates: { final: { checks: [ { command: { run: 'true', name: own } } ] } }\n");
        project.git("commit", "-qam", "a check of our own");
        change();
        var person = project.surroundings();
        var agent =
                new Surroundings(
                        person.environment(),
                        person.clock(),
                        person.directory(),
                        new Surroundings.Speaker("person", "terminal", () -> true));

        try (var landfast = Landfast.open(agent)) {
            assertThatThrownBy(() -> landfast.gates().run(parse(true), _ -> {}))
                    .isInstanceOf(UsageProblem.class)
                    .hasMessageContaining("LF-128");
        }
        try (var landfast = Landfast.open(person)) {
            assertThatThrownBy(() -> landfast.gates().run(parse(false), _ -> {}))
                    .hasMessageContaining("LF-133");
            landfast.gates().run(parse(true), _ -> {});
        }
        try (var landfast = Landfast.open(agent)) {
            assertThat(landfast.gates().run(parse(false), _ -> {}).end())
                    .isEqualTo(Gated.End.PASSED);
        }
    }
}
