package dev.landfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionTest {

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void completion_lists_every_verb_and_option(String shell) {
        var script = Shell.bare(folder).landfast("completion", shell).out();
        for (var verb : Verbs.all()) {
            for (var word : verb.name().split(" ", -1)) {
                assertThat(script).contains(word);
            }
            for (var option : verb.command().get().usage().options()) {
                assertThat(script).contains(option.name());
            }
        }
    }

    @Test
    void an_unknown_shell_lists_those_that_there_are() {
        var result = Shell.bare(folder).landfast("completion", "csh");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("LF-107").contains("bash, zsh, fish");
    }

    @Test
    void bash_completes_verbs_second_words_and_options() throws Exception {
        assertThat(completed("sh")).contains("show");
        assertThat(completed("ls --j")).containsExactly("--json");
        assertThat(completed("help --")).containsExactly("--help");
    }

    private String[] completed(String line) throws Exception {
        var script = folder.resolve("completion");
        Files.writeString(script, Shell.bare(folder).landfast("completion", "bash").out());
        var words = "landfast " + line;
        var asked =
                """
                source %s
                COMP_WORDS=(%s)
                COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                _landfast
                printf '%%s\\n' "${COMPREPLY[@]}"
                """
                        .formatted(script, words);
        var process = new ProcessBuilder("bash", "-c", asked).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        return text.split("\n", -1)[0].isEmpty() ? new String[0] : text.strip().split("\n", -1);
    }
}
