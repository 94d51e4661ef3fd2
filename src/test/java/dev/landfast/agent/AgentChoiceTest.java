package dev.landfast.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    @Test
    void a_coding_agent_is_a_word_with_its_model_behind_it_or_not() {
        assertThat(AgentChoice.parse("codex", HERE))
                .contains(AgentChoice.Coding.usual(Maker.CODEX, Optional.empty()));
        assertThat(AgentChoice.parse("claude:opus", HERE))
                .contains(AgentChoice.Coding.usual(Maker.CLAUDE, Optional.of("opus")));
        assertThat(AgentChoice.parse(Map.of("opencode", "local/qwen:7b"), HERE))
                .contains(AgentChoice.Coding.usual(Maker.OPENCODE, Optional.of("local/qwen:7b")));
    }

    @Test
    void a_coding_agent_is_written_as_it_is_read() {
        var settings =
                Map.of(
                        "codex",
                        Map.of(
                                "model",
                                "some",
                                "models",
                                Map.of("deep", "other"),
                                "program",
                                List.of("/opt/codex", "--quiet"),
                                "endpoint",
                                "http://127.0.0.1:1/v1",
                                "key",
                                "GATEWAY_KEY",
                                "arguments",
                                List.of("--enable", "x")));

        var choice = AgentChoice.parse(settings, HERE).orElseThrow();

        assertThat(choice)
                .isEqualTo(
                        new AgentChoice.Coding(
                                Maker.CODEX,
                                List.of("/opt/codex", "--quiet"),
                                Map.of("default", "some", "deep", "other"),
                                new AgentChoice.Connection(
                                        Optional.of("http://127.0.0.1:1/v1"), "GATEWAY_KEY"),
                                List.of("--enable", "x")));
        assertThat(AgentChoice.parse(((AgentChoice.Coding) choice).written(), HERE))
                .contains(choice);
    }

    @Test
    void the_program_of_a_coding_agent_is_never_looked_for_where_it_works() {
        var own = Map.of("codex", Map.of("program", List.of("./tools/codex", "./x")));

        assertThat(AgentChoice.parse(own, HERE))
                .get()
                .extracting(choice -> ((AgentChoice.Coding) choice).program())
                .isEqualTo(List.of("/project/tools/codex", "./x"));
        assertThat(AgentChoice.parse(Map.of("codex", Map.of("program", List.of())), HERE))
                .isEmpty();
    }

    @Test
    void a_key_that_a_coding_agent_does_not_have_is_no_choice() {
        assertThat(AgentChoice.parse(Map.of("codex", Map.of("modell", "some")), HERE)).isEmpty();
        assertThat(AgentChoice.parse(Map.of("codex", 7), HERE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "robot",
                "command:",
                "command:   ",
                "magic:wand",
                ":",
                "codex:",
                "claude: "
            })
    void anything_else_is_no_choice(String text) {
        assertThat(AgentChoice.parse(text, HERE)).isEmpty();
    }
}
