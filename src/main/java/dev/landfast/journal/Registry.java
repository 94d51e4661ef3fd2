package dev.landfast.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The repository's worktrees, those that are gone included.
public final class Registry {

    private final Database database;
    private final Clock clock;

    Registry(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Adds one, or gives back the one this run already has of that name: adding again after a
    /// crash adds nothing.
    public Worktree add(String feature, Worktree.Place place, String run) {
        return database.transaction(sql -> {
            var there =
                    sql.first(
                            "SELECT * FROM worktrees WHERE run = ? AND feature = ?"
                                    + " AND status <> 'cleaned_up'",
                            Registry::row,
                            run,
                            feature);
            if (there.isPresent()) {
                return there.get();
            }
            sql.update(
                    "INSERT INTO worktrees (feature, path, branch, base, created, status,"
                            + " run) VALUES (?, ?, ?, ?, ?, 'active', ?)",
                    feature,
                    place.path(),
                    place.branch(),
                    place.base(),
                    clock.instant().truncatedTo(ChronoUnit.MILLIS),
                    run);
            return one(sql, sql.number("SELECT last_insert_rowid()")).orElseThrow();
        });
    }

    public void status(long id, Worktree.Status status) {
        database.transaction(sql ->
                sql.update("UPDATE worktrees SET status = ? WHERE id = ?", word(status), id));
    }

    public void pullRequest(long id, String pr) {
        database.transaction(sql ->
                sql.update(
                        "UPDATE worktrees SET status = 'pr_created', pr = ? WHERE id = ?", pr, id));
    }

    public Optional<Worktree> find(long id) {
        return database.read(sql -> one(sql, id));
    }

    /// In order of their ids.
    public List<Worktree> all() {
        return database.read(sql -> sql.list("SELECT * FROM worktrees ORDER BY id", Registry::row));
    }

    /// Those that exist on the disk.
    public List<Worktree> live() {
        return all().stream()
                .filter(w -> w.state().status() != Worktree.Status.CLEANED_UP)
                .toList();
    }

    /// What is exchanged with scripts: an object by id, each with `id, feature_name, path, branch,
    /// base_branch, created, status` and `pr` where there is one.
    public Map<String, Map<String, Object>> export() {
        var all = new LinkedHashMap<String, Map<String, Object>>();
        for (var worktree : all()) {
            var fields = new LinkedHashMap<String, Object>();
            fields.put("id", worktree.id());
            fields.put("feature_name", worktree.feature());
            fields.put("path", worktree.place().path());
            fields.put("branch", worktree.place().branch());
            fields.put("base_branch", worktree.place().base());
            fields.put("created", worktree.created().toString());
            fields.put("status", word(worktree.state().status()));
            worktree.state().pr().ifPresent(pr -> fields.put("pr", pr));
            all.put(String.valueOf(worktree.id()), fields);
        }
        return all;
    }

    private static Optional<Worktree> one(Sql sql, long id) throws SQLException {
        return sql.first("SELECT * FROM worktrees WHERE id = ?", Registry::row, id);
    }

    private static Worktree row(ResultSet row) throws SQLException {
        return new Worktree(
                row.getLong("id"),
                row.getString("feature"),
                new Worktree.Place(
                        row.getString("path"), row.getString("branch"), row.getString("base")),
                Stamp.of(row.getString("created")),
                new Worktree.State(
                        Worktree.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                        Optional.ofNullable(row.getString("pr")),
                        row.getString("run")));
    }

    private static String word(Worktree.Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
