package dev.landfast.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfast.problem.RepositoryProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a repository keeps beside its runs.
class BesideTheRunsTest {

    @TempDir Path folder;
    final TestClock clock = new TestClock();
    Journal journal;

    @BeforeEach
    void open() {
        journal = Journal.open(folder, clock);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    @Test
    void equal_artifacts_are_stored_once_under_their_hash() throws IOException {
        var one = journal.artifacts().put("log", "text/plain", "hello");
        var two = journal.artifacts().put("other", "text/plain", "hello");
        assertThat(one.hash()).isEqualTo(two.hash()).startsWith("2cf24dba5fb0a30e26e83b2ac5b9");
        assertThat(journal.artifacts().path(one.hash()))
                .hasContent("hello")
                .hasParent(folder.resolve("artifacts/2c"));
        try (var files = Files.walk(folder.resolve("artifacts"))) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(1);
        }
        assertThat(journal.artifacts().read(one)).asString().isEqualTo("hello");
    }

    @Test
    void a_changed_or_missing_artifact_is_not_handed_out() throws IOException {
        var artifact = journal.artifacts().put("log", "text/plain", "hello");
        var file = journal.artifacts().path(artifact.hash());
        Files.writeString(file, "hullo");
        assertThatThrownBy(() -> journal.artifacts().read(artifact))
                .isInstanceOf(RepositoryProblem.class)
                .hasMessageContaining("was changed");
        Files.delete(file);
        assertThatThrownBy(() -> journal.artifacts().read(artifact))
                .isInstanceOf(RepositoryProblem.class)
                .hasMessageContaining("cannot be read");
        assertThatThrownBy(() -> journal.artifacts().path("../../etc/passwd"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_registry_exports_what_scripts_expect() {
        var registry = journal.registry();
        var place = new Worktree.Place(".worktrees/login", "feature/login", "main");
        var worktree = registry.add("login", place, "r1");
        assertThat(registry.add("login", place, "r1")).isEqualTo(worktree);
        registry.pullRequest(worktree.id(), "https://example.org/pr/1");
        assertThat(Codec.text(registry.export()))
                .isEqualTo(
                        """
                        {"1":{"id":1,"feature_name":"login","path":".worktrees/login",\
                        "branch":"feature/login","base_branch":"main",\
                        "created":"2026-03-01T08:00:00Z","status":"pr_created",\
                        "pr":"https://example.org/pr/1"}}\
                        """);
    }

    @Test
    void ids_of_worktrees_are_never_used_again() {
        var registry = journal.registry();
        var place = new Worktree.Place(".worktrees/login", "feature/login", "main");
        var first = registry.add("login", place, "r1");
        registry.status(first.id(), Worktree.Status.CLEANED_UP);
        var second = registry.add("login", place, "r1");
        assertThat(second.id()).isGreaterThan(first.id());
        assertThat(registry.live()).containsExactly(second);
    }

    @Test
    void a_lock_has_one_owner_and_a_rising_fence() {
        var leases = journal.leases();
        var first = leases.take("landing", "r1", "").orElseThrow();
        assertThat(leases.take("landing", "r2", "")).isEmpty();
        assertThat(leases.take("landing", "r1", "")).contains(first);
        leases.release(first);
        var second = leases.take("landing", "r2", "").orElseThrow();
        assertThat(second.fence()).isGreaterThan(first.fence());
        assertThat(leases.holds(first)).isFalse();
        leases.release(first);
        assertThat(leases.holds(second)).isTrue();
    }

    @Test
    void a_port_is_leased_to_one_run_and_found_again() {
        var leases = journal.leases();
        var range = new Leases.Range(20_000, 20_002);
        assertThat(leases.port("r1", "http", range, port -> port != 20_000)).contains(20_001);
        assertThat(leases.port("r1", "http", range, port -> true)).contains(20_001);
        assertThat(leases.port("r2", "http", range, port -> true)).contains(20_000);
        assertThat(leases.port("r2", "database", range, port -> true)).contains(20_002);
        assertThat(leases.port("r3", "http", range, port -> true)).isEmpty();
        leases.releaseAll("r1");
        assertThat(leases.port("r3", "http", range, port -> true)).contains(20_001);
    }

    @Test
    void two_processes_never_lease_the_same_port() throws InterruptedException {
        var taken = ConcurrentHashMap.<Integer>newKeySet();
        var threads = new Thread[8];
        for (var i = 0; i < threads.length; i++) {
            var run = "r" + i;
            threads[i] =
                    Thread.ofPlatform()
                            .start(() -> {
                                try (var own = Journal.open(folder, clock)) {
                                    own.leases()
                                            .port(
                                                    run,
                                                    "http",
                                                    new Leases.Range(21_000, 21_100),
                                                    port -> true)
                                            .ifPresent(taken::add);
                                }
                            });
        }
        for (var thread : threads) {
            thread.join();
        }
        assertThat(taken).hasSize(threads.length);
    }

    @Test
    void a_breaker_opens_after_failures_in_a_row_and_lets_one_probe_through() {
        var policy = new Breakers.Policy(5, Duration.ofSeconds(60));
        for (var i = 0; i < 5; i++) {
            assertThat(journal.breakers().allows("staging", policy)).isTrue();
            journal.breakers().failed("staging", policy);
        }
        assertThat(journal.breakers().allows("staging", policy)).isFalse();
        clock.advance(Duration.ofSeconds(60));
        assertThat(journal.breakers().allows("staging", policy)).isTrue();
        assertThat(journal.breakers().allows("staging", policy)).isFalse();
        journal.breakers().failed("staging", policy);
        assertThat(journal.breakers().allows("staging", policy)).isFalse();
        clock.advance(Duration.ofSeconds(60));
        assertThat(journal.breakers().allows("staging", policy)).isTrue();
        journal.breakers().succeeded("staging");
        assertThat(journal.breakers().state("staging").failures()).isZero();
    }

    @Test
    void trust_holds_for_one_content() {
        journal.trusted().trust("landfast.yaml", "aa", "kim");
        assertThat(journal.trusted().trusts("landfast.yaml", "aa")).isTrue();
        assertThat(journal.trusted().trusts("landfast.yaml", "bb")).isFalse();
    }
}
