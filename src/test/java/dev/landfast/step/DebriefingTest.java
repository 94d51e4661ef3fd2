package dev.landfast.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.agent.AgentOutcome;
import dev.landfast.agent.AgentOutcome.Trace;
import dev.landfast.agent.Prices;
import dev.landfast.agent.brief.Brief;
import dev.landfast.agent.role.Roles;
import dev.landfast.agent.role.Sources;
import dev.landfast.journal.Artifact;
import dev.landfast.journal.Artifacts;
import dev.landfast.journal.Journal;
import dev.landfast.journal.Tokens;
import dev.landfast.journal.Usage;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an agent's end says of its usage.
class DebriefingTest {

    @TempDir Path folder;

    private Optional<Usage> used(Optional<Usage> usage, boolean refused) {
        var outcome =
                new AgentOutcome.RateLimited(
                        "slow down", Optional.empty(), new Trace(usage, List.of(), refused));
        try (var journal = Journal.open(folder, Clock.systemUTC())) {
            var work = briefed(journal.artifacts()).of(outcome);
            return ((AgentWork.Work.Ended) work).result().usage();
        }
    }

    private static Debriefing briefed(Artifacts artifacts) {
        Artifact brief = artifacts.put("brief.md", "text/markdown", "Do it.");
        var role = new Roles(Sources.none()).named("developer");
        var kept = new Keepsakes(artifacts, new Redactor(Map.of()), brief);
        return new Debriefing(
                new Brief(role, "Do it.", Optional.empty()),
                kept,
                Optional.empty(),
                Prices.shipped());
    }

    @Test
    void a_request_that_was_turned_down_has_used_no_more_than_it_held() {
        var used = used(Optional.empty(), true).orElseThrow();
        assertThat(used.known()).isFalse();
        assertThat(used.atMost().orElseThrow()).isEqualTo(Prices.shipped().most(50_006));
    }

    @Test
    void what_an_agent_used_that_had_begun_to_work_is_not_bounded() {
        assertThat(used(Optional.empty(), false)).isEmpty();
    }

    @Test
    void what_is_known_stays_as_it_is() {
        var known = Optional.of(Usage.reported("m", Tokens.of(1, 1), 0.5));
        assertThat(used(known, true)).isEqualTo(known);
    }
}
