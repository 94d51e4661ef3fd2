package dev.landfast.check;

import dev.landfast.gate.PythonRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Small real projects with an honest change, on which every check that comes with Landfast passes.
final class WholeProject {

    private static final String SERVER =
            """
            import http.server
            import sys

            import app.sums


            class Answer(http.server.BaseHTTPRequestHandler):
                def do_GET(self):
                    self.send_response(200)
                    self.end_headers()


            http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Answer).serve_forever()
            """;

    private static final String ADVISORY =
            """
            {"id": "PYSEC-1", "modified": "2024-01-02T03:04:05Z", "summary": "it leaks", "aliases": [],
             "database_specific": {"severity": "HIGH"},
             "affected": [{"package": {"ecosystem": "PyPI", "name": "Some.Lib"}, "versions": ["1.4", "1.5"]}]}
            """;

    private static final String HOOKS =
            """
            repos:
            - repo: local
              hooks:
              - id: no-conflict
                name: no conflict is left
                language: pygrep
                entry: ^<<<<<<<
            """;

    private WholeProject() {}

    /// A package with tests, an application, documentation, explorations, hooks and a dependency.
    static PythonRepository small(Path folder) {
        var project = PythonRepository.small(folder).withoutMemory();
        project.write("serve.py", SERVER);
        project.write("README.md", "```python\nfrom app.sums import add\n\nadd(1, 2)\n```\n");
        project.write("requirements.txt", "some-lib==2.0\n");
        project.write(PreCommitCheck.CONFIGURATION, HOOKS);
        project.write(
                "playground/sums_exploration.py",
                "from app.sums import add\n\n\ndef explore_happy_path() -> bool:\n    return add(1, 2) == 3\n");
        project.base();
        project.append("app/sums.py", "\n\ndef triple(a: int) -> int:\n    return a * 3\n");
        project.write(
                "tests/test_triple.py",
                "from app.sums import triple\n\n\ndef test_triple() -> None:\n    assert triple(2) == 6\n");
        project.material(
                "review", "{\"verdict\": \"APPROVED\", \"summary\": \"fine\", \"findings\": []}");
        project.environment("PORT", freePort());
        return project;
    }

    /// Where advisories about that dependency lie.
    static String advisories(Path folder) {
        try {
            var osv = Files.createDirectories(folder.resolve("osv"));
            Files.writeString(osv.resolve("one.json"), ADVISORY);
            return osv.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// FastAPI with migrations of Alembic.
    static PythonRepository orders(Path folder) {
        var project = PythonRepository.copyOf(Path.of("examples/orders"), folder).withoutMemory();
        project.settings(
                Map.of(
                        "source",
                        "app",
                        "health",
                        Map.of(
                                "start",
                                "python3 -m uvicorn app.main:app --host 127.0.0.1 --port {port}",
                                "path",
                                "/health")));
        project.append(
                "app/services/products.py",
                "\n\ndef label(sku: str) -> str:\n    \"\"\"How a product is printed.\"\"\"\n    return sku.upper()\n");
        project.write(
                "tests/test_label.py",
                "from app.services.products import label\n\n\ndef test_label() -> None:\n    assert label(\"a\") == \"A\"\n");
        project.environment("PORT", freePort());
        project.environment("DATABASE_URL", "sqlite+aiosqlite:///" + folder.resolve("orders.db"));
        return project;
    }

    private static String freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return String.valueOf(socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
