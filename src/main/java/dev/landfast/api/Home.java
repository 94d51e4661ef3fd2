package dev.landfast.api;

import dev.landfast.git.GitTool;
import dev.landfast.git.Nearby;
import dev.landfast.git.Repository;
import dev.landfast.journal.Actor;
import dev.landfast.journal.Journal;
import dev.landfast.problem.UsageProblem;
import dev.landfast.process.Guard;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The repository around a folder with its state directory, each opened when it is first needed:
/// most commands read one file and go.
final class Home implements AutoCloseable {

    private final Surroundings surroundings;
    private final Guard guard;
    private @Nullable Place place;
    private @Nullable Repository repository;
    private @Nullable Journal reading;
    private @Nullable Journal writing;

    Home(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.guard = Guard.of(surroundings.environment());
    }

    /// @param id names the repository for as long as it exists
    /// @param root its main work tree
    record Place(String id, Path root) {}

    Surroundings surroundings() {
        return surroundings;
    }

    /// Who speaks here.
    ///
    /// @throws UsageProblem when it is work that Landfast gave out: an agent states no decision
    Actor.Person person() {
        var person = surroundings.person();
        if (person.inTask().getAsBoolean()) {
            throw new UsageProblem(
                    "LF-128",
                    "this was started by a task of Landfast, and no task speaks for a person",
                    "",
                    "an agent hands in work and findings; whoever decides types this at a terminal of their own");
        }
        return new Actor.Person(person.name(), person.channel());
    }

    Place place() {
        if (place == null) {
            place =
                    Nearby.find(surroundings.directory())
                            .map(near -> new Place(near.id(), near.root()))
                            .orElseGet(() -> new Place(repository().id(), repository().root()));
        }
        return place;
    }

    /// What keeps tasks in their place on this machine.
    Guard guard() {
        return guard;
    }

    /// The repository's state directory.
    Path state() {
        return surroundings.state().resolve(place().id());
    }

    Repository repository() {
        if (repository == null) {
            var tool = GitTool.find(surroundings.environment());
            repository = Repository.discover(surroundings.directory(), tool);
        }
        return repository;
    }

    /// What has been recorded, for reading; empty when nothing was.
    Optional<Journal> reading() {
        if (writing != null) {
            return Optional.of(writing);
        }
        if (reading == null) {
            reading = Journal.reading(state(), surroundings.clock()).orElse(null);
        }
        return Optional.ofNullable(reading);
    }

    /// The journal, made where there is none.
    Journal journal() {
        if (writing == null) {
            writing = Journal.open(state(), surroundings.clock());
        }
        return writing;
    }

    @Override
    public void close() {
        if (reading != null) {
            reading.close();
        }
        if (writing != null) {
            writing.close();
        }
    }
}
