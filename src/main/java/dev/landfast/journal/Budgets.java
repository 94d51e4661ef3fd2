package dev.landfast.journal;

import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/// Money, reserved before an attempt starts and settled after it. What an attempt really cost may
/// never become known; then its reserve counts.
public final class Budgets {

    private static final String SUM = "SELECT sum(coalesce(actual, reserved)) FROM budget WHERE ";

    private final Database database;
    private final Clock clock;

    Budgets(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Reserves for an attempt unless the day or the run would go over. Asking again for the same
    /// attempt changes nothing.
    ///
    /// @param attempt the run's id and the step key
    /// @return whether it may start
    public boolean reserve(String run, String attempt, double amount, Limits limits) {
        return database.transaction(sql -> {
            if (sql.number("SELECT count(*) FROM budget WHERE attempt = ?", attempt) > 0) {
                return true;
            }
            var today = today().toString();
            if (over(limits.day(), amount + sum(sql, SUM + "day = ?", today))
                    || over(limits.run(), amount + sum(sql, SUM + "run = ?", run))) {
                return false;
            }
            return sql.update(
                            "INSERT INTO budget VALUES (?, ?, ?, ?, NULL)",
                            attempt,
                            run,
                            today,
                            amount)
                    == 1;
        });
    }

    /// @param actual empty when it is not known, which is not zero
    public void settle(String attempt, Optional<Double> actual) {
        database.transaction(sql ->
                sql.update("UPDATE budget SET actual = ? WHERE attempt = ?", actual, attempt));
    }

    /// What a day has cost so far, open reserves included.
    public double spent(LocalDate day) {
        return database.read(sql -> sum(sql, SUM + "day = ?", day.toString()));
    }

    public double spent(String run) {
        return database.read(sql -> sum(sql, SUM + "run = ?", run));
    }

    /// Budget days are UTC days.
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /// In US dollars; empty is unlimited.
    public record Limits(Optional<Double> day, Optional<Double> run) {}

    private static boolean over(Optional<Double> limit, double amount) {
        return limit.isPresent() && amount > limit.get();
    }

    private static double sum(Sql sql, String query, String value) throws SQLException {
        return sql.first(query, row -> row.getDouble(1), value).orElse(0.0);
    }
}
