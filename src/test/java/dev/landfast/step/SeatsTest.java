package dev.landfast.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.git.Person;
import dev.landfast.process.Capture;
import dev.landfast.process.ContainmentLevel;
import dev.landfast.process.Guard;
import dev.landfast.process.Tasks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeatsTest {

    @TempDir Path temp;

    @Test
    void a_command_asks_git_and_changes_nothing_there() throws Exception {
        temp = temp.toRealPath();
        var person = Person.withRepository(temp);
        var repository = person.repository();
        var start = repository.start(Optional.empty()).commit();
        var place = person.folder().resolve(".worktrees/one");
        var checkout = repository.worktrees().add(place, "feature/one", start);
        var environment = Map.of("PATH", "/usr/bin:/bin", "HOME", person.home().toString());
        var site = new Site(checkout, "feature/one", "main", environment);
        var state = Files.createDirectories(temp.resolve("state"));
        Files.writeString(state.resolve("secret"), "a secret");
        var guard = Guard.of(person.environment()).atMost(ContainmentLevel.STRICT);
        var script =
                "git rev-parse HEAD; git symbolic-ref HEAD; echo x >new; git status --short;"
                        + " git branch made; cat STATE/secret";
        var command = List.of("/bin/sh", "-c", script.replace("STATE", state.toString()));

        var bounds = new Seats(repository, state, Clock.systemUTC()).ofCommand(site);
        var held = guard.around(bounds, "/usr/bin:/bin");
        var said = Tasks.capture(Capture.of(held.wrap(command, place), place, environment));

        assertThat(held.level()).isEqualTo(ContainmentLevel.STRICT);
        assertThat(said.outText())
                .as(said.errText())
                .isEqualTo(start + "\nrefs/heads/feature/one\n?? new\n");
        assertThat(repository.refs().commit("made")).isEmpty();
    }
}
