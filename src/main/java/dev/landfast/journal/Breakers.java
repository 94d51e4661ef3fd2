package dev.landfast.journal;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Circuit breakers by target, which survive a restart: after so many failures in a row nobody is
/// let through until a while has passed, then one probe is.
public final class Breakers {

    private final Database database;
    private final Clock clock;

    Breakers(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// @param failures in a row, after which it opens (the release workflow's figure is 5)
    /// @param rest how long it stays open before a probe is let through (60 s there)
    public record Policy(int failures, Duration rest) {}

    /// Whether to go on. In the half-open state exactly one caller is told yes until it reports; a
    /// probe that never reports is forgotten after another rest.
    public boolean allows(String target, Policy policy) {
        return database.transaction(sql -> {
            var now = clock.instant();
            var state = state(sql, target);
            if (state.opened().isEmpty()) {
                return true;
            }
            var since = state.probing().orElse(state.opened().get());
            if (now.isBefore(since.plus(policy.rest()))) {
                return false;
            }
            sql.update("UPDATE breakers SET probing = ? WHERE target = ?", now, target);
            return true;
        });
    }

    public void succeeded(String target) {
        database.transaction(sql -> sql.update("DELETE FROM breakers WHERE target = ?", target));
    }

    public void failed(String target, Policy policy) {
        database.transaction(sql -> {
            var failures = state(sql, target).failures() + 1;
            var opened =
                    failures >= policy.failures()
                            ? Optional.of(clock.instant())
                            : Optional.<Instant>empty();
            return sql.update(
                    "INSERT OR REPLACE INTO breakers VALUES (?, ?, ?, NULL)",
                    target,
                    failures,
                    opened);
        });
    }

    public State state(String target) {
        return database.read(sql -> state(sql, target));
    }

    /// @param opened when it opened; empty while it is closed
    /// @param probing when the last probe was let through
    public record State(int failures, Optional<Instant> opened, Optional<Instant> probing) {}

    private static State state(Sql sql, String target) throws SQLException {
        return sql.first(
                        "SELECT * FROM breakers WHERE target = ?",
                        row ->
                                new State(
                                        row.getInt("failures"),
                                        Sql.instant(row, "opened"),
                                        Sql.instant(row, "probing")),
                        target)
                .orElse(new State(0, Optional.empty(), Optional.empty()));
    }
}
