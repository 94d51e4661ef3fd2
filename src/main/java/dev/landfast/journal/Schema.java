package dev.landfast.journal;

import dev.landfast.problem.RepositoryProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.regex.Pattern;

/// The tables and how they came to be. Each version is a resource `schema-N.sql` that is applied
/// once; a file of a newer version is refused, as writing to it could spoil what it means.
final class Schema {

    static final int VERSION = 2;

    private static final Pattern END = Pattern.compile(";\\s*\\n");

    private Schema() {}

    /// Brings a file up to date. Costs one read where there is nothing to do.
    static void migrate(Database database, Path file, Instant now) {
        if (check(database, file) == VERSION) {
            return;
        }
        database.transaction(sql -> {
            var version = (int) sql.number("PRAGMA user_version");
            for (var next = version + 1; next <= VERSION; next++) {
                apply(sql, next, now);
            }
            return VERSION;
        });
    }

    /// @return the version of the file, 0 when it is empty
    static int check(Database database, Path file) {
        var version = database.read(sql -> (int) sql.number("PRAGMA user_version"));
        if (version > VERSION) {
            throw new RepositoryProblem(
                    "LF-412",
                    "the journal has format "
                            + version
                            + ", this version of Landfast reads up to "
                            + VERSION,
                    file.toString(),
                    "use the newer Landfast that wrote it");
        }
        return version;
    }

    private static void apply(Sql sql, int version, Instant now) throws SQLException {
        for (var statement : END.split(script(version), -1)) {
            if (!statement.isBlank()) {
                sql.execute(statement);
            }
        }
        sql.update("INSERT INTO migrations VALUES (?, ?)", version, now);
        sql.execute("PRAGMA user_version = " + version);
    }

    private static String script(int version) {
        try (var in = Schema.class.getResourceAsStream("schema-" + version + ".sql")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
