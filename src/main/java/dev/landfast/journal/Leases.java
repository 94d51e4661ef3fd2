package dev.landfast.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/// What runs hold exclusively. Released when the run that owns it ends, by the same transaction, so
/// that none is left over after a crash.
public final class Leases {

    private static final String PORT = "port:";

    private final Database database;
    private final Clock clock;

    Leases(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Takes a named lock. A run that has it already gets the same lease again, which is what a
    /// step needs that was repeated after a crash.
    ///
    /// @return empty while another run has it
    public Optional<Lease> take(String name, String run, String note) {
        return database.transaction(sql -> take(sql, name, run, note));
    }

    /// Leases a port for one purpose of a run, the same one when asked again.
    ///
    /// @param usable asked within the choice, for ports that programs outside have taken
    /// @return empty when the whole range is taken
    public Optional<Integer> port(String run, String purpose, Range range, IntPredicate usable) {
        return database.transaction(sql -> {
            var mine =
                    sql.first(
                            "SELECT name FROM leases WHERE run = ? AND note = ? AND"
                                    + " name LIKE 'port:%'",
                            row -> port(row.getString(1)), run, purpose);
            if (mine.isPresent()) {
                return mine;
            }
            for (var port = range.from(); port <= range.to(); port++) {
                var name = PORT + port;
                if (holder(sql, name).isEmpty() && usable.test(port)) {
                    take(sql, name, run, purpose);
                    return Optional.of(port);
                }
            }
            return Optional.<Integer>empty();
        });
    }

    /// Whether a lease still is what it was: ask right before an effect that must not come late.
    public boolean holds(Lease lease) {
        return database.read(sql -> holder(sql, lease.name()))
                .filter(now -> now.fence() == lease.fence())
                .isPresent();
    }

    public Optional<Lease> holder(String name) {
        return database.read(sql -> holder(sql, name));
    }

    public void release(Lease lease) {
        database.transaction(sql ->
                sql.update(
                        "DELETE FROM leases WHERE name = ? AND fence = ?",
                        lease.name(),
                        lease.fence()));
    }

    /// Everything a run holds, given back early.
    public void releaseAll(String run) {
        database.transaction(sql -> sql.update("DELETE FROM leases WHERE run = ?", run));
    }

    public List<Lease> all() {
        return database.read(sql -> sql.list("SELECT * FROM leases ORDER BY name", Leases::row));
    }

    /// Both ends included.
    public record Range(int from, int to) {}

    private Optional<Lease> take(Sql sql, String name, String run, String note)
            throws SQLException {
        var there = holder(sql, name);
        if (there.isPresent()) {
            return there.filter(lease -> lease.run().equals(run));
        }
        sql.update(
                "INSERT INTO lease_fences VALUES (?, 1)"
                        + " ON CONFLICT (name) DO UPDATE SET fence = fence + 1",
                name);
        sql.update(
                "INSERT INTO leases SELECT ?, ?, ?, fence, ? FROM lease_fences WHERE name = ?",
                name,
                run,
                note,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                name);
        return holder(sql, name);
    }

    private static Optional<Lease> holder(Sql sql, String name) throws SQLException {
        return sql.first("SELECT * FROM leases WHERE name = ?", Leases::row, name);
    }

    private static int port(String name) {
        return Integer.parseInt(name.substring(PORT.length()));
    }

    private static Lease row(ResultSet row) throws SQLException {
        return new Lease(
                row.getString("name"),
                row.getString("run"),
                row.getString("note"),
                row.getLong("fence"),
                Stamp.of(row.getString("since")));
    }
}
