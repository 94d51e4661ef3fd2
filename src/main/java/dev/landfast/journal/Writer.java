package dev.landfast.journal;

import dev.landfast.failpoint.Failpoints;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The right to append events, of one process at a time.
///
/// It stands on two legs: a lock the operating system holds, and a number in the database that each
/// new writer raises. Every transaction asserts the number, so that a process that was suspended,
/// or lost its lock to a file system, can no longer write once another has begun.
public final class Writer implements AutoCloseable {

    private final Database database;
    private final RunnerLock lock;
    private final Clock clock;
    private final long token;
    private volatile boolean closed;
    private final Map<String, Tail> tails = new ConcurrentHashMap<>();

    private Writer(Database database, RunnerLock lock, Clock clock, long token) {
        this.database = database;
        this.lock = lock;
        this.clock = clock;
        this.token = token;
    }

    static Writer take(Database database, RunnerLock lock, Clock clock) {
        var token =
                database.transaction(sql -> {
                    sql.update(
                            "UPDATE fence SET token = token + 1, pid = ?, since = ?,"
                                    + " ready = 0",
                            ProcessHandle.current().pid(),
                            clock.instant());
                    return sql.number("SELECT token FROM fence");
                });
        return new Writer(database, lock, clock, token);
    }

    public long token() {
        return token;
    }

    /// Gives an event its place at the end of a run's chain, without writing it. What is linked
    /// must be appended, in this order, or {@link #forget forgotten}. For one run, one thread.
    ///
    /// @return with an entry that reads exactly as it will be read after a restart
    public Transition.Link link(String run, Actor actor, Event event) {
        var tail = tails.computeIfAbsent(run, this::tail);
        var seq = tail.seq() + 1;
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var who = Codec.text(actor);
        var json = Codec.text(event);
        var hash = hash(tail.hash(), line(run, seq, Stamp.text(now), who, json));
        tails.put(run, new Tail(seq, hash));
        var entry = new Entry(seq, now, actor, Codec.parse(json, Event.class), hash);
        return new Transition.Link(run, entry, who, json);
    }

    /// Drops what was linked to a run and not appended.
    public void forget(String run) {
        tails.remove(run);
    }

    /// Writes in one transaction: all of it is on the disk when this returns, or, when it throws,
    /// none of it; then the same transition may be tried again.
    ///
    /// @throws Fenced when another writer has taken over; this one stays useless
    public void append(Transition transition) {
        Failpoints.hit("journal.before-append");
        database.transaction(sql -> {
            assertMine(sql);
            write(sql, transition);
            return transition;
        });
        Failpoints.hit("journal.after-append");
    }

    /// Says that this writer has recovered and carries the runs from now on.
    public void ready() {
        database.transaction(sql -> {
            assertMine(sql);
            return sql.update("UPDATE fence SET ready = 1");
        });
    }

    /// Stops being ready unless somebody has asked for something in the meantime. A request that is
    /// posted later finds no ready runner and starts one: none falls between two chairs.
    ///
    /// @return whether this writer may go
    public boolean retire() {
        return database.transaction(sql -> {
            assertMine(sql);
            var waiting = sql.number("SELECT count(*) FROM inbox WHERE taken IS NULL");
            return waiting == 0 && sql.update("UPDATE fence SET ready = 0") == 1;
        });
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            lock.close();
        }
    }

    private void assertMine(Sql sql) throws SQLException {
        if (closed) {
            throw new Fenced();
        }
        var current = sql.number("SELECT token FROM fence");
        if (current != token) {
            throw new Fenced(token, current);
        }
    }

    private void write(Sql sql, Transition transition) throws SQLException {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        for (var child : transition.children().entrySet()) {
            RunTable.insert(sql, child.getKey(), child.getValue(), now);
        }
        var heads = new LinkedHashMap<String, String>();
        for (var link : transition.links()) {
            var entry = link.entry();
            sql.update(
                    "INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?)",
                    link.run(),
                    entry.seq(),
                    entry.at(),
                    link.actor(),
                    Codec.tag(entry.event().getClass()),
                    link.json(),
                    entry.hash());
            heads.put(link.run(), entry.hash());
        }
        for (var head : heads.entrySet()) {
            sql.update("UPDATE runs SET head = ? WHERE id = ?", head.getValue(), head.getKey());
        }
        for (var standing : transition.standings().entrySet()) {
            RunTable.update(sql, standing.getKey(), standing.getValue(), now);
            if (standing.getValue().word().ended()) {
                sql.update("DELETE FROM leases WHERE run = ?", standing.getKey());
            }
        }
        for (var spent : transition.spent()) {
            Budgets.settle(sql, spent, now);
        }
        for (var request : transition.taken()) {
            sql.update("UPDATE inbox SET taken = ? WHERE id = ?", now, request);
        }
    }

    private Tail tail(String run) {
        return database.read(sql ->
                sql.first(
                                "SELECT seq, hash FROM events WHERE run = ?"
                                        + " ORDER BY seq DESC LIMIT 1",
                                row -> new Tail(row.getLong(1), row.getString(2)),
                                run)
                        .orElse(new Tail(0, "")));
    }

    /// The canonical JSON of an entry: what its hash covers.
    static String line(String run, long seq, String at, String actor, String event) {
        return "{\"run\":%s,\"seq\":%d,\"at\":\"%s\",\"actor\":%s,\"event\":%s}"
                .formatted(Codec.text(run), seq, at, actor, event);
    }

    static String hash(String previous, String line) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(previous.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(line.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Where a run's chain ends.
    private record Tail(long seq, String hash) {}
}
