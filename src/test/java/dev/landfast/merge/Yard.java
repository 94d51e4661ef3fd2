package dev.landfast.merge;

import dev.landfast.git.Person;
import dev.landfast.git.Repository;
import dev.landfast.journal.Journal;
import dev.landfast.workspace.Workspace;
import dev.landfast.workspace.Workspaces;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/// A repository with a remote, a journal, and workspaces of runs.
final class Yard implements AutoCloseable {

    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

    final Person ada;
    final Person remote;
    final Repository repository;
    final Journal journal;

    Yard(Path temp) {
        ada = Person.withRepository(temp);
        ada.write("app/main.py", "import os\n\n\ndef run() -> int:\n    return 1\n")
                .write("app/models.py", "x = 1\n")
                .commitAll("app");
        remote = ada.withRemote(temp);
        repository = ada.repository();
        journal = Journal.open(temp.resolve("state"), CLOCK);
    }

    Workspace create(String name, String run) {
        return new Workspaces(repository, journal.registry())
                .create(name, repository.start(Optional.of("main")), run);
    }

    Person in(Workspace workspace) {
        return ada.in(workspace.checkout().path());
    }

    Conflicts conflicts() {
        return new Conflicts(repository, CLOCK);
    }

    static Stamp stamp(String run, String step) {
        return new Stamp(run, "feature", step, CLOCK.instant());
    }

    /// Somebody else pushes to the base.
    String pushedByOthers(Path temp, String file, String content) {
        var clone = temp.resolve("others-" + file.replace('/', '-'));
        ada.git("clone", "-q", remote.folder().toString(), clone.toString());
        var other = ada.in(clone);
        var id = other.write(file, content).commitAll("others: " + file);
        other.git("push", "-q", "origin", "main");
        return id;
    }

    @Override
    public void close() {
        journal.close();
    }
}
