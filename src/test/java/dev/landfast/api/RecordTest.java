package dev.landfast.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfast.definition.Definitions;
import dev.landfast.journal.Actor;
import dev.landfast.journal.Event;
import dev.landfast.journal.RunSummary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run that was recorded is played again elsewhere, without its agents.
class RecordTest {

    @TempDir Path temp;

    private SmallProject first;
    private SmallProject second;

    @BeforeEach
    void two_projects_that_are_the_same() throws Exception {
        first = SmallProject.in(Files.createDirectories(temp.resolve("first")));
        second = SmallProject.in(Files.createDirectories(temp.resolve("second")));
    }

    private static RunSummary run(SmallProject project, String agent) throws Exception {
        try (var home = new Home(project.surroundings())) {
            var start =
                    new Event.RunStarted(
                            Catalogue.pin(
                                    Definitions.builtin("feature").orElseThrow(),
                                    project.git("rev-parse", "main")),
                            "standard-lite",
                            Map.of("name", "say-goodbye", "description", "say goodbye as well"),
                            new Event.Origin.Fresh(),
                            Map.of(Works.AGENTS, Map.of("default", agent)));
            var id =
                    home.journal()
                            .submit("say-goodbye", start, new Actor.Person("person", "terminal"));
            RunnerProcess.live(project.surroundings());
            return home.journal().run(id).orElseThrow();
        }
    }

    private Path recorded(RunSummary run) {
        var folder = temp.resolve("cassette");
        try (var landfast = Landfast.open(first.surroundings())) {
            landfast.reports().record(run.id(), folder);
        }
        return folder;
    }

    private static String content(SmallProject project) {
        return project.git("ls-tree", "-r", "main");
    }

    @Test
    void it_comes_to_the_same_tree() throws Exception {
        var agent = "command:" + first.agent(SmallProject.HONEST);
        var played = recorded(run(first, agent));

        var again = run(second, "replay:" + played);

        assertThat(again.standing().word()).hasToString("done");
        assertThat(content(second)).isEqualTo(content(first));
        assertThat(played.resolve("cassette.yaml"))
                .content()
                .contains("step: review", "verdict: APPROVED", "patch: implement-1.patch");
    }

    @Test
    void where_the_code_is_another_the_nearest_difference_is_named() throws Exception {
        var agent = "command:" + first.agent(SmallProject.HONEST);
        var played = recorded(run(first, agent));
        second.write("greet/core.py", "def greet(name: str) -> str:\n    return name\n");
        second.git("commit", "-qam", "another greeting");

        var again = run(second, "replay:" + played);

        assertThat(again.standing().word()).hasToString("escalated");
        assertThat(again.standing().toString()).contains("greet/core.py");
    }

    @Test
    void nothing_is_written_over_and_nothing_comes_of_nothing() throws Exception {
        var definition = "workflow: small\nabout: nobody\nsteps: [ { id: a, run: [\"true\"] } ]\n";
        var run = new OwnRun(first, definition).carried("quiet");
        assertThatThrownBy(() -> recorded(run)).hasMessageContaining("LF-163");

        Files.createDirectories(temp.resolve("cassette"));
        Files.writeString(temp.resolve("cassette/note"), "mine");
        assertThatThrownBy(() -> recorded(run)).hasMessageContaining("LF-165");
        try (var inside = Files.list(temp.resolve("cassette"))) {
            assertThat(inside.map(Path::getFileName).map(Path::toString).toList())
                    .isEqualTo(List.of("note"));
        }
    }
}
