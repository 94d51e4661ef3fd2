package dev.landfast.journal;

import java.time.Clock;

/// Files that came with the repository and may run: path and content, as a person confirmed them.
public final class Trusted {

    private final Database database;
    private final Clock clock;

    Trusted(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// @param who the person, as the system knows them
    public void trust(String path, String hash, String who) {
        database.transaction(sql ->
                sql.update(
                        "INSERT OR IGNORE INTO trusted VALUES (?, ?, ?, ?)",
                        path,
                        hash,
                        who,
                        clock.instant()));
    }

    public boolean trusts(String path, String hash) {
        return database.read(sql ->
                sql.number("SELECT count(*) FROM trusted WHERE path = ? AND hash = ?", path, hash))
                > 0;
    }
}
