package dev.landfast.journal;

import dev.landfast.failpoint.Failpoints;
import dev.landfast.problem.EnvironmentProblem;
import dev.landfast.problem.RepositoryProblem;
import dev.landfast.problem.UsageProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Everything durable about a repository's runs: their events, what `ls` shows, what was asked for,
/// and what the repository keeps beside its runs.
///
/// Any process may open it, read it and leave a request; only the one that holds the {@link Writer}
/// appends events. Reading needs no runner.
public final class Journal implements AutoCloseable {

    private static final String FILE = "journal.db";

    private final Path folder;
    private final Database database;
    private final Clock clock;
    private final RunIds ids = new RunIds();

    private Journal(Path folder, Database database, Clock clock) {
        this.folder = folder;
        this.database = database;
        this.clock = clock;
    }

    /// Opens the journal of a repository and makes it where there is none.
    ///
    /// @param folder the repository's state directory; it is closed to other users
    public static Journal open(Path folder, Clock clock) {
        var file = folder.resolve(FILE);
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new EnvironmentProblem(
                            "LF-505",
                            "the state directory cannot be made (" + e.getMessage() + ")",
                            folder.toString(),
                            "check its rights, or set XDG_STATE_HOME to a folder of yours")
                    .because(e);
        }
        var database = Database.open(file, false);
        try {
            Schema.migrate(database, file, clock.instant());
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
        return new Journal(folder, database, clock);
    }

    /// Opens what is there for reading only, and makes nothing. A journal of an earlier format is
    /// brought up to date first.
    ///
    /// @return empty when the repository has no journal yet
    public static Optional<Journal> reading(Path folder, Clock clock) {
        var file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var database = Database.open(file, true);
        try {
            var version = Schema.check(database, file);
            if (version == Schema.VERSION) {
                return Optional.of(new Journal(folder, database, clock));
            }
            if (version > 0) {
                database.close();
                return Optional.of(open(folder, clock));
            }
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
        database.close();
        return Optional.empty();
    }

    public Path folder() {
        return folder;
    }

    // ---- runs

    /// Asks for a run. It is durable, and listed as queued, when this returns; a runner begins it.
    ///
    /// @return the run's id
    public String submit(String name, Event.RunStarted start, Actor actor) {
        var now = now();
        var id = ids.next(now);
        Failpoints.hit("journal.before-request");
        database.transaction(sql -> {
            RunTable.insert(sql, id, about(name, start), now);
            return Inbox.insert(sql, id, actor, start, now);
        });
        return id;
    }

    /// An id for a run that begins to exist within a {@link Transition}.
    public String newRunId() {
        return ids.next(now());
    }

    /// The fixed part of a run's summary, from the event it starts with.
    public static RunSummary.About about(String name, Event.RunStarted start) {
        var parent =
                start.origin() instanceof Event.Origin.Child child
                        ? Optional.of(child.parentRun())
                        : Optional.<String>empty();
        var pin = start.pin();
        return new RunSummary.About(name, pin.workflow(), start.variant(), pin.hash(), parent);
    }

    /// Asks something of a run: an answer, a pause, a cancellation. Durable when it returns.
    ///
    /// What only the engine may say (that a step has passed, above all) cannot be said here.
    public void post(String run, Event event, Actor actor) {
        if (!Inbox.mayBeAsked(event)) {
            throw new IllegalArgumentException(
                    "only the engine says " + Codec.tag(event.getClass()));
        }
        Failpoints.hit("journal.before-request");
        database.transaction(sql -> {
            if (RunTable.one(sql, run).isEmpty()) {
                throw new UsageProblem(
                        "LF-110", "there is no run " + run, "", "see 'landfast ls --all'");
            }
            return Inbox.insert(sql, run, actor, event, now());
        });
    }

    /// Requests that no writer has journaled yet, oldest first.
    public List<Inbox.Request> requests() {
        return database.read(Inbox::waiting);
    }

    /// All runs, newest first, without reading an event.
    public List<RunSummary> runs() {
        return database.read(RunTable::all);
    }

    /// The runs that are not done or cancelled, and the newest of all; newest first.
    ///
    /// @param newest how many of the newest
    public List<RunSummary> current(int newest) {
        return database.read(sql -> RunTable.current(sql, newest));
    }

    /// Those of the {@link #current} runs whose name a newer run has.
    public Set<String> shadowed(int newest) {
        return Set.copyOf(database.read(sql -> RunTable.shadowed(sql, newest)));
    }

    /// How many runs there have been.
    public long count() {
        return database.read(sql -> sql.number("SELECT count(*) FROM runs"));
    }

    public Optional<RunSummary> run(String id) {
        return database.read(sql -> RunTable.one(sql, id));
    }

    /// What a person may mean: the run of that id, else the newest of that name, else every run
    /// whose id or name begins so.
    public List<RunSummary> named(String text) {
        return database.read(sql -> RunTable.named(sql, text));
    }

    // ---- events

    /// A run's entries in order: what runs are carried on from and reports are made of.
    ///
    /// @throws RepositoryProblem when one is not what was written
    public List<Entry> entries(String run) {
        return database.snapshot(sql -> {
            assertWhole(sql, run);
            return entries(sql, run, 0);
        });
    }

    private void assertWhole(Sql sql, String run) throws SQLException {
        var broken = Break.find(sql, run);
        if (broken.isPresent()) {
            throw new RepositoryProblem(
                    "LF-416",
                    "the record of the run was changed after it was written",
                    "run " + run + ", entry " + broken.get().seq() + " in " + folder(),
                    "give back a copy of the folder from before; nothing rests on this one");
        }
    }

    /// A run's entries as they are chained, in order.
    ///
    /// @throws RepositoryProblem when one is not what was written
    public List<Line> lines(String run) {
        return database.snapshot(sql -> {
            assertWhole(sql, run);
            return Break.lines(sql, run).stream().map(l -> new Line(l[0], l[1])).toList();
        });
    }

    /// An entry as it is chained.
    ///
    /// @param text what the hash covers besides the hash before it
    public record Line(String text, String hash) {}

    /// Entries after a sequence number, for those who follow a run.
    public List<Entry> entries(String run, long after) {
        return database.read(sql -> entries(sql, run, after));
    }

    private static List<Entry> entries(Sql sql, String run, long after) throws SQLException {
        return sql.list(
                "SELECT * FROM events WHERE run = ? AND seq > ? ORDER BY seq",
                row -> entry(run, row),
                run,
                after);
    }

    /// Recomputes the hash chain of a run.
    ///
    /// @return the first entry that is not what was written; empty when all are
    public Optional<Break> verify(String run) {
        return database.snapshot(sql -> Break.find(sql, run));
    }

    /// A number that changes when another connection has committed something: a cheap question for
    /// those who wait.
    public long version() {
        return database.read(sql -> sql.number("PRAGMA data_version"));
    }

    // ---- writing

    /// Becomes the one writer.
    ///
    /// @return empty when another process is
    public Optional<Writer> writer() {
        return RunnerLock.acquire(lockFile()).map(this::writer);
    }

    Writer writer(RunnerLock lock) {
        return Writer.take(database, lock, clock);
    }

    /// What there is to know about the process that writes.
    public Runner runner() {
        var held = RunnerLock.held(lockFile());
        return database.read(sql ->
                sql.first(
                                "SELECT token, pid, ready FROM fence",
                                row ->
                                        new Runner(
                                                row.getLong(1),
                                                row.getLong(2),
                                                held,
                                                held && row.getBoolean(3)))
                        .orElseThrow());
    }

    /// Whether anything would get on if a runner were there: a request, a busy run, a timer that is
    /// due.
    public boolean needsRunner() {
        return database.read(sql ->
                sql.number(
                                """
                                SELECT EXISTS (SELECT 1 FROM inbox WHERE taken IS NULL)
                                    OR EXISTS (SELECT 1 FROM runs
                                        WHERE status IN ('queued', 'running')
                                           OR wakes <= ?)
                                """,
                                now())
                        != 0);
    }

    /// @param token rises with each writer
    /// @param held whether it lives
    /// @param ready it lives, has recovered and takes requests
    public record Runner(long token, long pid, boolean held, boolean ready) {}

    // ---- beside the runs

    public Artifacts artifacts() {
        return new Artifacts(folder.resolve("artifacts"));
    }

    public Registry registry() {
        return new Registry(database, clock);
    }

    public Leases leases() {
        return new Leases(database, clock);
    }

    public Budgets budgets() {
        return new Budgets(database, clock);
    }

    public Breakers breakers() {
        return new Breakers(database, clock);
    }

    public Trusted trusted() {
        return new Trusted(database, clock);
    }

    @Override
    public void close() {
        database.close();
    }

    private Path lockFile() {
        return folder.resolve("runner.lock");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static Entry entry(String run, ResultSet row) throws SQLException {
        var seq = row.getLong("seq");
        try {
            return new Entry(
                    seq,
                    Stamp.of(row.getString("at")),
                    Codec.parse(row.getString("actor"), Actor.class),
                    Codec.parse(row.getString("json"), Event.class),
                    row.getString("hash"));
        } catch (MalformedJson e) {
            throw new RepositoryProblem(
                            "LF-413",
                            "the entry cannot be read: " + e.getMessage(),
                            "run " + run + ", entry " + seq,
                            "use the Landfast that wrote it, or see 'landfast doctor'")
                    .because(e);
        }
    }

    /// A place where the hash chain does not hold.
    ///
    /// @param seq the first entry that differs from what was written, or is missing at the end
    public record Break(long seq, String expected, String found) {

        static List<String[]> lines(Sql sql, String run) throws SQLException {
            return sql.list(
                    "SELECT * FROM events WHERE run = ? ORDER BY seq",
                    row ->
                            new String[] {
                                Writer.line(
                                        run,
                                        row.getLong("seq"),
                                        row.getString("at"),
                                        row.getString("actor"),
                                        row.getString("json")),
                                row.getString("hash"),
                                row.getString("seq")
                            },
                    run);
        }

        static Optional<Break> find(Sql sql, String run) throws SQLException {
            var lines = lines(sql, run);
            var previous = "";
            for (var line : lines) {
                var expected = Writer.hash(previous, line[0]);
                if (!expected.equals(line[1])) {
                    return Optional.of(new Break(Long.parseLong(line[2]), expected, line[1]));
                }
                previous = expected;
            }
            var head = sql.first("SELECT head FROM runs WHERE id = ?", r -> r.getString(1), run);
            return head.isPresent() && !head.get().equals(previous)
                    ? Optional.of(new Break(lines.size() + 1L, head.get(), previous))
                    : Optional.empty();
        }
    }
}
