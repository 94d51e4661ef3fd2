package dev.landfast.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.definition.Workflow;
import dev.landfast.engine.Command;
import dev.landfast.engine.LocalDriver;
import dev.landfast.engine.Workflows;
import dev.landfast.journal.Event;
import dev.landfast.problem.DefinitionProblem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A run that a later version cannot read, whose processes the version before it has started.
@Timeout(120)
class GivenUpTest {

    private static final Workflows UNREADABLE =
            new Workflows() {
                @Override
                public Workflow of(Event.RunStarted start) {
                    throw new DefinitionProblem("LF-300", "cannot be read", "", "mend it");
                }

                @Override
                public Child child(
                        String run, Event.RunStarted parent, Command.StartChild command) {
                    throw new IllegalStateException("it has no children");
                }
            };

    @TempDir private Path folder;

    @Test
    void nothing_of_a_command_is_left_when_its_run_is_given_up() throws Exception {
        leavesNothing("{ id: nap, run: [sleep, NAP] }", "");
    }

    @Test
    void nothing_of_an_agent_is_left_when_its_run_is_given_up() throws Exception {
        leavesNothing("{ id: nap, agent: developer }", "( setsid sleep NAP & )\nsleep NAP\n");
    }

    private void leavesNothing(String step, String agent) throws Exception {
        var nap = "5" + (1_000_000 + ProcessHandle.current().pid());
        var project = SmallProject.in(folder);
        var own =
                new OwnRun(
                                project,
                                """
                                workflow: small
                                about: Naps
                                params:
                                  name: { type: name, required: true, about: names the branch }
                                  description: { type: text, required: true, about: the wish }
                                roles:
                                  developer: { tier: standard, access: edit, about: naps }
                                steps:
                                  - { id: worktree, worktree: create }
                                  - STEP
                                """
                                        .replace("STEP", step)
                                        .replace("NAP", "'" + nap + "'"))
                        .playedBy(agent.replace("NAP", nap));
        try (var home = new Home(project.surroundings())) {
            var run = own.submit(home, "napping");
            var setup = new Works(home).setup();
            try (var _ = LocalDriver.open(home.journal(), setup).orElseThrow()) {
                while (naps(nap) == 0) {
                    assertThat(Thread.currentThread().isInterrupted()).isFalse();
                    Thread.onSpinWait();
                }
            }
            var later =
                    new LocalDriver.Setup(
                            UNREADABLE,
                            setup.executors(),
                            setup.clock(),
                            setup.bounds(),
                            setup.leftovers());
            try (var driver = LocalDriver.open(home.journal(), later).orElseThrow()) {
                driver.signal(run, new Event.CancelRequested("enough"), home.person());
                assertThat(driver.awaitRest(Duration.ofSeconds(60))).isTrue();
            }
            assertThat(OwnRun.standing(home, run).word().toString()).isEqualTo("cancelled");
            assertThat(naps(nap)).isZero();
        }
    }

    private static long naps(String nap) {
        return ProcessHandle.allProcesses()
                .filter(process ->
                        process.info()
                                .arguments()
                                .filter(a -> List.of(a).contains(nap))
                                .isPresent())
                .count();
    }
}
