package dev.landfast.check.app;

import static dev.landfast.gate.PythonRepository.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.gate.PythonRepository;
import dev.landfast.gate.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Migrations run on a scratch database, and a database of anybody's own is never touched.
class MigrationsCheckTest {

    private static final String STOCK =
            """
            from alembic import context
            from sqlalchemy import engine_from_config, pool

            section = context.config.get_section(context.config.config_ini_section)
            engine = engine_from_config(section, prefix="sqlalchemy.", poolclass=pool.NullPool)
            with engine.connect() as connection:
                context.configure(connection=connection, target_metadata=None)
                with context.begin_transaction():
                    context.run_migrations()
            """;

    @TempDir private Path folder;

    private PythonRepository project;

    @BeforeEach
    void a_project() {
        project = PythonRepository.small(folder);
    }

    private void migrations() {
        project.write(
                "alembic.ini", "[alembic]\nscript_location = migrations\nprepend_sys_path = .\n");
        project.write(
                "migrations/env.py",
                """
                import os

                from alembic import context
                from sqlalchemy import create_engine

                engine = create_engine(os.environ["DATABASE_URL"])
                with engine.connect() as connection:
                    context.configure(connection=connection, target_metadata=None)
                    with context.begin_transaction():
                        context.run_migrations()
                """);
        project.write(
                "migrations/versions/one.py",
                """
                import sqlalchemy as sa
                from alembic import op

                revision = "one"
                down_revision = None


                def upgrade():
                    op.create_table("things", sa.Column("id", sa.Integer, primary_key=True))


                def downgrade():
                    op.drop_table("things")
                """);
    }

    @Test
    void migrations_go_up_down_and_up_on_a_scratch_database() {
        migrations();

        var report =
                project.judge(check("migrations", Map.of("sequence", List.of("up", "down", "up"))));

        assertThat(report.findings()).isEmpty();
        assertThat(report.checks().getFirst().evidence().counts()).containsEntry("steps", 3L);
        var again = PythonRepository.shell(report.checks().getFirst().evidence().rerun());
        assertThat(again).contains("one (head)");
    }

    @Test
    void a_migration_that_cannot_go_back_is_named() {
        migrations();
        project.write(
                "migrations/versions/one.py",
                project.read("migrations/versions/one.py")
                        .replace("op.drop_table(\"things\")", "raise ValueError('no way back')"));

        var report = project.judge(check("migrations"));

        assertThat(report.findings().getFirst().message())
                .isEqualTo("alembic downgrade base: ValueError: no way back");
        assertThat(report.findings().getFirst().place().file())
                .isEqualTo("migrations/versions/one.py");
    }

    @Test
    void migrations_that_would_reach_a_real_database_are_not_run() {
        migrations();
        project.write(
                "migrations/env.py",
                project.read("migrations/env.py")
                        .replace("os.environ[\"DATABASE_URL\"]", "\"postgresql://live/shop\""));

        var report = project.judge(check("migrations"));

        assertThat(report.findings().getFirst().message())
                .contains("would reach a real database", "postgresql://live/shop");
    }

    /// A file that says what is in it, made by sqlite itself.
    private Path own() {
        var file = folder.resolve("own.db");
        sqlite(
                file,
                "create table things (id integer); create table alembic_version (version_num text);"
                        + " insert into alembic_version values ('one')");
        return file;
    }

    private static String sqlite(Path file, String statements) {
        return PythonRepository.shell(
                "/usr/bin/python3 -c \"import sqlite3, sys; c = sqlite3.connect(sys.argv[1]);"
                        + " c.executescript(sys.argv[2]); print([r[0] for r in c.execute('select name from sqlite_master')])\" "
                        + file
                        + " \""
                        + statements
                        + "\"");
    }

    private static void assertUntouched(Path own) {
        assertThat(sqlite(own, "")).contains("things", "alembic_version");
    }

    private void assertRefused() {
        var report = project.judge(check("migrations"));
        assertThat(report.verdict()).isInstanceOf(Verdict.Inconclusive.class);
        assertThat(report.findings().getFirst().message()).contains("would reach a real database");
        assertThat(report.checks().getFirst().evidence().runs()).hasSize(1);
    }

    @Test
    void the_address_in_the_ini_is_not_used_whatever_else_reads_the_variable() {
        var own = own();
        migrations();
        project.write("migrations/env.py", STOCK);
        project.write("app/settings.py", "import os\n\nURL = os.environ.get('DATABASE_URL')\n");

        for (var url : List.of("postgresql://app@localhost/app", "sqlite:///" + own)) {
            project.write(
                    "alembic.ini",
                    "[alembic]\nscript_location = migrations\nsqlalchemy.url = " + url + "\n");
            var report = project.judge(check("migrations"));

            assertThat(report.findings()).isEmpty();
            assertThat(report.checks().getFirst().evidence().counts()).containsEntry("steps", 3L);
        }
        assertUntouched(own);
    }

    @Test
    void a_database_that_env_py_names_itself_is_never_connected_to() {
        var own = own();
        migrations();
        project.write("app/settings.py", "import os\n\nURL = os.environ.get('DATABASE_URL')\n");
        project.write(
                "migrations/env.py",
                project.read("migrations/env.py")
                        .replace("os.environ[\"DATABASE_URL\"]", "\"sqlite:///" + own + "\""));

        assertRefused();
        assertUntouched(own);
    }

    @Test
    void a_connection_that_the_project_opens_by_itself_is_refused() {
        var own = own();
        migrations();
        project.write(
                "migrations/env.py",
                "import sqlite3\n"
                        + project.read("migrations/env.py")
                                .replace(
                                        "os.environ[\"DATABASE_URL\"]",
                                        "os.environ[\"DATABASE_URL\"], creator=lambda: sqlite3.connect(\""
                                                + own
                                                + "\")"));

        assertRefused();
        assertUntouched(own);
    }

    @Test
    void a_project_that_goes_on_after_an_error_gets_no_second_try() {
        var own = own();
        migrations();
        project.write(
                "migrations/env.py",
                """
                import os
                import sqlite3

                try:
                    sqlite3.connect("OWN").execute("drop table things")
                except BaseException:
                    pass
                """
                                .replace("OWN", own.toString())
                        + project.read("migrations/env.py"));

        assertRefused();
        assertUntouched(own);
    }

    @Test
    void migrations_that_never_connect_prove_nothing() {
        migrations();
        project.write("migrations/env.py", "import os\n\nos.environ[\"DATABASE_URL\"]\n");

        var report = project.judge(check("migrations"));

        assertThat(report.findings().getFirst().message())
                .contains("did not reach the scratch database");
    }
}
