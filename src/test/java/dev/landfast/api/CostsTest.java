package dev.landfast.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.journal.Actor;
import dev.landfast.journal.Event;
import dev.landfast.journal.Inbox;
import dev.landfast.journal.RunSummary;
import dev.landfast.journal.StepKey;
import dev.landfast.journal.Transition;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CostsTest {

    private static final Actor ENGINE = new Actor.Engine();

    @TempDir Path temp;

    /// One attempt of an agent, of which nothing is known yet.
    private static void begin(Home home, String name, String definition) {
        var pin = new Event.Pin(name, name, definition, 1, "b0");
        var start = new Event.RunStarted(pin, "", Map.of("name", name), new Event.Origin.Fresh());
        var journal = home.journal();
        var id = journal.submit(name, start, home.person());
        var working = new RunSummary.Standing(RunSummary.Word.RUNNING, "", "", Optional.empty());
        try (var writer = journal.writer().orElseThrow()) {
            writer.append(
                    new Transition(
                            List.of(
                                    writer.link(id, ENGINE, start),
                                    writer.link(
                                            id,
                                            ENGINE,
                                            new Event.StepScheduled(
                                                    new StepKey("work", 1), "agent"))),
                            Map.of(),
                            Map.of(id, working),
                            journal.requests().stream().map(Inbox.Request::id).toList()));
        }
    }

    @Test
    void a_definition_that_cannot_be_read_hides_nothing_but_its_roles() {
        var project = SmallProject.in(temp);
        try (var home = new Home(project.surroundings())) {
            begin(
                    home,
                    "known",
                    "workflow: known\nroles:\n  dev: { access: edit }\nsteps:\n  - { id: work, agent: dev }\n");
            begin(home, "odd", "workflow: odd\nsteps:\n  - { id: work, teleport: dev }\n");
            var sheet = new Costs(home).all("role");

            assertThat(sheet.rows()).extracting(Costs.Row::name).containsExactly("dev", "unknown");
            assertThat(sheet.total().count().unknown()).isEqualTo(2);
            assertThat(sheet.fields().get("total").toString()).doesNotContain("dollars");
        }
    }
}
