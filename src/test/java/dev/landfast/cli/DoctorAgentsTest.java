package dev.landfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.agent.Maker;
import dev.landfast.api.SmallProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What `landfast doctor` says of coding agents.
class DoctorAgentsTest {

    @TempDir private Path folder;
    private SmallProject project;
    private Shell shell;

    @BeforeEach
    void a_machine_with_programs_of_its_own() throws IOException {
        project = SmallProject.in(folder);
        Files.createDirectories(folder.resolve("bin"));
        var path = folder.resolve("bin") + ":/usr/local/bin:/usr/bin:/bin";
        shell = Shell.at(project).set("PATH", path).set("CODEX_API_KEY", "secret");
    }

    private void program(String name, String script) throws IOException {
        var file = folder.resolve("bin").resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + script);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private String line(String title) {
        return shell.landfast("doctor")
                .out()
                .lines()
                .filter(line -> line.contains(title))
                .findFirst()
                .orElse("");
    }

    @Test
    void names_the_version_and_where_the_key_is_and_gives_the_program_none() throws IOException {
        program("codex", "env >'" + folder + "/seen'; echo \"codex-cli 0.169.0\"");

        assertThat(line("Codex"))
                .startsWith("ok")
                .endsWith("0.169.0, key in CODEX_API_KEY")
                .doesNotContain("secret");
        assertThat(folder.resolve("seen")).content().doesNotContain("secret", "CODEX_API_KEY");
        assertThat(line("Gemini CLI")).isEmpty();
    }

    @Test
    void says_where_a_version_is_another_than_was_read() throws IOException {
        program("gemini", "echo 0.99.0-nightly.1");

        assertThat(line("Gemini CLI"))
                .contains("0.99.0-nightly.1", "were read off " + Maker.GEMINI.version());
    }

    @Test
    void a_chosen_one_that_is_missing_or_has_no_key_is_missing() throws IOException {
        project.write("landfast.yaml", "agents: { default: claude, reviewer: opencode }\n");
        project.git("add", "-A");
        project.git("commit", "-q", "-m", "choose");
        program("opencode", "echo 1.18.33");

        assertThat(line("Claude Code"))
                .startsWith("missing")
                .contains("cannot be run", "npm install");
        assertThat(line("OpenCode"))
                .startsWith("missing")
                .contains("no key", "export one of OPENCODE_API_KEY");
    }

    @Test
    void a_program_that_came_with_the_repository_is_not_run() throws IOException {
        program("mine", "touch '" + folder + "/ran'; echo 1.2.3");
        project.write(
                "landfast.yaml",
                "agents: { default: { codex: { program: [" + folder + "/bin/mine] } } }\n");
        project.git("add", "-A");
        project.git("commit", "-q", "-m", "choose");

        assertThat(line("Codex")).contains("/bin/mine", "was not asked");
        assertThat(folder.resolve("ran")).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource(Maker.class)
    void versions_are_those_of_the_page_and_of_the_suite(Maker maker) throws IOException {
        var pages =
                Map.of(
                        Maker.CLAUDE, "claude-code",
                        Maker.CODEX, "codex",
                        Maker.GEMINI, "gemini-cli",
                        Maker.OPENCODE, "opencode");
        assertThat(Path.of("docs/how-to/" + pages.get(maker) + ".md"))
                .content()
                .contains("Read off version " + maker.version() + ";");
        assertThat(Path.of("src/dev/real-agents")).content().contains("@" + maker.version());
    }
}
