package dev.landfast.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.journal.Journal;
import dev.landfast.journal.Leases;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LandingQueueTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final Set<String> stopped = new HashSet<>();
    @TempDir Path temp;
    private Journal journal;
    private Leases leases;
    private LandingQueue queue;

    @BeforeEach
    void prepare() {
        InstantSource source = now::get;
        Clock clock = source.withZone(ZoneOffset.UTC);
        journal = Journal.open(temp.resolve("state"), clock);
        leases = journal.leases();
        queue = new LandingQueue(leases, run -> !stopped.contains(run));
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private boolean ask(String run) {
        now.updateAndGet(n -> n.plus(Duration.ofSeconds(1)));
        return queue.ask("main", run).isPresent();
    }

    @Test
    void one_lands_at_a_time_and_the_others_in_the_order_they_asked() {
        assertThat(ask("a")).isTrue();
        assertThat(ask("c")).isFalse();
        assertThat(ask("b")).isFalse();
        assertThat(ask("a")).isTrue();
        queue.leave("main", "a");
        assertThat(ask("b")).isFalse();
        assertThat(ask("a")).isFalse();
        assertThat(ask("c")).isTrue();
        queue.leave("main", "c");
        assertThat(ask("b")).isTrue();
        queue.leave("main", "b");
        assertThat(ask("a")).isTrue();
    }

    @Test
    void a_run_that_stopped_loses_its_turn_and_can_tell() {
        var turn = queue.ask("main", "a").orElseThrow();
        assertThat(leases.holds(turn)).isTrue();
        stopped.add("a");
        assertThat(ask("b")).isTrue();
        assertThat(leases.holds(turn)).isFalse();
        assertThat(queue.turn("main").orElseThrow().fence()).isGreaterThan(turn.fence());
    }

    @Test
    void a_run_that_stopped_while_it_waited_keeps_nobody() {
        assertThat(ask("a")).isTrue();
        assertThat(ask("b")).isFalse();
        assertThat(ask("c")).isFalse();
        stopped.add("b");
        queue.leave("main", "a");
        assertThat(ask("c")).isTrue();
    }

    @Test
    void bases_do_not_wait_for_each_other() {
        assertThat(ask("a")).isTrue();
        assertThat(queue.ask("develop", "b")).isPresent();
    }

    @Test
    void the_end_of_a_run_ends_its_turn() {
        assertThat(ask("a")).isTrue();
        leases.releaseAll("a");
        assertThat(ask("b")).isTrue();
    }
}
