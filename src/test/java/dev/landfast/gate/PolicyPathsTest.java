package dev.landfast.gate;

import static dev.landfast.gate.PythonRepository.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.gate.Evidence.Trusted;
import dev.landfast.journal.Event;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What decides how work is judged is not for the work to change.
class PolicyPathsTest {

    @TempDir private Path folder;

    private PythonRepository project;

    @BeforeEach
    void a_project() {
        project = PythonRepository.small(folder);
    }

    @Test
    void settings_workflows_roles_and_ci_need_a_person() {
        var policy =
                List.of(
                        ".claude/agents/reviewer.md",
                        ".claude/skills/code-review/SKILL.md",
                        ".github/instructions/python.instructions.md",
                        ".github/workflows/test.yml",
                        ".gitlab-ci.yml",
                        ".landfast/workflows/feature.yaml",
                        "landfast.yaml");
        policy.forEach(path -> project.write(path, "gates: { unit: { coverage: off } }\n"));

        var report = project.judge(check("parse"));

        assertThat(report.verdict()).isInstanceOf(Verdict.Fail.class);
        assertThat(report.findings())
                .extracting(Findings::subject)
                .containsExactlyElementsOf(
                        policy.stream().map(p -> "policy-changed " + p).toList());
    }

    @Test
    void what_the_base_says_already_is_no_change() {
        project.write("landfast.yaml", "python: python3\n").base();

        assertThat(project.judge(check("parse")).verdict().passed()).isTrue();
    }

    @Test
    void a_person_takes_each_change_by_its_name() {
        project.write("landfast.yaml", "python: python3\n").write(".gitlab-ci.yml", "test: {}\n");
        var commit = project.commit();
        project.waive(waiver("policy-changed landfast.yaml", commit));

        assertThat(project.judge(commit, check("parse")).findings())
                .extracting(Findings::subject)
                .containsExactly("policy-changed .gitlab-ci.yml");

        project.waive(waiver("policy-changed .gitlab-ci.yml", commit));
        assertThat(project.judge(commit, check("parse")).verdict().passed()).isTrue();
    }

    private static Event.Waived waiver(String subject, String commit) {
        return new Event.Waived(subject, commit, "wanted", Instant.MAX);
    }

    @Test
    void what_a_configuration_goes_on_from_is_configuration() {
        project.write("ruff.toml", "extend = \"conf/base.toml\"\n")
                .write("conf/base.toml", "extend = '../more.toml'\n")
                .write("more.toml", "line-length = 79\n")
                .base();
        project.write("more.toml", "line-length = 790\n").write("pytest.toml", "[pytest]\n");

        var trusted =
                TrustedConfiguration.compare(
                        project.trees(),
                        new GateRequest.Subject(project.commit(), project.baseCommit()),
                        _ -> false);

        assertThat(trusted.laid())
                .extracting(Trusted::path)
                .containsExactly("more.toml", "pytest.toml");
    }
}
