package dev.landfast.journal;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/// What processes ask of the runner. A request stays until a transition journals it.
public final class Inbox {

    private Inbox() {}

    /// @param event what is to be appended to the run
    public record Request(long id, String run, Actor actor, Event event, Instant at) {}

    static boolean mayBeAsked(Event event) {
        return switch (event) {
            case Event.Answered _, Event.Waived _, Event.Paused _, Event.Resumed _ -> true;
            case Event.CancelRequested _,
                    Event.RetryRequested _,
                    Event.TakenOver _,
                    Event.StepTaken _,
                    Event.Commented _,
                    Event.Noted _ ->
                    true;
            case Event.RunStarted _, Event.RunEnded _, Event.ChildStarted _ -> false;
            case Event.StepScheduled _, Event.StepFinished _ -> false;
            case Event.StepStopping _, Event.StepWaiting _ -> false;
            case Event.TimerSet _, Event.TimerFired _ -> false;
        };
    }

    static long insert(Sql sql, String run, Actor actor, Event event, Instant now)
            throws SQLException {
        sql.update(
                "INSERT INTO inbox (run, actor, json, at) VALUES (?, ?, ?, ?)",
                run,
                Codec.text(actor),
                Codec.text(event),
                now);
        return sql.number("SELECT last_insert_rowid()");
    }

    static List<Request> waiting(Sql sql) throws SQLException {
        return sql.list(
                "SELECT * FROM inbox WHERE taken IS NULL ORDER BY id",
                row ->
                        new Request(
                                row.getLong("id"),
                                row.getString("run"),
                                Codec.parse(row.getString("actor"), Actor.class),
                                Codec.parse(row.getString("json"), Event.class),
                                Stamp.of(row.getString("at"))));
    }
}
