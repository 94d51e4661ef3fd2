package dev.landfast.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.git.Repository;
import dev.landfast.merge.Conflicts.Update;
import dev.landfast.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Several runs want to land on one base at the same time, and all add to the same place.
final class ThreeAtOnceTest {

    private static final Optional<String> REMOTE = Optional.of("origin");

    @TempDir Path temp;
    private Yard yard;

    @BeforeEach
    void prepare() {
        yard = new Yard(temp);
    }

    @AfterEach
    void close() {
        yard.close();
    }

    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void all_land_each_as_it_was_tested() throws Exception {
        var names = List.of("one", "two", "three");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var runs = names.stream().map(n -> threads.submit(() -> run(n))).toList();
            for (var run : runs) {
                assertThat(run.get()).isInstanceOf(LandingOutcome.Landed.class);
            }
        }
        assertThat(yard.ada.git("log", "--first-parent", "--format=%s", "main").lines())
                .contains("Merge one", "Merge two", "Merge three")
                .hasSize(5);
        for (var landing :
                yard.ada.git("log", "--first-parent", "-3", "--format=%H").lines().toList()) {
            assertThat(yard.ada.git("rev-parse", landing + "^{tree}"))
                    .isEqualTo(yard.ada.git("rev-parse", landing + "^2^{tree}"));
        }
        assertThat(yard.ada.read("app/main.py")).contains("def one()", "def two()", "def three()");
        assertThat(yard.remote.git("rev-parse", "main")).isEqualTo(yard.ada.head());
        assertThat(yard.ada.git("status", "--porcelain")).isEmpty();
    }

    private LandingOutcome run(String name) {
        var workspace = yard.create(name, name);
        var there = yard.in(workspace);
        var code = there.read("app/main.py") + "\n\ndef " + name + "() -> int:\n    return 2\n";
        there.write("app/main.py", code).commitAll("feat: " + name);
        var queue = new LandingQueue(yard.journal.leases(), _ -> true);
        var turn = queue.ask("main", name);
        while (turn.isEmpty()) {
            LockSupport.parkNanos(20_000_000);
            turn = queue.ask("main", name);
        }
        var lease = turn.get();
        try {
            var repository = yard.repository;
            var target = (Targets.Target.At) new Targets(repository).look("main", REMOTE);
            var stamp = Yard.stamp(name, "landing.1/conflicts@1");
            var update = yard.conflicts().update(workspace, target.commit(), stamp);
            assertThat(update).isNotInstanceOf(Update.Open.class);
            return land(repository, workspace, () -> yard.journal.leases().holds(lease));
        } finally {
            queue.leave("main", name);
        }
    }

    private static LandingOutcome land(
            Repository repository, Workspace workspace, BooleanSupplier mine) {
        var tested = workspace.checkout().head().commit().orElseThrow();
        var tree = repository.refs().tree(tested).orElseThrow();
        var stamp = Yard.stamp(workspace.name(), "landing.1/land@1");
        var manner = new Landing.Manner(REMOTE, "Merge " + workspace.name(), false, stamp, mine);
        return new Landing(repository)
                .land(new Landing.Candidate(workspace.branch(), "main", tested, tree), manner);
    }
}
