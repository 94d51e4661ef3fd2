package dev.landfast.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentChoiceTest {

    private static final Path HERE = Path.of("/project");

    @Test
    void a_choice_is_one_word_a_prefix_or_a_mapping() {
        assertThat(AgentChoice.parse("human", HERE)).contains(new AgentChoice.Human());
        assertThat(AgentChoice.parse("replay:tapes/a", HERE))
                .contains(new AgentChoice.Replay(Path.of("/project/tapes/a")));
        assertThat(AgentChoice.parse(Map.of("command", List.of("codex", "a b")), HERE))
                .contains(new AgentChoice.Command(List.of("codex", "a b")));
    }

    @Test
    void a_program_with_a_slash_is_a_path_and_quoted_words_stay_whole() {
        assertThat(AgentChoice.parse("command:./agent.sh --say 'two words' \"\"", HERE))
                .contains(
                        new AgentChoice.Command(
                                List.of("/project/agent.sh", "--say", "two words", "")));
    }

    @Test
    void what_is_there_is_one_word_with_spaces_in_it(@TempDir Path folder) throws IOException {
        var script = Files.createFile(Files.createDirectory(folder.resolve("my own")).resolve("a"));
        assertThat(AgentChoice.parse("command:" + script, HERE))
                .contains(new AgentChoice.Command(List.of(script.toString())));
        assertThat(AgentChoice.parse("command:./my own/a", folder))
                .contains(new AgentChoice.Command(List.of(script.toString())));
        assertThat(AgentChoice.parse("replay:./my own/a", folder))
                .contains(new AgentChoice.Replay(folder.resolve("./my own/a")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "robot", "command:", "command:   ", "magic:wand", ":"})
    void anything_else_is_no_choice(String text) {
        assertThat(AgentChoice.parse(text, HERE)).isEmpty();
    }
}
