package dev.landfast.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The summary rows.
final class RunTable {

    private RunTable() {}

    static void insert(Sql sql, String id, RunSummary.About about, Instant now)
            throws SQLException {
        sql.update(
                "INSERT INTO runs VALUES (?, ?, ?, ?, ?, ?, ?, '', '', NULL, '', ?, ?)",
                id,
                about.name(),
                about.workflow(),
                about.variant(),
                about.definition(),
                about.parent(),
                RunSummary.Word.QUEUED.toString(),
                now,
                now);
    }

    static void update(Sql sql, String id, RunSummary.Standing standing, Instant now)
            throws SQLException {
        sql.update(
                "UPDATE runs SET status = ?, waits = ?, next = ?, wakes = ?, updated = ?"
                        + " WHERE id = ?",
                standing.word().toString(),
                standing.waits(),
                standing.next(),
                standing.wakes(),
                now,
                id);
    }

    /// Newest first.
    static List<RunSummary> all(Sql sql) throws SQLException {
        return sql.list("SELECT * FROM runs ORDER BY started DESC, id DESC", RunTable::read);
    }

    /// Those that are not settled, and the newest of all.
    static List<RunSummary> current(Sql sql, int newest) throws SQLException {
        return sql.list(
                """
                SELECT * FROM runs
                WHERE status NOT IN ('done', 'cancelled')
                   OR id IN (SELECT id FROM runs ORDER BY started DESC, id DESC LIMIT ?)
                ORDER BY started DESC, id DESC
                """,
                RunTable::read,
                newest);
    }

    /// Ids of {@link #current} runs that are not the newest of their name.
    static List<String> shadowed(Sql sql, int newest) throws SQLException {
        return sql.list(
                """
                SELECT id FROM runs AS old
                WHERE (status NOT IN ('done', 'cancelled')
                   OR id IN (SELECT id FROM runs ORDER BY started DESC, id DESC LIMIT ?))
                  AND EXISTS (SELECT 1 FROM runs AS new
                      WHERE new.name = old.name
                        AND (new.started, new.id) > (old.started, old.id))
                """,
                row -> row.getString(1),
                newest);
    }

    static Optional<RunSummary> one(Sql sql, String id) throws SQLException {
        return sql.first("SELECT * FROM runs WHERE id = ?", RunTable::read, id);
    }

    /// Exactly that id; else the newest run of exactly that name; else all whose id or name begins
    /// so.
    static List<RunSummary> named(Sql sql, String text) throws SQLException {
        var exact = one(sql, text);
        if (exact.isEmpty()) {
            exact =
                    sql.first(
                            "SELECT * FROM runs WHERE name = ? ORDER BY started DESC, id DESC",
                            RunTable::read,
                            text);
        }
        if (exact.isPresent()) {
            return List.of(exact.get());
        }
        return sql.list(
                "SELECT * FROM runs WHERE substr(id, 1, length(?1)) = ?1"
                        + " OR substr(name, 1, length(?1)) = ?1 ORDER BY started DESC, id DESC",
                RunTable::read,
                text);
    }

    private static RunSummary read(ResultSet row) throws SQLException {
        return new RunSummary(
                row.getString("id"),
                new RunSummary.About(
                        row.getString("name"),
                        row.getString("workflow"),
                        row.getString("variant"),
                        row.getString("definition"),
                        Optional.ofNullable(row.getString("parent"))),
                new RunSummary.Standing(
                        RunSummary.Word.of(row.getString("status")),
                        row.getString("waits"),
                        row.getString("next"),
                        Sql.instant(row, "wakes")),
                Stamp.of(row.getString("started")),
                Stamp.of(row.getString("updated")));
    }
}
