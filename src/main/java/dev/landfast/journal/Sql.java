package dev.landfast.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A connection that remembers its prepared statements. For one thread at a time.
final class Sql {

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    Sql(Connection connection) {
        this.connection = connection;
    }

    void execute(String statement) throws SQLException {
        try (var plain = connection.createStatement()) {
            plain.execute(statement);
        }
    }

    /// @return how many rows it changed
    int update(String statement, @Nullable Object... values) throws SQLException {
        return bound(statement, values).executeUpdate();
    }

    <T> List<T> list(String query, Row<T> row, @Nullable Object... values) throws SQLException {
        try (var rows = bound(query, values).executeQuery()) {
            var all = new ArrayList<T>();
            while (rows.next()) {
                all.add(row.read(rows));
            }
            return all;
        }
    }

    <T> Optional<T> first(String query, Row<T> row, @Nullable Object... values)
            throws SQLException {
        try (var rows = bound(query, values).executeQuery()) {
            return rows.next() ? Optional.of(row.read(rows)) : Optional.empty();
        }
    }

    long number(String query, @Nullable Object... values) throws SQLException {
        return first(query, rows -> rows.getLong(1), values).orElse(0L);
    }

    void close() throws SQLException {
        connection.close();
    }

    private PreparedStatement bound(String statement, @Nullable Object... values)
            throws SQLException {
        var ready = prepared.get(statement);
        if (ready == null) {
            ready = connection.prepareStatement(statement);
            prepared.put(statement, ready);
        }
        for (var i = 0; i < values.length; i++) {
            ready.setObject(i + 1, column(values[i]));
        }
        return ready;
    }

    /// Not a pattern switch: its first use would cost every command that only reads its start.
    private static @Nullable Object column(@Nullable Object value) {
        if (value instanceof Instant instant) {
            return Stamp.text(instant);
        }
        return value instanceof Optional<?> optional ? column(optional.orElse(null)) : value;
    }

    /// Reads the row a result set stands on.
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /// An instant in a column that may be empty.
    static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).map(Stamp::of);
    }
}
