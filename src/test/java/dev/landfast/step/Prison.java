package dev.landfast.step;

import dev.landfast.agent.AgentChoice;
import dev.landfast.agent.Agents;
import dev.landfast.agent.Prices;
import dev.landfast.agent.role.Sources;
import dev.landfast.definition.Config;
import dev.landfast.definition.Position;
import dev.landfast.definition.Step;
import dev.landfast.engine.StepExecutor.Attempt;
import dev.landfast.engine.StepInput;
import dev.landfast.git.NewCommit;
import dev.landfast.git.Person;
import dev.landfast.git.Repository;
import dev.landfast.journal.Journal;
import dev.landfast.journal.StepKey;
import dev.landfast.problem.LandfastException;
import dev.landfast.process.ContainmentLevel;
import dev.landfast.process.Guard;
import dev.landfast.process.Tasks;
import dev.landfast.project.Confinement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A repository with two worktrees, the state of Landfast, a person's files and a runner, and an
/// agent in the midst of them that tries to get at all that.
final class Prison implements AutoCloseable {

    private static final String SECRET = "s3cr3t-" + ProcessHandle.current().pid();
    private static final int CODE = 3;

    private final Path temp;
    private final ContainmentLevel level;
    private final Person person;
    private final Repository repository;
    private final Journal journal;
    private final Site site;
    private final Process runner;
    private final Attempt attempt = attempt();
    private final String nap = "6" + (1_000_000 + ProcessHandle.current().pid());
    private final String other;
    private String said = "";

    Prison(Path folder, ContainmentLevel level) throws IOException {
        this.temp = folder.toRealPath();
        this.level = level;
        this.person = Person.withRepository(temp);
        this.repository = person.repository();
        this.journal = Journal.open(state(), Clock.systemUTC());
        keep(person.folder().resolve("private.txt"));
        keep(person.home().resolve(".ssh/key"));
        keep(person.home().resolve(".netrc"));
        keep(state().resolve("secret"));
        Files.writeString(
                Files.createDirectories(state().resolve("gates")).resolve("verdict.json"), "FAIL");
        var start = repository.start(Optional.empty()).commit();
        var worktrees = repository.worktrees();
        var one = person.folder().resolve(".worktrees/one");
        var two = person.folder().resolve(".worktrees/two");
        this.site =
                new Site(
                        worktrees.add(one, "feature/one", start),
                        "feature/one",
                        "main",
                        Map.of("PATH", "/usr/bin:/bin", "HOME", person.home().toString()));
        worktrees.add(two, "feature/two", start);
        keep(two.resolve("secret.txt"));
        var theirs = person.in(Files.createDirectories(person.home().resolve("other")));
        theirs.git("init", "-q");
        keep(theirs.folder().resolve("secret.txt"));
        theirs.commitAll("theirs");
        this.other = theirs.git("rev-parse", "HEAD").strip();
        var builder = new ProcessBuilder("/bin/sleep", "600").directory(temp.toFile());
        builder.environment().put("RUNNERS_OWN", SECRET);
        this.runner = builder.start();
    }

    private static void keep(Path file) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, SECRET + "\n");
    }

    private Path state() {
        return temp.resolve("state");
    }

    private Path place() {
        return AgentWork.place(state().resolve("attempts"), attempt);
    }

    private static Attempt attempt() {
        var head =
                new Step.Head(
                        "implement",
                        Optional.empty(),
                        Optional.empty(),
                        "",
                        new Position("", 1, 1));
        var policy =
                new Step.Policy(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Config.empty());
        var input = new StepInput(Config.empty(), List.of(), Optional.empty(), 1, Map.of());
        var task = new Step.Task(head, "agent", Config.empty(), policy);
        return new Attempt("r1", new StepKey("implement", 1), "", task, input);
    }

    /// What the agent printed.
    String said() {
        return said;
    }

    /// Lets the agent try, and then does what Landfast does with a worktree.
    ///
    /// @return what it reached that it should not have
    List<String> run(String script) throws Exception {
        var agent = temp.resolve("agent.sh");
        Files.writeString(agent, "#!/bin/sh\n" + names() + script + "\nexit " + CODE + "\n");
        Files.setPosixFilePermissions(agent, PosixFilePermissions.fromString("rwxr-xr-x"));
        var before = picture();
        var work = work(agent);
        said = read(place().resolve("task/log")) + read(place().resolve("task/stderr"));
        var breaches = new ArrayList<String>();
        if (said.contains(SECRET) || String.valueOf(work).contains(SECRET)) {
            breaches.add("saw a secret");
        }
        if (!read(place().resolve("task/rc")).startsWith("ended " + CODE + " ")
                || !(work instanceof AgentWork.Work.Ended)) {
            breaches.add("forged its result: " + work);
        }
        useGit();
        compare(before, picture(), breaches);
        if (!runner.isAlive()) {
            breaches.add("killed the runner");
        }
        if (ProcessHandle.allProcesses().anyMatch(this::naps)) {
            breaches.add("stayed");
        }
        if (repository.commits().exists(other)) {
            breaches.add("brought in what it must not see");
        }
        return breaches;
    }

    private boolean naps(ProcessHandle process) {
        return process.info().arguments().filter(a -> List.of(a).contains(nap)).isPresent();
    }

    private String names() {
        var text = new StringBuilder();
        Map.of(
                        "OUT", temp.resolve("escaped").toString(),
                        "STATE", state().toString(),
                        "PERSON", person.home().toString(),
                        "TWO", person.folder().resolve(".worktrees/two").toString(),
                        "PROJECT", person.folder().toString(),
                        "TASK", place().resolve("task").toString(),
                        "GIT", AgentWork.desk(place()).resolve("git").toString(),
                        "RUNNER", Long.toString(runner.pid()),
                        "NAP", nap,
                        "OTHER", other)
                .forEach((name, value) -> text.append("export %s='%s'\n".formatted(name, value)));
        // What proves a breach is put together here, so that no file of the agent's has it.
        return text + "export SECRET=\"s3cr3t-\"" + SECRET.substring("s3cr3t-".length()) + "\n";
    }

    private AgentWork.Work work(Path agent) throws InterruptedException {
        var tasks = Tasks.open(state().resolve("shim"));
        var guard = Guard.of(person.environment()).atMost(level);
        if (guard.level() != level) {
            throw new IllegalStateException("this machine reaches only " + guard.level());
        }
        var choices =
                new Crew.Choices(
                        Map.of("default", new AgentChoice.Command(List.of(agent.toString()))),
                        Handed.nothing(),
                        Prices.shipped(),
                        Confinement.of(guard, Config.empty()));
        var agents = new Agents(tasks, (_, _) -> {}, 0);
        var crew = new Crew(_ -> Sources.none(), agents, _ -> choices);
        var books =
                new AgentWork.Books(
                        journal.artifacts(),
                        state().resolve("attempts"),
                        new DayBudget(journal.budgets()));
        var work = new AgentWork(crew, books, OnePlace.briefing(crew, repository, site));
        var seats = new Seats(repository, state(), Clock.systemUTC());
        var task =
                new AgentWork.Task(
                        "developer", "try", Map.of("branch", "feature/one", "base", "main"));
        var done = work.run(attempt, task, seats.editing(attempt, site));
        seats.keepCommits(attempt, site);
        return done;
    }

    /// Whatever is left may be refused; it must not run.
    private void useGit() {
        attempting(() -> site.checkout().status());
        attempting(() -> site.checkout().commit());
        attempting(() -> {
            var paths = new ArrayList<>(site.checkout().status().paths());
            var head = site.checkout().commit();
            var made =
                    new NewCommit(
                            "",
                            List.of(head),
                            "work",
                            List.of(),
                            Instant.parse("2026-03-01T12:00:00Z"));
            site.checkout().tree(Optional.of(head), paths);
            site.checkout().commit(paths, made);
            site.checkout().reset(head);
        });
        attempting(() -> repository.worktrees().list());
        attempting(() -> repository.worktrees().mend(site.checkout().path(), "feature/one"));
        attempting(() -> repository.main().status());
    }

    private static void attempting(Runnable use) {
        try {
            use.run();
        } catch (LandfastException e) {
            // Said in words to whoever runs it.
            return;
        }
    }

    private static void compare(
            Map<String, String> before, Map<String, String> after, List<String> breaches) {
        before.forEach((file, content) -> {
            if (!content.equals(after.get(file))) {
                breaches.add("changed " + file);
            }
        });
        after.keySet().stream()
                .filter(file -> !before.containsKey(file))
                .forEach(file -> breaches.add("made " + file));
    }

    /// Every file but those that the agent may write and those that Landfast writes meanwhile.
    private Map<String, String> picture() throws IOException {
        var own =
                List.of(
                        site.checkout().path(),
                        place(),
                        state().resolve("artifacts"),
                        state().resolve("shim"),
                        person.folder().resolve(".git/objects"),
                        person.folder().resolve(".git/landfast"),
                        person.folder().resolve(".git/logs"),
                        person.folder().resolve(".git/refs/landfast"),
                        person.folder().resolve(".git/refs/heads/feature/one"),
                        person.folder().resolve(".git/worktrees/one"));
        var picture = new TreeMap<String, String>();
        try (var files = Files.walk(temp)) {
            for (var file : files.toList()) {
                if (own.stream().noneMatch(file::startsWith)
                        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    var rights = Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
                    picture.put(
                            temp.relativize(file).toString(),
                            PosixFilePermissions.toString(rights) + read(file).hashCode());
                }
            }
        }
        return picture;
    }

    private static String read(Path file) throws IOException {
        return Files.exists(file)
                ? new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                : "";
    }

    @Override
    public void close() {
        journal.close();
        runner.destroyForcibly();
        ProcessHandle.allProcesses().filter(this::naps).forEach(ProcessHandle::destroyForcibly);
    }
}
