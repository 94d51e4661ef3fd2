package dev.landfast.workspace;

import dev.landfast.git.Person;
import dev.landfast.git.Repository;
import dev.landfast.journal.Journal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/// A repository of a person with a journal beside it.
final class Bench implements AutoCloseable {

    static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-01-02T03:04:05.678Z"), ZoneOffset.UTC);

    final Person ada;
    final Repository repository;
    final Journal journal;

    Bench(Path temp) {
        ada = Person.withRepository(temp);
        ada.write("app/main.py", "print('hi')\n").commitAll("app");
        repository = ada.repository();
        journal = Journal.open(temp.resolve("state"), CLOCK);
    }

    Workspaces workspaces() {
        return new Workspaces(repository, journal.registry());
    }

    Cleanup cleanup() {
        return new Cleanup(repository, journal.registry(), CLOCK);
    }

    Rescue rescue() {
        return new Rescue(repository, CLOCK);
    }

    Workspace create(String name, String run) {
        return workspaces().create(name, repository.start(Optional.of("main")), run);
    }

    /// Somebody who works in the worktree.
    Person in(Workspace workspace) {
        return ada.in(workspace.checkout().path());
    }

    @Override
    public void close() {
        journal.close();
    }
}
