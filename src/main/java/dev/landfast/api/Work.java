package dev.landfast.api;

import dev.landfast.git.Refs;
import dev.landfast.problem.EnvironmentProblem;
import dev.landfast.problem.LandfastException;
import dev.landfast.problem.RepositoryProblem;
import dev.landfast.process.Interactive;
import dev.landfast.step.Redactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/// What a run has made so far: its change and its logs.
public final class Work {

    private static final Set<String> LOGS = Set.of("log", "stderr");

    private final Home home;

    Work(Home home) {
        this.home = home;
    }

    /// A log of one attempt.
    ///
    /// @param attempt the folder's name, `quality.2_unit@1`
    public record Log(String attempt, Path file) {}

    /// What the run's branch changes against the base it came from, as a patch. What is not
    /// committed yet is in it.
    public String diff(RunLine run) {
        var repository = home.repository();
        var row = new Answers(home).worktree(run);
        var refs = repository.refs();
        var checkout = repository.worktrees().open(repository.root().resolve(row.place().path()));
        var tip = refs.value(Refs.branch(row.place().branch()));
        var base =
                tip.flatMap(
                        at -> repository.commits().mergeBase(at, Refs.branch(row.place().base())));
        if (tip.isEmpty() || base.isEmpty()) {
            throw new RepositoryProblem(
                    "LF-464",
                    "the branch '" + row.place().branch() + "' or its base is gone",
                    row.place().path(),
                    "landfast worktree ls");
        }
        var now =
                checkout.map(c -> c.tree(c.head().commit(), c.status().paths()))
                        .orElseGet(() -> refs.tree(tip.get()).orElseThrow());
        return repository.trees().patch(base.get(), now);
    }

    /// Opens the person's shell in the run's worktree and waits for its end.
    ///
    /// @return the shell's exit code
    public int shell(RunLine run) throws InterruptedException {
        var folder = new Worktrees(home).of(run);
        var environment = new HashMap<>(home.surroundings().environment());
        environment.put("LANDFAST_RUN", run.what().name());
        var shell = environment.getOrDefault("SHELL", "/bin/sh");
        try {
            return Interactive.run(List.of(shell), folder, environment);
        } catch (IOException e) {
            throw new EnvironmentProblem(
                            "LF-515",
                            "the shell cannot be started: " + e.getMessage(),
                            folder.toString(),
                            "set SHELL to your shell, or change into the folder")
                    .because(e);
        }
    }

    /// Takes out of whole lines of a run's logs what its agents were handed. What is written while
    /// a program runs still holds it.
    public UnaryOperator<String> clean(RunLine run) {
        try {
            return new Works(home).redactor(run.id())::text;
        } catch (LandfastException _) {
            // Of a run whose settings cannot be read any more the logs still can.
            return Redactor.in(home.surroundings().environment(), Map.of())::text;
        }
    }

    /// The logs of a run, oldest first.
    ///
    /// @param step its id or path; empty for all
    public List<Log> logs(RunLine run, String step) {
        var folder = home.state().resolve("attempts").resolve(run.id());
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.walk(folder)) {
            return files.filter(file -> LOGS.contains(String.valueOf(file.getFileName())))
                    .filter(Files::isRegularFile)
                    .map(file -> new Log(folder.relativize(file).getName(0).toString(), file))
                    .filter(log -> step.isEmpty() || isOf(log.attempt(), step))
                    .sorted((a, b) -> Long.compare(modified(a.file()), modified(b.file())))
                    .toList();
        } catch (IOException e) {
            throw new EnvironmentProblem(
                            "LF-517",
                            "the logs cannot be read: " + e.getMessage(),
                            folder.toString(),
                            "check the rights of the folder")
                    .because(e);
        }
    }

    /// Folders are named after the attempt, with `_` for what a file name should not have.
    private static boolean isOf(String attempt, String step) {
        var path = attempt.split("@", 2)[0];
        var wanted = step.replaceAll("[^A-Za-z0-9.@-]", "_");
        return path.equals(wanted) || path.endsWith("_" + wanted) || attempt.equals(wanted);
    }

    private static long modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException e) {
            return 0;
        }
    }
}
