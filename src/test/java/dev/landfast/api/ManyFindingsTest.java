package dev.landfast.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.journal.Event;
import dev.landfast.journal.Finding;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One broken line can fail every test there is.
class ManyFindingsTest {

    private static final String WORKFLOW =
            """
            workflow: small
            params:
              name: { type: name, required: true }
            roles:
              developer: { access: edit }
            gates:
              unit: [tests]
            steps:
              - { id: worktree, worktree: create }
              - { id: implement, agent: developer }
              - { id: commit, commit: { type: feat } }
              - { id: unit, gate: unit }
            """;

    private static final String BREAKER =
            """
            cat > tests/test_many.py <<'PY'
            import pytest


            @pytest.mark.parametrize("number", range(2000))
            def test_each(number: int) -> None:
                assert number < 0, "long " * 400
            PY
            """;

    @TempDir Path temp;

    @Test
    void two_thousand_failures_are_a_failure_and_the_worst_are_handed_on() throws Exception {
        var project = SmallProject.in(temp);

        assertThat(new OwnRun(project, WORKFLOW).playedBy(BREAKER).word("small"))
                .isEqualTo("failed");
        assertThat(found(project))
                .hasSizeBetween(2, 151)
                .last()
                .satisfies(last -> assertThat(last.message()).contains("more findings"));
    }

    private List<Finding> found(SmallProject project) {
        try (var home = new Home(project.surroundings())) {
            return home.journal().entries(home.journal().runs().getFirst().id()).stream()
                    .map(entry -> entry.event())
                    .filter(Event.StepFinished.class::isInstance)
                    .map(Event.StepFinished.class::cast)
                    .filter(e -> e.key().step().equals("unit"))
                    .flatMap(e -> e.result().findings().stream())
                    .toList();
        }
    }
}
