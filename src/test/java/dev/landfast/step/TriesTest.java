package dev.landfast.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.agent.AgentChoice;
import dev.landfast.agent.Agents;
import dev.landfast.agent.Prices;
import dev.landfast.agent.role.Sources;
import dev.landfast.definition.Config;
import dev.landfast.definition.Position;
import dev.landfast.definition.Step;
import dev.landfast.engine.StepExecutor.Attempt;
import dev.landfast.engine.StepInput;
import dev.landfast.git.Person;
import dev.landfast.git.Repository;
import dev.landfast.journal.Journal;
import dev.landfast.journal.StepKey;
import dev.landfast.journal.StepResult;
import dev.landfast.journal.Tokens;
import dev.landfast.journal.Usage;
import dev.landfast.journal.Usage.Basis;
import dev.landfast.journal.Worktree;
import dev.landfast.process.Guard;
import dev.landfast.process.Tasks;
import dev.landfast.project.Confinement;
import dev.landfast.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TriesTest {

    @TempDir Path temp;
    private Journal journal;
    private Repository repository;
    private Workspace workspace;
    private Tries tries;

    /// A developer who says what each try cost, and nobody for any other role.
    @BeforeEach
    void prepare() throws IOException {
        Files.writeString(
                temp.resolve("cassette.yaml"),
                """
                cassette: 1
                turns:
                  - step: conflicts
                    visit: 1
                    role: developer
                    message: Done.
                    usage: { input-tokens: 10, output-tokens: 2, model: m, cost: 0.25 }
                """);
        journal = Journal.open(temp.resolve("state"), Clock.systemUTC());
        repository = Person.withRepository(temp).repository();
        var main = repository.main();
        workspace =
                new Workspace(
                        new Worktree(
                                1,
                                "login",
                                new Worktree.Place("", "main", "main"),
                                Instant.EPOCH,
                                new Worktree.State(Worktree.Status.ACTIVE, Optional.empty(), "r1")),
                        main);
        tries = tries();
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private Tries tries() {
        return tries(Map.of());
    }

    private Tries tries(Map<String, Object> names) {
        var agents = new Agents(Tasks.open(temp.resolve("shim")), (_, _) -> {}, 0);
        var choices =
                new Crew.Choices(
                        Map.of("default", new AgentChoice.Replay(temp)),
                        Handed.nothing(),
                        Prices.shipped(),
                        Confinement.of(Guard.of(Map.of()), Config.empty()));
        var crew = new Crew(_ -> Sources.none(), agents, _ -> choices);
        var task =
                new Step.Task(
                        new Step.Head(
                                "conflicts",
                                Optional.empty(),
                                Optional.empty(),
                                "",
                                new Position("", 1, 1)),
                        "merge",
                        Config.empty(),
                        new Step.Policy(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Config.empty()));
        var input = new StepInput(Config.empty(), List.of(), Optional.empty(), 1, names);
        var attempt = new Attempt("r1", new StepKey("conflicts", 1), "", task, input);
        var books =
                new AgentWork.Books(
                        journal.artifacts(),
                        temp.resolve("work"),
                        new DayBudget(journal.budgets()));
        var work = new AgentWork(crew, books, briefing(crew));
        return new Tries(work, attempt);
    }

    private Briefing briefing(Crew crew) {
        var site = new Site(workspace.checkout(), "main", "main", Map.of());
        return OnePlace.briefing(crew, repository, site);
    }

    /// One try by a role.
    private Optional<StepResult> by(String role, int number) throws InterruptedException {
        var task = new AgentWork.Task(role, "", Map.of());
        var site = new Site(workspace.checkout(), "main", "main", Map.of());
        var seats = new Seats(repository, temp.resolve("state"), Clock.systemUTC());
        return tries.run(number, task, List.of(), seats, site);
    }

    private Usage all() {
        return tries.after(Steps.pass(Map.of())).usage().orElseThrow();
    }

    @Test
    void what_tries_cost_is_their_sum() throws InterruptedException {
        assertThat(by("developer", 1)).isEmpty();
        assertThat(by("developer", 2)).isEmpty();
        assertThat(all()).isEqualTo(new Usage("m", Tokens.of(20, 4), 0.5, Basis.REPORTED));
    }

    @Test
    void with_a_try_that_failed_nobody_knows_what_all_cost() throws InterruptedException {
        assertThat(by("developer", 1)).isEmpty();
        var ended = by("reviewer", 2).orElseThrow();
        assertThat(ended.outcome()).isInstanceOf(StepResult.Outcome.Escalate.class);
        assertThat(ended.usage()).contains(new Usage("m", Tokens.of(10, 2), 0.25, Basis.UNKNOWN));
    }

    @Test
    void a_try_that_came_to_nothing_counts_with_what_it_used() throws Exception {
        var cassette = temp.resolve("cassette.yaml");
        Files.writeString(
                cassette, Files.readString(cassette).replace("    role: developer\n", ""));
        tries = tries();
        assertThat(by("developer", 1)).isEmpty();
        // Nothing of what it said is a review.
        var ended = by("reviewer", 2).orElseThrow();
        assertThat(ended.outcome()).isInstanceOf(StepResult.Outcome.Blocked.class);
        assertThat(ended.usage()).contains(new Usage("m", Tokens.of(20, 4), 0.5, Basis.REPORTED));
    }

    @Test
    void what_all_tries_use_is_set_aside_once_for_the_step_s_own_attempt()
            throws InterruptedException {
        var told = Map.<String, Object>of("reserved", 0.5, "dollars", 0.5, "less", false);
        tries = tries(Map.of("allowance", told));
        assertThat(by("developer", 1)).isEmpty();
        assertThat(tries.canPay()).isTrue();
        assertThat(by("developer", 2)).isEmpty();

        var budgets = journal.budgets();
        assertThat(budgets.begun("r1", new StepKey("conflicts", 1))).isTrue();
        assertThat(budgets.spent(budgets.today())).isEqualTo(0.5);
        assertThat(tries.canPay()).isFalse();
    }

    @Test
    void a_try_of_which_nothing_is_known_is_no_zero() throws InterruptedException {
        assertThat(by("reviewer", 1).orElseThrow().usage()).contains(Usage.unknown(""));
    }

    @Test
    void nobody_knows_what_the_tries_before_a_crash_cost() throws InterruptedException {
        assertThat(by("developer", 1)).isEmpty();
        tries = tries();
        assertThat(by("developer", 2)).isEmpty();
        assertThat(all()).isEqualTo(new Usage("m", Tokens.of(10, 2), 0.25, Basis.UNKNOWN));
    }

    @Test
    void a_try_that_is_taken_up_again_says_itself_what_it_cost() throws InterruptedException {
        assertThat(by("developer", 1)).isEmpty();
        tries = tries();
        assertThat(by("developer", 1)).isEmpty();
        assertThat(all().basis()).isEqualTo(Basis.REPORTED);
    }
}
