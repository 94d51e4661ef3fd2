package dev.landfast.agent.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.agent.AgentOutcome;
import dev.landfast.agent.AgentOutcome.Trace;
import dev.landfast.journal.Tokens;
import dev.landfast.journal.Usage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutcomesTest {

    private static final Usage USED = Usage.reported("m", Tokens.of(10, 1), 0.25);
    private static final AgentOutcome FIRST =
            new AgentOutcome.Finished("done", Optional.empty(), USED, List.of(Path.of("one")));

    @Test
    void one_that_is_lost_has_used_what_nobody_knows_on_top_of_the_first() {
        var both = Outcomes.together(FIRST, new AgentOutcome.Lost("gone"));

        assertThat(both)
                .isEqualTo(
                        new AgentOutcome.Lost(
                                "gone",
                                new Trace(Optional.of(USED.andMore()), List.of(Path.of("one")))));
    }

    @Test
    void one_that_never_came_up_adds_nothing_to_the_first() {
        var both = Outcomes.together(FIRST, new AgentOutcome.Unavailable("kind", "why", "mend"));

        assertThat(((AgentOutcome.Unavailable) both).trace())
                .isEqualTo(new Trace(Optional.of(USED), List.of(Path.of("one"))));
    }
}
