package dev.landfast.journal;

import static dev.landfast.journal.RunSummary.Word.DONE;
import static dev.landfast.journal.RunSummary.Word.QUEUED;
import static dev.landfast.journal.RunSummary.Word.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfast.problem.LandfastException;
import dev.landfast.problem.RepositoryProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    static final Event.RunStarted START =
            new Event.RunStarted(
                    new Event.Pin("feature", "d".repeat(64), "workflow: feature\n", 1, "abc"),
                    "standard",
                    Map.of("name", "login"),
                    new Event.Origin.Fresh());
    private static final Actor ENGINE = new Actor.Engine();
    private static final Actor PERSON = new Actor.Person("kim", "terminal");

    @TempDir Path folder;
    final TestClock clock = new TestClock();
    Journal journal;

    @BeforeEach
    void open() {
        journal = Journal.open(folder.resolve("state"), clock);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    @Test
    void the_state_directory_is_closed_to_others() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(journal.folder())))
                .isEqualTo("rwx------");
    }

    @Test
    void a_submitted_run_is_listed_as_queued_and_waits_in_the_inbox() {
        var id = journal.submit("login", START, PERSON);
        assertThat(id).startsWith("260301-");
        assertThat(journal.runs())
                .singleElement()
                .satisfies(run -> {
                    assertThat(run.about().name()).isEqualTo("login");
                    assertThat(run.standing().word()).isEqualTo(QUEUED);
                });
        assertThat(journal.requests())
                .singleElement()
                .satisfies(request -> {
                    assertThat(request.event()).isEqualTo(START);
                    assertThat(request.actor()).isEqualTo(PERSON);
                });
        assertThat(journal.needsRunner()).isTrue();
    }

    @Test
    void what_was_appended_reads_the_same_after_opening_again() {
        var id = journal.submit("login", START, PERSON);
        try (var writer = journal.writer().orElseThrow()) {
            var written = begin(id, writer);
            writer.append(written);
            clock.advance(Duration.ofSeconds(1));
            journal.close();
            journal = Journal.open(journal.folder(), clock);
            assertThat(journal.entries(id)).containsExactly(written.links().getFirst().entry());
            assertThat(journal.requests()).isEmpty();
            assertThat(journal.run(id).orElseThrow().standing().word()).isEqualTo(RUNNING);
        }
    }

    @Test
    void a_request_for_a_run_that_does_not_exist_is_refused() {
        assertThatThrownBy(() -> journal.post("260301-nobody", new Event.Paused(), PERSON))
                .isInstanceOf(LandfastException.class)
                .hasMessageContaining("LF-110");
    }

    @Test
    void runs_are_found_by_id_by_name_and_by_unique_prefix() {
        var old = journal.submit("login", START, PERSON);
        clock.advance(Duration.ofDays(1));
        var newer = journal.submit("login", START, PERSON);
        var other = journal.submit("logout", START, PERSON);
        assertThat(journal.named(old)).extracting(RunSummary::id).containsExactly(old);
        assertThat(journal.named("login")).extracting(RunSummary::id).containsExactly(newer);
        assertThat(journal.named("logo")).extracting(RunSummary::id).containsExactly(other);
        assertThat(journal.named("log")).hasSize(3);
        assertThat(journal.named("log%")).isEmpty();
    }

    @Test
    void an_ended_run_gives_back_what_it_leased() {
        var id = journal.submit("login", START, PERSON);
        journal.leases().take("landing", id, "");
        try (var writer = journal.writer().orElseThrow()) {
            writer.append(begin(id, writer));
            assertThat(journal.leases().holder("landing")).isPresent();
            writer.append(
                    new Transition(
                            List.of(
                                    writer.link(
                                            id,
                                            ENGINE,
                                            new Event.RunEnded(
                                                    Event.End.DONE, "", List.of(), List.of()))),
                            Map.of(),
                            Map.of(id, RunSummary.Standing.of(DONE)),
                            List.of()));
        }
        assertThat(journal.leases().holder("landing")).isEmpty();
    }

    @Test
    void a_changed_entry_breaks_the_chain_where_it_was_changed() throws SQLException {
        var id = journal.submit("login", START, PERSON);
        try (var writer = journal.writer().orElseThrow()) {
            writer.append(begin(id, writer));
            for (var i = 0; i < 5; i++) {
                writer.append(
                        Transition.of(writer.link(id, ENGINE, new Event.Noted("n", "text " + i))));
            }
        }
        assertThat(journal.verify(id)).isEmpty();
        tamper("UPDATE events SET json = replace(json, 'text 2', 'text x')");
        assertThat(journal.verify(id)).get().extracting(Journal.Break::seq).isEqualTo(4L);
        assertThatThrownBy(() -> journal.entries(id))
                .hasMessageContaining("LF-416")
                .hasMessageContaining("entry 4");
    }

    @Test
    void an_entry_that_was_taken_out_breaks_the_chain() throws SQLException {
        var id = journal.submit("login", START, PERSON);
        try (var writer = journal.writer().orElseThrow()) {
            writer.append(begin(id, writer));
            writer.append(Transition.of(writer.link(id, ENGINE, new Event.Noted("n", "one"))));
            writer.append(Transition.of(writer.link(id, ENGINE, new Event.Noted("n", "two"))));
        }
        tamper("DELETE FROM events WHERE seq = 2");
        assertThat(journal.verify(id)).get().extracting(Journal.Break::seq).isEqualTo(3L);
    }

    @Test
    void entries_cut_off_at_the_end_are_missed() throws SQLException {
        var id = journal.submit("login", START, PERSON);
        try (var writer = journal.writer().orElseThrow()) {
            writer.append(begin(id, writer));
            writer.append(Transition.of(writer.link(id, ENGINE, new Event.Noted("n", "one"))));
        }
        assertThat(journal.verify(id)).isEmpty();
        tamper("DELETE FROM events WHERE seq = 2");
        assertThat(journal.verify(id)).get().extracting(Journal.Break::seq).isEqualTo(2L);
    }

    @Test
    void a_journal_can_be_read_while_a_writer_writes() {
        assertThat(Journal.reading(folder.resolve("nothing"), clock)).isEmpty();
        try (var reader = Journal.reading(journal.folder(), clock).orElseThrow();
                var writer = journal.writer().orElseThrow()) {
            var before = reader.version();
            var id = journal.submit("login", START, PERSON);
            writer.append(begin(id, writer));
            assertThat(reader.version()).isNotEqualTo(before);
            assertThat(reader.entries(id)).hasSize(1);
            assertThatThrownBy(() -> reader.submit("x", START, PERSON))
                    .isInstanceOf(LandfastException.class)
                    .hasMessageContaining("LF-503");
        }
    }

    @Test
    void a_record_that_grows_while_it_is_read_is_not_taken_for_a_changed_one() throws Exception {
        var id = journal.submit("login", START, PERSON);
        try (var writer = journal.writer().orElseThrow();
                var reader = Journal.reading(journal.folder(), clock).orElseThrow();
                var threads = Executors.newSingleThreadExecutor()) {
            var written =
                    threads.submit(() -> {
                        for (var n = 0; n < 500; n++) {
                            var noted = new Event.Noted("n", "text");
                            writer.append(Transition.of(writer.link(id, PERSON, noted)));
                        }
                    });
            var most = 0;
            while (!written.isDone()) {
                most = Math.max(most, reader.entries(id).size());
                assertThat(reader.verify(id)).isEmpty();
            }
            written.get();
            assertThat(most).isBetween(1, 500);
            assertThat(reader.entries(id)).hasSize(500);
        }
    }

    @Test
    void a_journal_of_an_earlier_format_is_brought_up_to_date_by_whoever_reads_it_first()
            throws SQLException {
        var id = journal.submit("login", START, PERSON);
        tamper("PRAGMA user_version = 1");
        tamper("DELETE FROM migrations WHERE version = 2");
        tamper("CREATE INDEX budget_by_run ON budget (run)");

        try (var read = Journal.reading(journal.folder(), clock).orElseThrow()) {
            assertThat(read.runs()).extracting(RunSummary::id).containsExactly(id);
        }
    }

    @Test
    void a_journal_of_a_newer_version_is_refused() throws SQLException {
        tamper("PRAGMA user_version = 99");
        assertThatThrownBy(() -> Journal.open(journal.folder(), clock))
                .isInstanceOf(RepositoryProblem.class)
                .hasMessageContaining("LF-412")
                .hasMessageContaining("99");
    }

    @Test
    void a_damaged_journal_is_reported_and_left_alone() throws IOException {
        var state = Files.createDirectories(folder.resolve("damaged"));
        var file = Files.writeString(state.resolve("journal.db"), "no database ".repeat(1000));
        assertThatThrownBy(() -> Journal.open(state, clock))
                .isInstanceOf(RepositoryProblem.class)
                .hasMessageContaining("LF-411")
                .hasMessageContaining("landfast doctor");
        assertThat(file).hasContent("no database ".repeat(1000));
    }

    @Test
    void an_entry_of_an_unknown_type_says_so() throws SQLException {
        var id = journal.submit("login", START, PERSON);
        try (var writer = journal.writer().orElseThrow()) {
            writer.append(begin(id, writer));
        }
        tamper("UPDATE events SET json = '{\"type\":\"teleported\"}'");
        assertThatThrownBy(() -> journal.entries(id, 0))
                .isInstanceOf(RepositoryProblem.class)
                .hasMessageContaining("entry 1")
                .hasMessageContaining("teleported");
    }

    Transition begin(String id, Writer writer) {
        return new Transition(
                List.of(writer.link(id, PERSON, START)),
                Map.of(),
                Map.of(id, new RunSummary.Standing(RUNNING, "", "", Optional.empty())),
                journal.requests().stream().map(Inbox.Request::id).toList());
    }

    void tamper(String statement) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(
                                "jdbc:sqlite:" + journal.folder().resolve("journal.db"));
                var plain = connection.createStatement()) {
            plain.execute(statement);
        }
    }
}
