package dev.landfast.gate;

import static dev.landfast.gate.PythonRepository.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.check.report.JUnitReport;
import dev.landfast.journal.Event;
import dev.landfast.journal.StepResult.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceTest {

    private static final Instant FAR = Instant.parse("2100-01-01T00:00:00Z");
    private static final Pattern PLACE = Pattern.compile("checkouts and reports are in (\\S+)");

    @TempDir private Path folder;

    private PythonRepository project;

    @BeforeEach
    void a_project() {
        project = PythonRepository.small(folder);
    }

    private void breakAdd() {
        project.write("app/sums.py", project.read("app/sums.py").replace("a + b", "a - b"));
    }

    @Test
    void a_person_runs_the_check_again_by_copy_and_paste_and_gets_the_same_counts()
            throws Exception {
        breakAdd();
        project.write(".coveragerc", "[report]\nshow_missing = true\n");
        var evidence = project.judge(check("tests")).checks().getLast().evidence();
        var first = evidence.reports().getFirst();

        var said = PythonRepository.shell(evidence.rerun());

        var found = PLACE.matcher(said);
        assertThat(found.find()).as(said).isTrue();
        var again = Path.of(found.group(1));
        var report = JUnitReport.read(again.resolve("1/reports/junit.xml"));
        assertThat(report.endings()).isEqualTo(JUnitReport.read(first.file()).endings());
        assertThat(report.count(JUnitReport.Ending.FAILED)).as("and the canary").isEqualTo(2);
        assertThat(Files.exists(again.resolve("tree-1/.coveragerc"))).isFalse();
        assertThat(said).contains("2 failed, 1 passed");
        PythonRepository.shell("rm -rf " + Rerun.quoted(again.toString()));
    }

    @Test
    void evidence_names_command_tool_tree_report_and_containment() throws Exception {
        var evidence = project.judge(check("tests")).checks().getFirst().evidence();
        var run = evidence.runs().getFirst();

        assertThat(run.tool().version()).startsWith("7.2.1");
        assertThat(run.command()).contains("no:cacheprovider");
        assertThat(run.result().digest()).hasSize(64);
        assertThat(run.result().exit()).as("the canary has to fail").hasValue(1);
        assertThat(run.result().containment().promisesNotKept()).isNotEmpty();
        var report = evidence.reports().getFirst();
        assertThat(report.hash()).isEqualTo(Hashes.ofFile(report.file()));
        assertThat(run.where().directory()).isNotEqualTo(project.work());
    }

    @Test
    void the_same_content_is_measured_once_and_says_so() {
        var first = project.judge(check("tests"), check("lint", Map.of("total", 0L)));
        var again = project.judge(check("tests"), check("lint", Map.of("total", 0L)));

        assertThat(first.checks()).allMatch(c -> c.reusedFrom().isEmpty());
        assertThat(again.checks()).allMatch(c -> c.reusedFrom().isPresent());
        assertThat(again.checks().getFirst().evidence().counts())
                .isEqualTo(first.checks().getFirst().evidence().counts());
        project.environment("SOMETHING", "else");
        assertThat(project.judge(check("tests")).checks()).allMatch(c -> c.reusedFrom().isEmpty());
    }

    @Test
    void a_file_that_can_no_longer_be_started_is_measured_again() {
        var tool = project.write("tool.sh", "#!/bin/sh\nexit 0\n").work().resolve("tool.sh");
        project.write(
                "tests/test_tool.py",
                """
                import os


                def test_tool_can_be_started() -> None:
                    assert os.access("tool.sh", os.X_OK)
                """);
        assertThat(tool.toFile().setExecutable(true)).isTrue();
        assertThat(project.judge(check("tests")).verdict()).isEqualTo(new Verdict.Pass());

        assertThat(tool.toFile().setExecutable(false)).isTrue();

        assertThat(project.judge(check("tests")).verdict()).isInstanceOf(Verdict.Fail.class);
    }

    @Test
    void a_failure_is_measured_again() {
        breakAdd();

        project.judge(check("tests"));

        assertThat(project.judge(check("tests")).checks()).allMatch(c -> c.reusedFrom().isEmpty());
    }

    @Test
    void a_person_waives_one_finding_on_one_commit_in_plain_sight() {
        project.write(
                "tests/test_sums.py",
                "from app.sums import double\n\n\ndef test_double() -> None:\n    assert double(2) == 4\n");
        var commit = project.commit();
        var subject = "base-test-missing tests/test_sums.py::test_add";

        assertThat(project.judge(commit, check("tests")).findings())
                .extracting(Findings::subject)
                .containsExactly(subject);

        project.waive(new Event.Waived(subject, commit, "add() goes away", FAR));
        var waived = project.judge(commit, check("tests"));
        assertThat(waived.verdict().passed()).isTrue();
        assertThat(waived.waived())
                .extracting(CheckReport.Waived::reason)
                .containsExactly("add() goes away");
        assertThat(project.judge(check("tests")).verdict().passed()).isFalse();
    }

    @Test
    void a_waiver_that_has_expired_is_none() {
        breakAdd();
        var commit = project.commit();
        project.waive(new Event.Waived("unit", commit, "hurry", Instant.EPOCH));

        assertThat(project.judge(commit, check("tests")).verdict().passed()).isFalse();
    }

    @Test
    void a_test_that_fails_at_the_base_too_is_not_charged_and_the_base_is_said_to_be_red() {
        breakAdd();
        project.base();
        project.append("app/sums.py", "\n\nX = 1\n");

        var report = project.judge(check("tests"));

        assertThat(report.verdict().passed()).isTrue();
        assertThat(report.checks().getFirst().evidence().notes().toString())
                .contains("the base is red: 1 tests fail there as well");
        assertThat(report.checks().getFirst().evidence().counts())
                .containsEntry("failures", 1L)
                .containsEntry("failed-at-base-too", 1L);
    }

    @Test
    void coverage_is_held_against_the_base() {
        project.append("app/sums.py", "\n\ndef half(a: int) -> float:\n    return a / 2\n");

        var report = project.judge(check("coverage", Map.of("lines", "no-decrease")));

        assertThat(report.findings())
                .extracting(Findings::subject)
                .containsExactly("coverage-low app/sums.py:10");
        assertThat(report.findings().getFirst().message())
                .isEqualTo("83.3 % of lines covered, 100.0 % asked for, 100.0 % at the base");
    }

    @Test
    void a_declared_package_that_is_not_installed_blocks_as_environment() {
        project.write(
                "pyproject.toml", "[project]\nname = \"x\"\ndependencies = [\"not-there\"]\n");
        project.write(
                "tests/test_new.py",
                "import not_there\n\n\ndef test_new() -> None:\n    assert not_there\n");

        assertThat(project.judge(check("tests")).outcome())
                .isInstanceOfSatisfying(
                        Outcome.Blocked.class, b -> assertThat(b.kind()).isEqualTo("missing-tool"));
    }

    @Test
    void what_is_not_installed_comes_before_what_is_wrong_with_the_work() {
        project.write(
                "pyproject.toml", "[project]\nname = \"x\"\ndependencies = [\"not-there\"]\n");
        project.write("tests/test_new.py", "import not_there\nimport os\n");

        var report =
                project.judge(
                        check("tests"), check("lint", Map.of("total", 0L, "rules", List.of("F"))));

        assertThat(report.verdict()).isInstanceOf(Verdict.Fail.class);
        assertThat(report.outcome()).isInstanceOf(Outcome.Blocked.class);
    }

    @Test
    void async_tests_without_their_plugin_block_as_environment_even_if_the_base_skips_them() {
        project.write(
                "pytest.ini",
                "[pytest]\naddopts = -p no:asyncio -p no:anyio -p no:pytest_asyncio\n");
        project.write("tests/test_later.py", "async def test_later() -> None:\n    assert True\n");
        project.base();

        assertThat(project.judge(check("tests")).outcome())
                .isInstanceOfSatisfying(
                        Outcome.Blocked.class,
                        b -> assertThat(b.reason()).contains("no plugin here that runs async"));
    }

    @Test
    void an_import_of_nothing_is_the_works_fault() {
        project.write(
                "tests/test_new.py",
                "import invented\n\n\ndef test_new() -> None:\n    assert invented\n");

        assertThat(project.judge(check("tests")).findings().toString())
                .contains("test-collection-error", "invented");
    }

    @Test
    void a_secret_reaches_only_the_check_that_names_it_and_no_evidence() {
        project.secret("DEPLOY_KEY", "s3cr3t");
        var print =
                Map.<String, Object>of("run", "test \"$DEPLOY_KEY\" = s3cr3t", "canary", "none");

        assertThat(project.judge(check("command", print)).verdict().passed()).isFalse();
        var named = new java.util.LinkedHashMap<>(print);
        named.put("secrets", List.of("DEPLOY_KEY"));
        var report = project.judge(check("command", named));
        assertThat(report.verdict().passed()).isTrue();
        assertThat(report.toJson().replace("= s3cr3t", "")).doesNotContain("s3cr3t");
        assertThat(report.checks().getFirst().evidence().rerun())
                .contains("DEPLOY_KEY=\"$DEPLOY_KEY\"");
        named.put("secrets", List.of("OTHER"));
        assertThat(project.judge(check("command", named)).outcome())
                .isInstanceOf(Outcome.Blocked.class);
    }

    @Test
    void only_the_selected_tests_run_and_those_of_the_base_among_them_must_stay() {
        project.write("tests/slow/test_slow.py", "def test_slow() -> None:\n    assert True\n")
                .base();
        var slow = check("tests", Map.of("select", List.of("tests/slow")));
        var both = check("tests", Map.of("select", List.of("tests/slow", "tests/test_new.py")));

        assertThat(project.judge(slow).checks().getFirst().evidence().counts())
                .containsEntry("tests", 1L);
        project.delete("tests/slow/test_slow.py");
        project.write("tests/test_new.py", "def test_new() -> None:\n    assert True\n");
        assertThat(project.judge(slow).findings())
                .extracting(f -> f.rule())
                .containsExactly("base-test-missing");
        assertThat(project.judge(both).findings())
                .extracting(f -> f.rule())
                .containsExactly("base-test-missing");
    }

    @Test
    void a_level_has_the_folders_the_project_names() {
        project.write("checks/test_all.py", "def test_all() -> None:\n    assert True\n").base();
        project.settings(Map.of("tests", Map.of("e2e", List.of("checks"))));

        assertThat(
                        project.judge(check("tests", Map.of("level", "e2e")))
                                .checks()
                                .getFirst()
                                .evidence()
                                .counts())
                .containsEntry("tests", 1L);
        assertThat(
                        project.judge(check("tests", Map.of("level", "integration")))
                                .findings()
                                .getFirst()
                                .message())
                .isEqualTo("there is no tests/integration");
        var ifPresent = check("tests", Map.of("level", "integration", "if-present", true));
        assertThat(project.judge(check("parse"), ifPresent).verdict().passed()).isTrue();
        assertThat(project.judge(ifPresent).verdict())
                .isInstanceOfSatisfying(
                        Verdict.Inconclusive.class,
                        nothing -> assertThat(nothing.reason()).contains("anything to measure"));
    }

    @Test
    void with_a_pass_rate_a_red_base_keeps_the_gate_shut() {
        breakAdd();
        project.base();

        assertThat(
                        project.judge(check("tests", Map.of("pass-rate", 100.0)))
                                .findings()
                                .getFirst()
                                .message())
                .isEqualTo("50.0 % of the tests pass, 100.0 % are asked for; the base is red");
    }

    @Test
    void where_a_worktree_lies_does_not_matter_to_what_was_measured() {
        project.environment("PORT", "20100").environment("DATABASE_URL", "sqlite:////one/data.db");
        project.judge(check("tests"));

        project.environment("PORT", "20101").environment("DATABASE_URL", "sqlite:////two/data.db");

        assertThat(project.judge(check("tests")).checks())
                .allMatch(c -> c.reusedFrom().isPresent());
    }

    @Test
    void tests_never_see_the_database_of_the_worktree() {
        project.environment("DATABASE_URL", "sqlite:////one/data.db");
        project.write(
                "tests/test_database.py",
                "import os\n\n\ndef test_database() -> None:\n    assert \"/one/\" not in os.environ[\"DATABASE_URL\"]\n");

        assertThat(project.judge(check("tests")).findings()).isEmpty();
    }
}
