package dev.landfast.check.tests;

import static dev.landfast.gate.PythonRepository.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.gate.GateReport;
import dev.landfast.gate.PythonRepository;
import dev.landfast.gate.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests that cannot run twice at once, as when two sessions work on one database. The service is a
/// folder that only one of them can make.
class SharedServiceTest {

    @TempDir private Path folder;

    private PythonRepository project;

    @BeforeEach
    void tests_that_need_a_service_for_themselves() {
        project = PythonRepository.small(folder);
        project.write(
                "tests/test_sums.py",
                """
                import os
                import time

                import pytest

                from app.sums import add

                SERVICE = os.environ["SERVICE"].partition("//")[2]


                @pytest.fixture
                def service():
                    os.mkdir(SERVICE)
                    time.sleep(1)
                    yield
                    os.rmdir(SERVICE)


                def test_add(service) -> None:
                    assert add(1, 2) == 3
                """);
        project.base();
        project.append("app/sums.py", "\n\ndef double(a: int) -> int:\n    return a * 2\n");
        project.append(
                "tests/test_sums.py",
                "\n\ndef test_double() -> None:\n    from app.sums import double\n\n    assert double(2) == 4\n");
    }

    private GateReport judged(String scheme, Map<String, Object> tests) {
        project.environment("SERVICE", scheme + "://" + folder.resolve("service"));
        return project.judge(check("tests", tests), check("base-tests"));
    }

    @Test
    void where_the_environment_names_a_service_one_session_waits_for_the_other() {
        assertThat(judged("postgresql+asyncpg", Map.of()).verdict()).isEqualTo(new Verdict.Pass());
    }

    @Test
    void tests_above_units_may_start_the_application_and_wait_as_well() {
        project.settings(Map.of("tests", Map.of("integration", List.of("tests"))));
        assertThat(judged("file", Map.of("level", "integration")).verdict())
                .isEqualTo(new Verdict.Pass());
    }

    @Test
    void sessions_that_never_meet_run_side_by_side_where_the_project_says_so() {
        project.write(
                "tests/test_sums.py",
                """
                import os
                import time
                import uuid

                from app.sums import add

                SESSIONS = os.environ["SERVICE"].partition("//")[2]


                def test_add() -> None:
                    os.makedirs(os.path.join(SESSIONS, uuid.uuid4().hex))
                    until = time.monotonic() + 60
                    while len(os.listdir(SESSIONS)) < 2 and time.monotonic() < until:
                        time.sleep(0.01)
                    assert len(os.listdir(SESSIONS)) > 1, "no other session runs beside this one"
                    assert add(1, 2) == 3
                """);
        project.base();
        project.append("app/sums.py", "\n\ndef triple(a: int) -> int:\n    return a * 3\n");
        project.settings(
                Map.of("tests", Map.of("integration", List.of("tests"), "isolated", true)));
        assertThat(judged("postgresql+asyncpg", Map.of("level", "integration")).verdict())
                .isEqualTo(new Verdict.Pass());
    }
}
