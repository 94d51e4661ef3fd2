package dev.landfast.journal;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// What the agents of all runs of a repository spend in a day: reserved before an attempt starts,
/// settled in the transaction that records its end. What an attempt really cost may never become
/// known; then what was reserved for it counts.
public final class Budgets {

    /// What an attempt of unknown cost counts with for which nothing was reserved, in US dollars.
    static final double USUAL = 1.0;

    private static final double LEAST = 0.01;
    private static final double EXACT = 1e-9;
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final String COST =
            "SELECT sum(coalesce(actual, reserved)) FROM budget WHERE day = ?";

    private static final String KNOWN =
            "UPDATE budget SET actual = coalesce(actual, 0) + ? WHERE attempt = ?";

    private static final String UNKNOWN =
            """
            UPDATE budget SET actual = coalesce(actual, 0) + max(?, coalesce(?, reserved))
            WHERE attempt = ?
            """;

    /// Where the two agree, the cost is not known.
    private static final String NO_PRICE = "UPDATE budget SET reserved = actual WHERE attempt = ?";

    private static final String RESERVE =
            "INSERT INTO budget (attempt, run, day, reserved) VALUES (?, ?, ?, ?)";

    private final Database database;
    private final Clock clock;

    Budgets(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// What is asked for an attempt.
    ///
    /// @param key of the attempt
    /// @param dollars at most
    /// @param less whether it may also start with less than that
    public record Wish(String run, StepKey key, double dollars, boolean less) {

        public Wish {
            if (dollars < 0) {
                throw new IllegalArgumentException("nothing can be set aside: " + dollars);
            }
        }

        /// What has to be left for it.
        private double needed() {
            return less ? Math.min(LEAST, dollars) : dollars;
        }
    }

    /// What came of a wish.
    public sealed interface Answer {
        record Granted(double dollars) implements Answer {}

        /// Attempts under way hold what is left of the day; some of it may come free.
        record Busy() implements Answer {}

        /// Nothing is left before the next day.
        record Over(double spent) implements Answer {}
    }

    /// What an attempt came to, or a part of it: one that waited for a person goes on.
    ///
    /// @param usage unknown is not zero: then what was reserved counts, or what bounds it
    public record Spent(String run, StepKey key, Usage usage) {}

    /// What an attempt of earlier runs cost.
    public record Past(String workflow, String step, double cost) {}

    /// Reserves for an attempt unless its day would go over. Asking again for the same attempt
    /// gives the same answer and reserves nothing more.
    ///
    /// @param limit of a day; empty is unlimited
    public Answer reserve(Wish wish, Optional<Double> limit) {
        return database.transaction(sql -> {
            var id = id(wish.run(), wish.key());
            var known =
                    sql.first(
                            "SELECT reserved FROM budget WHERE attempt = ?",
                            row -> row.getDouble(1),
                            id);
            if (known.isPresent()) {
                return new Answer.Granted(known.get());
            }
            var today = today();
            var left = limit.isPresent() ? limit.get() - sum(sql, today) : wish.dollars();
            if (wish.needed() > left + EXACT) {
                return refused(sql, today);
            }
            var dollars = wish.less() ? Math.min(left, wish.dollars()) : wish.dollars();
            sql.update(RESERVE, id, wish.run(), today.toString(), dollars);
            return new Answer.Granted(dollars);
        });
    }

    private static Answer refused(Sql sql, LocalDate today) throws SQLException {
        var open =
                sql.number(
                        "SELECT count(*) FROM budget WHERE day = ? AND actual IS NULL",
                        today.toString());
        return open > 0 ? new Answer.Busy() : new Answer.Over(sum(sql, today));
    }

    /// Whether something is reserved for an attempt and not yet settled: only then was an agent
    /// started for it since it began, or went on.
    public boolean begun(String run, StepKey key) {
        return database.read(sql ->
                sql.number(
                                "SELECT count(*) FROM budget WHERE attempt = ? AND actual IS NULL",
                                id(run, key))
                        > 0);
    }

    /// Within the transaction that records the end of an attempt, or that it waits.
    static void settle(Sql sql, Spent spent, Instant now) throws SQLException {
        var id = id(spent.run(), spent.key());
        sql.update(
                RESERVE + " ON CONFLICT DO NOTHING", id, spent.run(), day(now).toString(), USUAL);
        if (spent.usage().known()) {
            sql.update(KNOWN, spent.usage().cost(), id);
        } else {
            sql.update(UNKNOWN, spent.usage().cost(), spent.usage().atMost(), id);
            sql.update(NO_PRICE, id);
        }
    }

    /// What a day has cost so far, what is reserved for attempts under way included.
    public double spent(LocalDate day) {
        return database.read(sql -> sum(sql, day));
    }

    /// Attempts whose cost became known, the newest first.
    public List<Past> history() {
        return database.read(sql ->
                sql.list(
                        """
                        SELECT runs.workflow, budget.attempt, budget.actual
                        FROM budget JOIN runs ON runs.id = budget.run
                        WHERE budget.actual > 0 AND budget.actual <> budget.reserved
                        ORDER BY budget.rowid DESC LIMIT 500
                        """,
                        row ->
                                new Past(
                                        row.getString(1),
                                        step(row.getString(2)),
                                        row.getDouble(3))));
    }

    /// Budget days are UTC days.
    public LocalDate today() {
        return day(clock.instant());
    }

    /// When the next one begins.
    public Instant tomorrow() {
        return today().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /// When it is worth asking again while attempts under way hold what is left.
    public Instant soon() {
        var next = clock.instant().plus(SOON);
        return next.isBefore(tomorrow()) ? next : tomorrow();
    }

    /// The day that a moment belongs to.
    public static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    private static String id(String run, StepKey key) {
        return run + " " + key;
    }

    private static String step(String id) {
        var path = id.substring(id.indexOf(' ') + 1, id.lastIndexOf('@'));
        return new StepKey(path, 1).step();
    }

    private static double sum(Sql sql, LocalDate day) throws SQLException {
        return sql.first(COST, row -> row.getDouble(1), day.toString()).orElse(0.0);
    }
}
