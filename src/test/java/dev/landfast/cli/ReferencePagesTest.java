package dev.landfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The pages on commands and exit codes say what the program says.
class ReferencePagesTest {

    private static final Path PAGES = Path.of("docs/reference");

    @TempDir private Path folder;

    @Test
    void commands_lists_every_verb_with_its_help() throws IOException {
        var shell = Shell.bare(folder);
        var text =
                new StringBuilder(
                        """
                        # Commands

                        Made from the program's own help by `./dev golden --rewrite`. `RUN` is the name of a run, its id, or a beginning of either that fits only one. How a command ends is in [exit-codes.md](exit-codes.md), what a code such as LF-110 means in [errors.md](errors.md).

                        ```text
                        """);
        text.append(shell.landfast("help").out()).append("```\n");
        for (var verb : Verbs.all()) {
            var words = ("help " + verb.name()).split(" ", -1);
            text.append("\n## ").append(verb.name()).append("\n\n```text\n");
            text.append(shell.landfast(words).out()).append("```\n");
        }
        var page = PAGES.resolve("commands.md");
        if (Boolean.getBoolean("golden")) {
            Files.writeString(page, text);
        }
        assertThat(Files.readString(page)).isEqualTo(text.toString());
    }

    @Test
    void every_exit_code_has_a_row() throws IOException {
        var page = Files.readString(PAGES.resolve("exit-codes.md"));

        for (var code : ExitCode.values()) {
            assertThat(page).contains("| " + code.number() + " | " + code.about() + " |");
        }
    }
}
