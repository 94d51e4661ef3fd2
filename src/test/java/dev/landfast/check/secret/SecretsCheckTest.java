package dev.landfast.check.secret;

import static dev.landfast.gate.PythonRepository.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.definition.Workflow;
import dev.landfast.gate.Findings;
import dev.landfast.gate.Hashes;
import dev.landfast.gate.PythonRepository;
import dev.landfast.gate.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each secret here is made up, and put together so that none stands in this file.
class SecretsCheckTest {

    private static final Workflow.Check SECRETS = check("secrets", Map.of("findings", 0L));
    private static final String RANDOM = "A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8S9t0";
    private static final String TOKEN = "ghp_" + RANDOM.substring(0, 36);

    @TempDir private Path folder;

    private PythonRepository project;

    @BeforeEach
    void a_project() {
        project = PythonRepository.small(folder);
    }

    private List<String> places(Workflow.Check check) {
        return project.judge(check).findings().stream().map(Findings::subject).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    aws-access-key      | AKI~AQ7Z3XK5M2P9W4RTD
                    aws-secret-key      | aws_secret_key: ~R
                    github-token        | gh~o_R36
                    github-token        | github~_pat_R
                    gitlab-token        | glp~at-R20
                    slack-token         | xox~b-123456789012-R20
                    slack-webhook       | https://hooks.slack.com/servi~ces/T0A1B2C3D/B0A1B2C3D/R20
                    stripe-key          | sk_l~ive_R20
                    google-key          | AI~zaR35
                    npm-token           | np~m_R36
                    api-key             | s~k-proj-R
                    api-key             | s~k-R
                    json-web-token      | ey~JhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.R20
                    password-in-address | postgres://shop:k4~s9dR20@db.internal/shop
                    password-assigned   | "password": "~k4S9-dQ2z!"
                    password-assigned   | API_KEY = 'R~20'
                    password-assigned   | self.client_secret: str = "R~20"
                    """)
    void a_secret_is_known_by_its_form(String rule, String form) {
        var text = filled(form);

        assertThat(Secrets.in("notes.txt", "one\n" + text + "\n"))
                .extracting(h -> h.rule() + " " + h.line())
                .containsExactly(rule + " 2");
    }

    private static String filled(String form) {
        return form.replace("~", "")
                .replace("R20", RANDOM.substring(0, 20))
                .replace("R35", RANDOM.substring(0, 35))
                .replace("R36", RANDOM.substring(0, 36))
                .replaceAll("R$", RANDOM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password = \"changeme-please1\"",
                "password = \"your-password-1\"",
                "password = \"<the password 1>\"",
                "password = \"${DB_PASSWORD1}\"",
                "password = \"aaaaaaaaaaaa\"",
                "password = os.environ[\"DB_PASSWORD1\"]",
                "password = get_password(1, \"database\")",
                "token_url = \"/auth/token/refresh\"",
                "SECRET_NAME = \"database_password\"",
                "postgres://user:password@localhost/db",
                "postgres://orders:orders@localhost/db",
                "https://docs.python.org:8080/3/library@latest",
                "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
                "AKIAIOSFODNN7EXAMPLE",
                "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----",
                "sha256 = \"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\"",
                "class TokenKeyError(Exception): pass",
                "the_key: SomeType1 = compute(value)"
            })
    void what_only_stands_for_a_secret_is_none(String text) {
        assertThat(Secrets.in("settings.yaml", text)).isEmpty();
    }

    @Test
    void settings_files_need_no_quotes() {
        var line = "DB_PASSWORD=" + RANDOM.substring(0, 14) + "\n";

        assertThat(Secrets.in("deploy/.env.local", line)).hasSize(1);
        assertThat(Secrets.in("app/a.py", line)).isEmpty();
    }

    @Test
    void a_private_key_is_found_where_it_begins() {
        var body = RANDOM + "\n" + RANDOM.toLowerCase(java.util.Locale.ROOT) + "\n" + RANDOM;
        var key =
                "-----BEGIN RSA PRIV"
                        + "ATE KEY-----\n"
                        + body
                        + "\n-----END RSA PRIV"
                        + "ATE KEY-----\n";

        assertThat(Secrets.in("id_rsa", "\n\n" + key))
                .extracting(h -> h.rule() + " " + h.line())
                .containsExactly("private-key 3");
        assertThat(Secrets.in("a.py", "KEY = '" + key.replace("\n", "\\n") + "'")).hasSize(1);
    }

    @Test
    void a_finding_names_the_place_and_never_the_secret() {
        project.write("deploy/notes.md", "# Notes\n\nuse " + TOKEN + "\n");

        var report = project.judge(SECRETS);

        assertThat(report.findings())
                .extracting(Findings::subject)
                .containsExactly("secret-github-token deploy/notes.md:3");
        assertThat(report.findings().getFirst().message()).isEqualTo("looks like a secret: ghp_…");
        assertThat(report.toJson()).doesNotContain(TOKEN).contains(Hashes.of(TOKEN));
    }

    @Test
    void one_that_the_base_has_is_not_new_wherever_it_is_moved() {
        project.write("a.txt", TOKEN + "\n").base();
        project.delete("a.txt").write("b.txt", "\n\n" + TOKEN + "\n");

        assertThat(places(check("secrets"))).isEmpty();
        assertThat(places(check("secrets", Map.of("new", 0L)))).isEmpty();
        assertThat(places(SECRETS)).containsExactly("secret-github-token b.txt:3");

        project.write("c.txt", "glpat-" + RANDOM + "\n");
        assertThat(places(check("secrets"))).containsExactly("secret-gitlab-token c.txt:1");
    }

    @Test
    void what_the_bases_baseline_lists_passes_and_what_the_branchs_lists_does_not() {
        project.write("a.txt", TOKEN + "\n");
        project.write(Baseline.FILE, Hashes.of(TOKEN) + "  # made up\n");
        assertThat(places(SECRETS)).contains("secret-github-token a.txt:1");

        project.delete("a.txt").base();
        project.write("a.txt", TOKEN + "\n");
        var report = project.judge(SECRETS);
        assertThat(report.findings()).isEmpty();
        assertThat(report.checks().getFirst().evidence().counts()).containsEntry("in-baseline", 1L);
    }

    @Test
    void a_baseline_that_cannot_be_read_is_inconclusive() {
        project.write(Baseline.FILE, "# ours\n\n" + TOKEN + "\n").base();

        assertThat(project.judge(SECRETS).verdict())
                .isInstanceOfSatisfying(
                        Verdict.Inconclusive.class,
                        v ->
                                assertThat(v.reason())
                                        .contains("line 3 of .landfast/secrets.baseline")
                                        .doesNotContain(TOKEN));
    }

    @Test
    void binary_and_huge_files_are_counted_and_not_read() throws IOException {
        Files.write(
                project.work().resolve("image.bin"),
                (TOKEN + "\0").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        project.write("data.txt", (TOKEN + "\n").repeat(Texts.LARGEST / TOKEN.length()));
        Files.createSymbolicLink(project.work().resolve("link"), Path.of("/etc/hostname"));

        var evidence = project.judge(SECRETS).checks().getFirst().evidence();

        assertThat(evidence.counts())
                .containsEntry("findings", 0L)
                .containsEntry("binary", 1L)
                .containsEntry("too-large", 1L);
        assertThat(evidence.notes()).contains("too large to look into: data.txt");
    }

    @Test
    void a_long_line_is_looked_through() {
        assertThat(Secrets.in("a.js", "x".repeat(50_000) + " " + TOKEN + " " + "k_".repeat(50_000)))
                .hasSize(1);
    }

    @Test
    void one_in_a_tools_configuration_is_found_although_the_bases_is_used() {
        project.write("setup.cfg", "[flake8]\nmax-line-length = 88\n").base();
        project.append("setup.cfg", "token = '" + TOKEN + "'\n");

        assertThat(places(SECRETS)).contains("secret-github-token setup.cfg:3");
    }
}
