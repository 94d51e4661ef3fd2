package dev.landfast.check;

import static dev.landfast.gate.PythonRepository.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.definition.Workflow;
import dev.landfast.gate.CheckReport;
import dev.landfast.gate.GateReport;
import dev.landfast.gate.PythonRepository;
import dev.landfast.gate.Verdict;
import dev.landfast.journal.Finding;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A project's own hooks, run by the real pre-commit as the base has them.
class PreCommitCheckTest {

    private static final Workflow.Check CHECK = check("pre-commit", Map.of("files", "changed"));

    private static final String NO_PRINT =
            """
            - id: no-print
              name: nobody prints
              language: pygrep
              entry: print\\(
              types: [python]
            """;

    private static final String NO_CONFLICT =
            """
            - id: no-conflict
              name: no conflict is left
              language: pygrep
              entry: ^<<<<<<<
            """;

    private static final String TRIMMED =
            """
            - id: trimmed
              name: no spaces at the end
              language: system
              entry: sed -i "s/ *$//"
              types: [python]
            """;

    @TempDir private Path folder;

    private PythonRepository project;

    @BeforeEach
    void a_project() {
        project = PythonRepository.small(folder);
    }

    private void hooks(String... hooks) {
        project.write(PreCommitCheck.CONFIGURATION, configuration(hooks)).base();
    }

    private static String configuration(String... hooks) {
        return "repos:\n- repo: local\n  hooks:\n" + String.join("", hooks).indent(2);
    }

    private static Finding only(GateReport report) {
        assertThat(report.findings()).hasSize(1);
        return report.findings().getFirst();
    }

    private static Verdict.Inconclusive unmeasured(GateReport report) {
        assertThat(report.verdict()).isInstanceOf(Verdict.Inconclusive.class);
        return (Verdict.Inconclusive)
                report.checks().stream()
                        .map(CheckReport::verdict)
                        .filter(Verdict.Inconclusive.class::isInstance)
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void a_hook_that_finds_something_is_a_finding_with_its_place() {
        hooks(NO_PRINT, NO_CONFLICT);
        project.write("app/words.py", "\nprint(1)\n");

        var report = project.judge(CHECK);

        var finding = only(report);
        assertThat(finding.rule()).isEqualTo("no-print-failed");
        assertThat(finding.place()).isEqualTo(new Finding.Place("app/words.py", 2));
        assertThat(finding.message()).contains("nobody prints", "app/words.py:2:print(1)");
        assertThat(report.checks().getFirst().evidence().counts())
                .containsAllEntriesOf(Map.of("files", 1L, "hooks", 2L));
    }

    @Test
    void what_the_base_had_before_is_not_the_changes_fault_unless_all_files_are_asked_for() {
        project.write("app/old.py", "print(0)\n");
        hooks(NO_PRINT, NO_CONFLICT);
        project.write("app/words.py", "WORD = 1\n");

        assertThat(project.judge(CHECK).verdict()).isInstanceOf(Verdict.Pass.class);
        assertThat(only(project.judge(check("pre-commit", Map.of("files", "all")))).place().file())
                .isEqualTo("app/old.py");
    }

    @Test
    void a_hook_that_mends_has_found_something() {
        hooks(TRIMMED);
        project.write("app/words.py", "WORD = 1  \n");

        var finding = only(project.judge(CHECK));

        assertThat(finding.message()).isEqualTo("no spaces at the end: changed app/words.py");
        assertThat(finding.place().file()).isEqualTo("app/words.py");
        assertThat(project.read("app/words.py")).isEqualTo("WORD = 1  \n");
    }

    @Test
    void the_hooks_are_those_of_the_base() {
        hooks(NO_PRINT, NO_CONFLICT);
        project.write("app/words.py", "print(1)\n");
        project.write(PreCommitCheck.CONFIGURATION, configuration(NO_CONFLICT));

        assertThat(project.judge(CHECK).findings().stream().map(Finding::rule))
                .contains("no-print-failed", "tool-configuration-changed");
    }

    @Test
    void hooks_that_look_at_nothing_of_it_find_nothing_and_so_prove_nothing() {
        hooks(NO_PRINT);
        project.write("app/words.py", "WORD = 1\n");

        assertThat(unmeasured(project.judge(CHECK)).reason()).contains("planted");
        var own = Map.of("file", "app/canary.py", "text", "print(2)\n");
        var asked = check("pre-commit", Map.of("files", "changed", "canary", own));
        assertThat(project.judge(asked).verdict()).isInstanceOf(Verdict.Pass.class);
    }

    @Test
    void a_program_that_is_not_there_is_the_environments_fault() {
        hooks(
                """
                - id: absent
                  name: absent
                  language: system
                  entry: no-such-program-here
                """);
        project.write("app/words.py", "WORD = 1\n");

        var verdict = unmeasured(project.judge(CHECK));

        assertThat(verdict.cause()).isEqualTo(Verdict.Cause.MISSING_TOOL);
        assertThat(verdict.reason()).contains("no-such-program-here");
    }

    @Test
    void a_script_of_the_tree_that_is_gone_is_the_works_fault() {
        project.write("ci/lint.sh", "#!/bin/sh\n");
        hooks(
                """
                - id: own
                  name: own
                  language: script
                  entry: ci/lint.sh
                """);
        project.delete("ci/lint.sh").write("app/words.py", "WORD = 1\n");

        assertThat(only(project.judge(CHECK)).rule()).isEqualTo("own-failed");
    }

    @Test
    void nothing_of_the_tree_takes_the_place_of_a_tool() {
        hooks(
                NO_PRINT,
                """
                - id: tool
                  name: tool
                  language: system
                  entry: python3 -m colorsys_tool
                """);
        project.write("sitecustomize.py", "import os\nos._exit(0)\n");
        project.write("colorsys_tool.py", "");
        project.write("pre_commit/__init__.py", "").write("app/words.py", "print(1)\n");

        assertThat(project.judge(CHECK).findings().stream().map(Finding::rule))
                .contains("no-print-failed", "tool-failed");
    }

    @Test
    void a_hook_that_imports_from_the_tree_is_not_let() {
        project.write("tools/lint.py", "");
        hooks(
                NO_PRINT,
                """
                - id: own
                  name: own
                  language: system
                  pass_filenames: false
                  entry: python3 -m tools.lint
                """);
        project.write("app/words.py", "WORD = 1\n");

        assertThat(unmeasured(project.judge(CHECK)).reason()).contains("imports tools");
    }

    @Test
    void a_program_that_the_branch_names_is_the_branchs_fault() {
        project.write("ci/lint.sh", "#!/bin/sh\n");
        assertThat(project.work().resolve("ci/lint.sh").toFile().setExecutable(true)).isTrue();
        hooks(
                """
                - id: own
                  name: own
                  language: script
                  entry: ci/lint.sh
                """);
        project.write("ci/lint.sh", "#!/usr/bin/env no-such-program-here\n");

        assertThat(only(project.judge(CHECK)).rule()).isEqualTo("own-failed");
    }

    @Test
    void hooks_see_what_is_new_in_a_repository_that_has_the_base() {
        project.write("app/old.py", "WORD = 1\n");
        hooks(
                NO_CONFLICT,
                """
                - id: added
                  name: added
                  language: system
                  pass_filenames: false
                  entry: sh -c 'test "$(git diff --cached --name-only --diff-filter=A)" = app/new.py'
                - id: other
                  name: other
                  language: system
                  pass_filenames: false
                  entry: sh -c 'test "$(git diff --cached --name-only --diff-filter=M)" = app/sums.py && git diff --cached | grep -q "^+# more"'
                - id: gone
                  name: gone
                  language: system
                  pass_filenames: false
                  entry: sh -c 'test "$(git diff --cached --name-only --diff-filter=D)" = app/old.py'
                - id: branch
                  name: branch
                  language: system
                  pass_filenames: false
                  entry: sh -c 'git rev-parse -q HEAD && test "$(git symbolic-ref --short HEAD)" != master'
                """);
        project.write("app/new.py", "OTHER = 2\n").append("app/sums.py", "# more\n");
        project.delete("app/old.py");

        assertThat(project.judge(CHECK).verdict()).isInstanceOf(Verdict.Pass.class);
    }

    @Test
    void hooks_that_always_run_do_so_where_files_only_went() {
        project.write("app/old.py", "WORD = 1\n");
        hooks(
                """
                - id: whole
                  name: whole
                  language: system
                  always_run: true
                  pass_filenames: false
                  entry: test -f app/old.py
                """);
        project.delete("app/old.py");

        assertThat(only(project.judge(CHECK)).rule()).isEqualTo("whole-failed");
    }

    @Test
    void only_what_is_below_the_path_is_looked_at() {
        hooks(NO_PRINT, NO_CONFLICT);
        project.write("app/words.py", "print(1)\n").write("docs/a.py", "WORD = 1\n");

        for (var files : List.of("changed", "all")) {
            for (var path : List.of("docs/", "./docs")) {
                var asked = check("pre-commit", Map.of("files", files, "path", path));
                assertThat(project.judge(asked).verdict()).isInstanceOf(Verdict.Pass.class);
            }
            var all = check("pre-commit", Map.of("files", files, "path", "."));
            assertThat(only(project.judge(all)).place().file()).isEqualTo("app/words.py");
        }
    }

    @Test
    void a_line_that_begins_like_a_comment_is_a_change_of_the_hooks() {
        var base = configuration(NO_PRINT).replace("types: [python]", "files: >-\n      ^app/");
        project.write(PreCommitCheck.CONFIGURATION, base).base();
        project.write(PreCommitCheck.CONFIGURATION, base + "      # only the app\n");
        project.write("app/words.py", "print(1)\n");

        assertThat(project.judge(CHECK).findings().stream().map(Finding::rule))
                .contains("no-print-failed", "tool-configuration-changed");
    }

    @Test
    void hooks_that_a_branch_brings_or_takes_away_are_not_asked_or_asked_all_the_same() {
        project.write(PreCommitCheck.CONFIGURATION, configuration(NO_CONFLICT));
        var brought = project.judge(CHECK);
        assertThat(brought.findings().stream().map(Finding::rule))
                .contains("tool-configuration-changed");
        assertThat(brought.checks().getLast().verdict())
                .isInstanceOfSatisfying(
                        Verdict.Inconclusive.class,
                        e -> assertThat(e.reason()).contains("the base has no"));

        hooks(NO_PRINT, NO_CONFLICT);
        project.delete(PreCommitCheck.CONFIGURATION).write("app/words.py", "print(1)\n");
        assertThat(project.judge(CHECK).findings().stream().map(Finding::rule))
                .contains("tool-configuration-changed", "no-print-failed");
    }

    @Test
    void what_says_that_it_has_no_canary_is_believed_and_says_so() {
        hooks(NO_PRINT);
        project.write("app/words.py", "WORD = 1\n");

        var report = project.judge(check("pre-commit", Map.of("canary", "none")));

        assertThat(report.verdict()).isInstanceOf(Verdict.Pass.class);
        assertThat(report.checks().getFirst().evidence().notes())
                .contains("its definition says canary: none");
    }

    @Test
    void a_configuration_that_cannot_be_read_proves_nothing() {
        for (var text : List.of("repos: [", "", "repos: []\n", "\0", "repos: 1\n")) {
            project.write(PreCommitCheck.CONFIGURATION, text).base();
            project.append("app/sums.py", "# more\n");

            assertThat(unmeasured(project.judge(CHECK)).reason())
                    .as(text)
                    .containsAnyOf("InvalidConfigError", "ran no hook");
        }
    }

    @Test
    void without_a_configuration_it_says_so() {
        project.append("app/sums.py", "# more\n");

        assertThat(unmeasured(project.judge(CHECK)).reason()).contains("the base has no .pre-com");
        var report = project.judge(check("parse"), check("pre-commit"));
        assertThat(report.verdict()).isInstanceOf(Verdict.Pass.class);
    }

    @Test
    void a_hook_that_is_skipped_or_fakes_a_line_changes_nothing() {
        hooks(
                NO_CONFLICT,
                """
                - id: liar
                  name: liar
                  language: system
                  entry: sh -c 'echo all of it.......Passed; exit 3'
                """);
        project.write("app/words.py", "WORD = 1\n");

        assertThat(only(project.judge(CHECK)).rule()).isEqualTo("liar-failed");
    }
}
