package dev.landfast.check.dependency;

import static dev.landfast.gate.PythonRepository.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.gate.Findings;
import dev.landfast.gate.GateReport;
import dev.landfast.gate.PythonRepository;
import dev.landfast.gate.Verdict;
import dev.landfast.journal.StepResult.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VulnerabilitiesCheckTest {

    @TempDir private Path folder;

    private PythonRepository project;

    @BeforeEach
    void a_project() {
        project = PythonRepository.small(folder);
    }

    private GateReport judge() {
        return project.judge(
                check(
                        "vulnerabilities",
                        Map.of(
                                "critical",
                                0L,
                                "high",
                                0L,
                                "medium",
                                1L,
                                "advisories",
                                folder.resolve("osv").toString())));
    }

    private static List<String> places(GateReport report) {
        return report.findings().stream().map(Findings::subject).toList();
    }

    private void advisory(String id, String severity, String affected) throws IOException {
        var osv = Files.createDirectories(folder.resolve("osv/PyPI"));
        Files.writeString(
                osv.resolve(id + ".json"),
                """
                {"id": "%s", "modified": "2024-01-02T03:04:05Z", "summary": "it leaks", "aliases": ["X-%s"],
                 "database_specific": {"severity": "%s"},
                 "affected": [{"package": {"ecosystem": "PyPI", "name": "Some.Lib"}, %s}]}
                """
                        .formatted(id, id.substring(id.length() - 1), severity, affected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    requirements.txt     | some_lib==1.5                                      | 1
                    requirements/dev.txt | some-lib[fast] == 1.5 ; python_version > "3"       | 1
                    uv.lock              | [[package]]~name = "some-lib"~version = "1.5"      | 3
                    poetry.lock          | [[package]]~name = "Some.Lib"~version = "1.5"~x=1  | 3
                    """)
    void a_pinned_version_that_is_affected_is_named_where_it_stands(
            String file, String text, int line) throws IOException {
        project.write(file, text.replace('~', '\n') + "\n");
        advisory(
                "PYSEC-1",
                "HIGH",
                "\"ranges\": [{\"type\": \"ECOSYSTEM\", \"events\": [{\"introduced\": \"0\"}, {\"fixed\": \"2.0rc1\"}]}]");

        assertThat(places(judge())).containsExactly("vulnerable-high " + file + ":" + line);
    }

    @Test
    void severities_have_thresholds_of_their_own() throws IOException {
        project.write("Pipfile.lock", "{\"default\": {\"some-lib\": {\"version\": \"==1.0\"}}}");
        advisory("A-1", "MODERATE", "\"versions\": [\"1.0.0\"]");
        advisory("A-2", "LOW", "\"versions\": [\"1.0\"]");
        // Another's word for the first, and one that is about another version.
        advisory("B-1", "HIGH", "\"versions\": [\"1.0\"]");
        advisory("C-3", "CRITICAL", "\"versions\": [\"1.0.1\"]");

        assertThat(places(judge())).isEmpty();
        assertThat(judge().checks().getFirst().evidence().counts())
                .containsEntry("medium", 1L)
                .containsEntry("low", 1L)
                .containsEntry("critical", 0L);
        advisory("A-4", "MODERATE", "\"versions\": [\"1.0\"]");
        assertThat(places(judge()))
                .containsExactly(
                        "vulnerable-medium Pipfile.lock", "vulnerable-medium Pipfile.lock");
    }

    @Test
    void without_advisories_or_pins_nothing_is_known() throws IOException {
        assertThat(judge().verdict()).isEqualTo(new Verdict.Pass());
        project.write("requirements.txt", "some-lib>=1\n");
        assertThat(judge().findings().getFirst().message())
                .isEqualTo("no file pins a version of some-lib");
        project.write("requirements.txt", "some-lib==1\n");
        assertThat(judge().outcome()).isInstanceOf(Outcome.Blocked.class);
        Files.createDirectories(folder.resolve("osv"));
        assertThat(judge().findings().getFirst().message())
                .isEqualTo("the folder of advisories is empty");
        Files.writeString(folder.resolve("osv/a.json"), "{\"id\": ");
        assertThat(judge().verdict()).isInstanceOf(Verdict.Inconclusive.class);
    }

    @Test
    void what_a_project_declares_is_pinned_or_not_judged() throws IOException {
        project.write(
                "pyproject.toml",
                "[project]\nname = \"x\"\ndependencies = [\n  \"some-lib[a]>=1\",\n  'other',\n]\n");
        advisory("A-1", "HIGH", "\"versions\": [\"9\"]");

        assertThat(judge().findings().getFirst().message())
                .isEqualTo("no file pins a version of other, some-lib");
    }

    @Test
    void versions_stand_in_the_order_of_pep_440() {
        var ordered =
                Stream.of(
                                "0.9",
                                "1.0.dev1",
                                "1.0a1.dev2",
                                "1.0a1",
                                "1.0b2",
                                "1.0rc1",
                                "1.0",
                                "1.0.post1",
                                "1.0.1",
                                "1.10",
                                "2",
                                "1!0.1")
                        .map(v -> Version.parse(v).orElseThrow())
                        .toList();

        assertThat(ordered).isSorted();
        assertThat(ordered).doesNotHaveDuplicates();
        assertThat(Version.parse("v1.0.0+local")).isEqualTo(Version.parse("1"));
        assertThat(Version.parse("latest")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H | 9.8
                    CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N | 6.1
                    CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H | 7.5
                    CVSS:3.1/AV:L/AC:H/PR:L/UI:N/S:U/C:L/I:N/A:N | 2.5
                    """)
    void a_vector_has_the_published_score(String vector, double score) {
        assertThat(Severity.score(vector)).hasValue(score);
    }
}
