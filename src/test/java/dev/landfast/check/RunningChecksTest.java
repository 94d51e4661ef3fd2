package dev.landfast.check;

import static dev.landfast.gate.PythonRepository.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.gate.Findings;
import dev.landfast.gate.GateReport;
import dev.landfast.gate.PythonRepository;
import dev.landfast.gate.Verdict;
import dev.landfast.journal.StepResult.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The checks that run the project: health, commands.
class RunningChecksTest {

    private static final String SERVER =
            """
            import http.server
            import os
            import sys

            import app.sums


            class Answer(http.server.BaseHTTPRequestHandler):
                def do_GET(self):
                    self.send_response(200 if self.path == "/health" else 503)
                    self.end_headers()


            http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Answer).serve_forever()
            """;

    @TempDir private Path folder;

    private PythonRepository project;
    private int port;

    @BeforeEach
    void a_project_with_a_port() throws IOException {
        project = PythonRepository.small(folder);
        project.write("serve.py", SERVER);
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        project.environment("PORT", String.valueOf(port));
    }

    private static Map<String, Object> health(String start) {
        return Map.of("start", start, "path", "/health", "within", "20s");
    }

    @Test
    void an_application_that_answers_is_healthy_and_is_stopped() throws IOException {
        var report = project.judge(check("health", health("python3 serve.py {port}")));

        assertThat(report.findings()).isEmpty();
        assertThat(report.checks().getFirst().evidence().measures().getFirst().what())
                .isEqualTo("seconds until healthy");
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(socket.isBound()).isTrue();
        }
        var again =
                PythonRepository.shell(
                        report.checks().getFirst().evidence().rerun()
                                + "cat \"$r\"/1/reports/health.json");
        assertThat(again).contains("\"state\": \"healthy\"");
    }

    @Test
    void an_application_that_ends_is_not_healthy() {
        var report = project.judge(check("health", health("echo 'no database' >&2; exit 3")));

        assertThat(report.findings().getFirst().message())
                .isEqualTo("the application ended with code 3: no database");
    }

    @Test
    void an_application_that_answers_something_else_is_not_healthy() {
        var report =
                project.judge(
                        check(
                                "health",
                                Map.of(
                                        "start",
                                        List.of("python3", "serve.py", "{port}"),
                                        "path",
                                        "/other",
                                        "within",
                                        "2s")));

        assertThat(report.findings().getFirst().message())
                .startsWith("GET /other answered 503 within 2 s, 200 was asked for");
    }

    @Test
    void somebody_else_at_the_port_is_not_our_application() throws IOException {
        try (var other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            var report = project.judge(check("health", health("python3 serve.py {port}")));

            assertThat(other.isBound()).isTrue();
            assertThat(report.outcome())
                    .isInstanceOfSatisfying(
                            Outcome.Blocked.class, b -> assertThat(b.kind()).isEqualTo("service"));
        }
    }

    @Test
    void a_project_without_an_application_passes_only_where_that_is_allowed() {
        assertThat(project.judge(check("health")).verdict())
                .isInstanceOf(Verdict.Inconclusive.class);
        var ifPresent = check("health", Map.of("if-present", true));
        assertThat(project.judge(check("parse"), ifPresent).verdict().passed()).isTrue();
    }

    @Test
    void a_command_is_judged_by_its_code() {
        assertThat(
                        project.judge(
                                        check(
                                                "command",
                                                Map.of(
                                                        "run",
                                                        "python -c 'import app.sums'",
                                                        "canary",
                                                        "none")))
                                .verdict()
                                .passed())
                .isTrue();
        assertThat(
                        project.judge(
                                        check(
                                                "command",
                                                Map.of("run", "echo bad; exit 4", "name", "smoke")))
                                .findings()
                                .toString())
                .contains("smoke-failed", "code 4: bad");
    }

    @Test
    void a_command_is_judged_by_its_junit_report() {
        var good = "<testsuite><testcase classname='a' name='b'/></testsuite>";
        var bad =
                "<testsuite><testcase classname='a' name='b'><failure message='no'/></testcase></testsuite>";

        assertThat(junit("printf \"%s\" \"" + good + "\" > {report}").verdict().passed()).isTrue();
        assertThat(junit("printf \"%s\" \"" + bad + "\" > {report}").findings().toString())
                .contains("a::b: no");
        assertThat(junit("printf \"%s\" \"" + good + "\" > {report}; exit 1").verdict())
                .isInstanceOf(Verdict.Inconclusive.class);
        assertThat(junit("true").findings().toString()).contains("there is no report");
        assertThat(junit("echo '<testsuite/>' > {report}").findings().toString())
                .contains("0 tests of 0 ran");
    }

    private GateReport junit(String run) {
        return project.judge(
                check("command", Map.of("run", run, "policy", "junit", "canary", "none")));
    }

    @Test
    void a_report_that_was_there_before_the_command_is_not_believed() {
        project.write("report.xml", "<testsuite><testcase classname='a' name='b'/></testsuite>");

        var report =
                project.judge(
                        check(
                                "command",
                                Map.of("run", "true", "policy", "junit", "report", "report.xml")));

        assertThat(report.findings().toString()).contains("there before the command ran");
    }

    @Test
    void a_command_is_judged_by_its_sarif_log() {
        project.write(
                "tool.py",
                """
                import json
                import sys

                result = {
                    "ruleId": "R1",
                    "level": "error",
                    "message": {"text": "bad"},
                    "locations": [{"physicalLocation": {
                        "artifactLocation": {"uri": "app/sums.py"}, "region": {"startLine": 2}}}],
                }
                run = {"tool": {"driver": {"name": "demo"}}, "results": [result]}
                with open(sys.argv[1], "w") as out:
                    json.dump({"version": "2.1.0", "runs": [run]}, out)
                """);

        var report =
                project.judge(
                        check(
                                "command",
                                Map.of(
                                        "run",
                                        List.of("python3", "tool.py", "{report}"),
                                        "policy",
                                        "sarif")));

        assertThat(report.findings())
                .extracting(Findings::subject)
                .containsExactly("R1 app/sums.py:2");
    }

    @Test
    void processes_a_check_leaves_behind_are_stopped() {
        var report =
                project.judge(
                        check(
                                "command",
                                Map.of("run", "setsid sleep 300 & exit 0", "canary", "none")));

        assertThat(report.verdict().passed()).isTrue();
        assertThat(report.checks().getFirst().evidence().notes().toString())
                .contains("left processes behind");
    }
}
