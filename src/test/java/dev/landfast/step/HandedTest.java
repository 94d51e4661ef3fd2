package dev.landfast.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.agent.AgentChoice;
import dev.landfast.agent.Prices;
import dev.landfast.definition.Config;
import dev.landfast.process.Guard;
import dev.landfast.project.Confinement;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HandedTest {

    private static final Map<String, String> PERSON =
            Map.of(
                    "ANTHROPIC_API_KEY",
                    "key-of-one",
                    "OPENAI_API_KEY",
                    "key-of-two",
                    "GEMINI_API_KEY",
                    "key-of-three",
                    "GATEWAY_KEY",
                    "key-of-four",
                    "MODE",
                    "test",
                    "HOME",
                    "/home/person");

    private final Handed handed = new Handed(Set.of("MODE"), PERSON);

    private static AgentChoice choice(Object settings) {
        return AgentChoice.parse(settings, Path.of("/project")).orElseThrow();
    }

    @Test
    void the_program_of_a_coding_agent_gets_the_key_of_its_own_provider_and_of_no_other() {
        assertThat(handed.to(choice("claude"))).containsOnlyKeys("MODE", "ANTHROPIC_API_KEY");
        assertThat(handed.to(choice("codex"))).containsOnlyKeys("MODE", "OPENAI_API_KEY");
        assertThat(handed.to(choice("gemini"))).containsOnlyKeys("MODE", "GEMINI_API_KEY");
    }

    @Test
    void besides_it_gets_the_one_that_it_is_configured_with() {
        assertThat(handed.to(choice(Map.of("codex", Map.of("key", "GATEWAY_KEY")))))
                .containsOnlyKeys("MODE", "OPENAI_API_KEY", "GATEWAY_KEY");
    }

    @Test
    void any_other_agent_gets_what_the_project_names() {
        assertThat(handed.to(choice("command:./agent.sh"))).isEqualTo(Map.of("MODE", "test"));
        assertThat(handed.to(choice("acp:./agent.sh"))).isEqualTo(Map.of("MODE", "test"));
    }

    @Test
    void what_one_is_given_is_kept_from_what_is_kept_of_any() {
        var choices =
                new Crew.Choices(
                        Map.of("developer", choice("claude"), "reviewer", choice("codex")),
                        handed,
                        Prices.shipped(),
                        Confinement.of(Guard.of(Map.of()), Config.empty()));

        assertThat(choices.secrets())
                .containsOnlyKeys("MODE", "ANTHROPIC_API_KEY", "OPENAI_API_KEY");
    }
}
