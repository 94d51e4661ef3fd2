package dev.landfast.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.definition.Definitions;
import dev.landfast.failpoint.Failpoints;
import dev.landfast.failpoint.SimulatedCrash;
import dev.landfast.journal.Actor;
import dev.landfast.journal.Event;
import dev.landfast.journal.RunSummary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A whole run of thirteen steps on a real repository with a remote, and the runner dies: at every
/// failpoint in turn, and by SIGKILL at random moments. It must end right without a hand.
///
/// `landfast.sample` says how many of each are taken; all and a hundred unless given.
@Tag("long")
class WholeRunCrashTest {

    private static final String THIRTEEN =
            """
            workflow: thirteen
            about: every kind of step that changes something, with gates that cost little
            params:
              name:        { type: name, required: true }
              description: { type: text, required: true }
            roles:
              developer: { tier: standard, access: edit }
            gates:
              unit: [parse]
            steps:
              - { id: worktree,  worktree: create }
              - { id: implement, agent: developer }
              - { id: tests,     agent: developer }
              - { id: format,    run: ["true"] }
              - { id: commit,    commit: { type: feat } }
              - { id: unit,      gate: unit }
              - { id: note,      run: ["true"] }
              - { id: push,      push: { upstream: true } }
              - { id: conflicts, merge: update }
              - { id: final,     gate: unit }
              - { id: ready,     run: ["true"] }
              - { id: land,      merge: land }
              - { id: cleanup,   worktree: remove }
            """;

    private static final String AGENT =
            """
            case $LANDFAST_STEP in
            implement) printf '\\n\\nMORE = 1\\n' >> greet/core.py ;;
            tests) printf 'def test_more() -> None:\\n    assert True\\n' > tests/test_more.py ;;
            esac
            """;

    private static final int MOST_STARTS = 40;
    private static final int KILLS_A_RUN = 5;

    @TempDir Path temp;

    @AfterEach
    void disarm() {
        Failpoints.disarm();
    }

    @Test
    void a_crash_at_any_failpoint_of_a_whole_run_ends_right_by_itself() throws Exception {
        var all = count();
        var step = Math.max(1, all / sample(all));
        var crashed = 0;
        for (var at = 1; at <= all; at += step) {
            var project = project("at-" + at);
            var run = submit(project);
            Failpoints.arm("throw@" + at);
            var starts = carry(project, run);
            assertRight(project, "failpoint hit " + at);
            crashed += starts > 1 ? 1 : 0;
        }
        System.out.printf(
                "failpoints: %d hits in a whole run, crashed at %d of them, all ended right%n",
                all, crashed);
        assertThat(crashed).isPositive();
    }

    @Test
    void a_runner_that_is_killed_at_random_is_taken_over_and_the_run_ends_right() throws Exception {
        var random = new Random(42);
        var kills = 0;
        var wanted = sample(100);
        for (var round = 0; kills < wanted; round++) {
            var project = project("kill-" + round);
            submit(project);
            for (var start = 0; start < MOST_STARTS && !ended(project); start++) {
                var runner = runner(project);
                var patience = start < KILLS_A_RUN ? random.nextInt(300, 6_000) : 120_000;
                if (!runner.waitFor(patience, TimeUnit.MILLISECONDS)) {
                    runner.destroyForcibly().waitFor();
                    kills++;
                }
            }
            assertRight(project, "random kill, round " + round);
        }
        System.out.printf("random kills: %d, all runs ended right%n", kills);
    }

    @Test
    void two_runners_at_once_do_everything_once() throws Exception {
        var project = project("two");
        submit(project);
        var one = runner(project);
        var other = runner(project);
        one.waitFor();
        other.waitFor();
        while (!ended(project)) {
            runner(project).waitFor();
        }
        assertRight(project, "two runners");
    }

    private int count() throws Exception {
        var project = project("count");
        var hits = temp.resolve("hits");
        var run = submit(project);
        Failpoints.arm("record=" + hits);
        carry(project, run);
        Failpoints.disarm();
        assertRight(project, "undisturbed");
        return Files.readAllLines(hits).size();
    }

    private static int sample(int all) {
        return Integer.getInteger("landfast.sample", all);
    }

    private SmallProject project(String name) throws Exception {
        var project = SmallProject.in(Files.createDirectories(temp.resolve(name)));
        project.agent(AGENT);
        return project;
    }

    private static String submit(SmallProject project) {
        var workflow = Definitions.parse(THIRTEEN, "thirteen.yaml");
        var start =
                new Event.RunStarted(
                        Catalogue.pin(workflow, project.git("rev-parse", "main")),
                        "",
                        Map.of("name", "more", "description", "Add more"),
                        new Event.Origin.Fresh(),
                        Map.of(
                                "agents",
                                Map.of(
                                        "default",
                                        "command:" + project.temp().resolve("agent.sh"))));
        try (var home = new Home(project.surroundings())) {
            return home.journal().submit("more", start, new Actor.Person("person", "terminal"));
        }
    }

    /// Starts one runner after another, the first of which may crash.
    private static int carry(SmallProject project, String run) throws Exception {
        for (var starts = 1; starts <= MOST_STARTS; starts++) {
            if (crashes(project)) {
                Failpoints.disarm();
            }
            if (ended(project)) {
                return starts;
            }
        }
        throw new AssertionError("the run " + run + " never ended: " + summary(project));
    }

    private static boolean crashes(SmallProject project) throws InterruptedException {
        try {
            return RunnerProcess.live(project.surroundings()).isPresent();
        } catch (SimulatedCrash e) {
            return true;
        }
    }

    private static Process runner(SmallProject project) throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder =
                new ProcessBuilder(
                        java,
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.landfast.cli.Main",
                        RunnerProcess.VERB);
        builder.directory(project.root().toFile());
        builder.environment().clear();
        builder.environment().putAll(project.surroundings().environment());
        builder.redirectErrorStream(true);
        builder.redirectOutput(project.temp().resolve("runner.out").toFile());
        return builder.start();
    }

    private static boolean ended(SmallProject project) {
        return summary(project).standing().word().ended();
    }

    private static RunSummary summary(SmallProject project) {
        try (var home = new Home(project.surroundings())) {
            return home.journal().runs().getFirst();
        }
    }

    /// One landing, here and on the remote; the tested tree; nothing lost, nothing left over.
    private static void assertRight(SmallProject project, String when) {
        try (var home = new Home(project.surroundings())) {
            var run = home.journal().runs().getFirst();
            assertThat(run.standing().word())
                    .as(when + ": " + run.standing())
                    .isEqualTo(RunSummary.Word.DONE);
            assertThat(home.journal().verify(run.id())).as(when).isEmpty();
        }
        var landings =
                project.git("log", "--first-parent", "--grep=Landfast-Run:", "--format=%H", "main");
        assertThat(landings.lines()).as(when).hasSize(1);
        assertThat(project.git("ls-remote", "origin", "refs/heads/main"))
                .as(when)
                .startsWith(landings);
        assertThat(project.git("show", "main:greet/core.py"))
                .as(when)
                .contains("MORE = 1")
                .doesNotContain("MORE = 1\n\n\nMORE");
        assertThat(project.git("show", "main:tests/test_more.py")).as(when).contains("test_more");
        assertThat(project.git("status", "--porcelain")).as(when).isEmpty();
        assertThat(project.git("worktree", "list").lines()).as(when).hasSize(1);
        assertThat(List.of(project.git("branch", "--format=%(refname:short)")))
                .as(when)
                .containsExactly("main");
    }
}
