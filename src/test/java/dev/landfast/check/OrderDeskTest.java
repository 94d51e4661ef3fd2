package dev.landfast.check;

import static dev.landfast.gate.PythonRepository.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.gate.GateReport;
import dev.landfast.gate.PythonRepository;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The gates of the feature workflow on the FastAPI project in `examples/orders`.
class OrderDeskTest {

    /// Six seconds on an idle machine; others build beside us.
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TempDir private Path folder;

    private PythonRepository project;

    @BeforeEach
    void the_order_desk_with_a_small_change() {
        project = PythonRepository.copyOf(Path.of("examples/orders"), folder);
        var health = new LinkedHashMap<String, Object>();
        health.put("start", "python3 -m uvicorn app.main:app --host 127.0.0.1 --port {port}");
        health.put("path", "/health");
        project.settings(Map.of("source", "app", "health", health, "migrations", "alembic"));
        project.append(
                "app/services/products.py",
                "\n\ndef label(sku: str) -> str:\n    \"\"\"How a product is printed.\"\"\"\n    return sku.upper()\n");
        project.write(
                "tests/test_label.py",
                "from app.services.products import label\n\n\ndef test_label() -> None:\n    assert label(\"a\") == \"A\"\n");
    }

    @Test
    void the_unit_gate_passes_in_a_moment() {
        var commit = project.commit();
        var cold = unit(commit);
        project.append("tests/test_label.py", "    assert label(\"b\") == \"B\"\n");
        var warm = unit(project.commit());
        var reused = unit(project.commit());

        assertThat(cold.findings()).isEmpty();
        assertThat(warm.findings()).isEmpty();
        assertThat(reused.findings()).isEmpty();
        assertThat(warm.checks().get(3).evidence().measures().getFirst().value()).isGreaterThan(90);
        System.out.printf(
                "unit gate: cold %d ms, with a known base %d ms, reused %d ms%n",
                cold.took().toMillis(), warm.took().toMillis(), reused.took().toMillis());
        for (var check : warm.checks()) {
            System.out.println(check.check() + " " + check.evidence().took());
        }
        assertThat(warm.took()).isLessThan(PATIENCE);
        assertThat(reused.checks()).allMatch(c -> c.reusedFrom().isPresent());
    }

    private GateReport unit(String commit) {
        return project.judge(
                commit,
                check("parse"),
                check("tests", Map.of("min", 1L, "failures", 0L, "errors", 0L)),
                check("base-tests", Map.of("lost", 0L, "newly-skipped", 0L)),
                check("coverage", Map.of("lines", 80L)),
                check("lint", Map.of("new", 0L, "rules", List.of("F", "E9", "B", "S"))),
                check("types", Map.of("errors", 0L)),
                check("format"));
    }

    @Test
    void the_integration_gate_starts_the_application_and_migrates_up_down_up() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            project.environment("PORT", String.valueOf(socket.getLocalPort()));
        }

        var report =
                project.judge(
                        check("tests", Map.of("level", "integration", "min", 1L)),
                        check(
                                "health",
                                Map.of("path", "/health", "status", 200L, "if-present", true)),
                        check(
                                "migrations",
                                Map.of(
                                        "sequence",
                                        List.of("up", "down", "up"),
                                        "if-present",
                                        true)));

        assertThat(report.findings()).isEmpty();
        assertThat(report.checks().getFirst().evidence().counts()).containsEntry("passed", 5L);
        System.out.println("integration gate: " + report.took());
    }
}
