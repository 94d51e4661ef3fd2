package dev.landfast.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.journal.Actor;
import dev.landfast.journal.Ask;
import dev.landfast.journal.Entry;
import dev.landfast.journal.Event;
import dev.landfast.journal.StepKey;
import dev.landfast.journal.StepResult;
import dev.landfast.journal.StepResult.Outcome;
import dev.landfast.journal.Tokens;
import dev.landfast.journal.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AgentUseTest {

    private static final StepKey KEY = new StepKey("one", 1);
    private static final Usage USED = Usage.reported("m", Tokens.of(1, 1), 0.5);

    private final List<Entry> journal = new ArrayList<>();

    private void record(Event event) {
        var seq = journal.size() + 1L;
        journal.add(new Entry(seq, Instant.EPOCH, new Actor.Engine(), event, ""));
    }

    private void ends(Optional<Usage> usage) {
        var result = StepResult.of(new Outcome.Escalate("no")).using(usage);
        record(new Event.StepFinished(KEY, result, Duration.ZERO));
    }

    private List<Usage> uses() {
        return AgentUse.of(journal).stream().map(AgentUse::usage).toList();
    }

    @Test
    void an_agent_that_says_nothing_of_its_usage_has_used_what_nobody_knows() {
        record(new Event.StepScheduled(KEY, "agent"));
        assertThat(uses()).containsExactly(Usage.unknown(""));
        ends(Optional.empty());
        assertThat(uses()).containsExactly(Usage.unknown(""));
    }

    @Test
    void what_is_no_agents_work_is_left_out() {
        record(new Event.StepScheduled(KEY, "gate"));
        ends(Optional.empty());
        record(new Event.StepScheduled(new StepKey("two", 1), "agent", Optional.of(1.0)));
        record(
                new Event.StepFinished(
                        new StepKey("two", 1),
                        StepResult.of(new Outcome.Pass()).using(Optional.of(Usage.NOTHING)),
                        Duration.ZERO));
        assertThat(uses()).isEmpty();
    }

    @Test
    void what_an_attempt_used_before_it_waited_and_after_is_one_attempt() {
        var ask = new Ask(Ask.Kind.DONE, "do it", List.of(), Optional.empty());
        record(new Event.StepScheduled(KEY, "merge", Optional.of(1.0)));
        record(new Event.StepWaiting(KEY, ask, Optional.of(USED)));
        record(new Event.StepScheduled(KEY, "merge", Optional.of(1.0)));
        ends(Optional.of(USED));
        assertThat(uses()).containsExactly(USED.plus(USED));
    }
}
