package dev.landfast.api;

import dev.landfast.agent.AgentChoice;
import dev.landfast.definition.ProjectFile;
import dev.landfast.problem.LandfastException;
import dev.landfast.process.Capture;
import dev.landfast.process.CaptureException;
import dev.landfast.process.Tasks;
import dev.landfast.project.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a repository is, and what it lacks for Landfast to work in it.
public final class Setup {

    private final Home home;

    Setup(Home home) {
        this.home = home;
    }

    /// What was found in the project at the commit that work would start from.
    ///
    /// @param base branch and commit
    /// @param settings detected, then corrected by `landfast.yaml`
    /// @param tools the linters and checkers that the project configures
    /// @param written whether `landfast.yaml` was made just now
    public record Found(
            Base base, Map<String, Object> settings, List<String> tools, boolean written) {

        public Found {
            settings = new TreeMap<>(settings);
            tools = List.copyOf(tools);
        }
    }

    /// The branch that work starts from and lands on, and the commit it points to.
    public record Base(String branch, String commit) {}

    /// Looks at the project, and leaves a `landfast.yaml` where there is none: settings that were
    /// detected as comments, agents to be filled in. Nothing is committed.
    public Found init() {
        var base = home.repository().start(Optional.empty());
        var project = Project.at(home.repository(), base.commit());
        var file = home.repository().root().resolve(ProjectFile.NAME);
        var written = !Files.exists(file);
        if (written) {
            try {
                Files.writeString(file, template(project));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new Found(
                new Base(base.branch(), base.commit()),
                project.settings().values(),
                project.detection().tools().stream().sorted().toList(),
                written);
    }

    /// Leaves skills and slash commands in the repository that tell coding agents how to work with
    /// Landfast. What is there already is left as it is; nothing is committed.
    public List<AgentFiles.Written> agents() {
        return AgentFiles.write(home.repository().root());
    }

    private static String template(Project project) {
        var lines = new ArrayList<String>();
        lines.add(
                "# How Landfast works with this project. What is not here is detected; it found:");
        project.settings().values().forEach((key, value) -> lines.add("#   " + key + ": " + value));
        lines.add("#");
        lines.add("# Who plays which role (" + AgentChoice.FORMS + "):");
        lines.add("# agents:");
        lines.add("#   default: { command: [./agent.sh] }");
        lines.add("#   reviewer: human");
        lines.add("#");
        lines.add("# Thresholds that differ from the workflow's, or checks that are off:");
        lines.add("# gates:");
        lines.add("#   unit: { coverage: 90, types: off }");
        return String.join("\n", lines) + "\n";
    }

    /// One thing that was looked at.
    ///
    /// @param remedy what to do; empty when all is well
    public record Finding(String what, boolean good, String says, String remedy) {}

    /// Looks at everything Landfast stands on here.
    public List<Finding> doctor() {
        var found = new ArrayList<Finding>();
        found.add(program("git", List.of("git", "--version"), "install git 2.38 or newer"));
        found.add(program("setsid and flock", List.of("flock", "--version"), "install util-linux"));
        found.add(
                program(
                        "unshare",
                        List.of("unshare", "--version"),
                        "install util-linux; without it stray processes are found less surely"));
        found.add(containment());
        found.add(repository());
        record().ifPresent(found::add);
        var python = python();
        found.add(
                program(
                        "python",
                        List.of(python, "--version"),
                        "install Python 3.11 or name an interpreter with 'python:' in landfast.yaml"));
        for (var module :
                List.of("pytest", "pytest_cov", "coverage", "black", "isort", "flake8", "mypy")) {
            found.add(module(python, module));
        }
        found.addAll(new AgentProbe(home).look());
        return found;
    }

    /// A weaker level is no reason to stop, so it is said and not missed.
    private Finding containment() {
        var guard = home.guard();
        var said = guard.level().word();
        return switch (guard.level()) {
            case STRICT -> new Finding("containment", true, said, "");
            case WRITE_GUARD ->
                    new Finding("containment", true, said + "; for strict: " + guard.advice(), "");
            case NONE -> new Finding("containment", false, said, guard.advice());
        };
    }

    private Finding repository() {
        try {
            var base = home.repository().start(Optional.empty());
            return new Finding(
                    "repository", true, home.repository().root() + " on " + base.branch(), "");
        } catch (LandfastException e) {
            return new Finding("repository", false, e.what(), e.remedy());
        }
    }

    /// Whether the journal of every run is what was written.
    private Optional<Finding> record() {
        if (!repository().good()) {
            return Optional.empty();
        }
        return home.reading()
                .map(journal -> {
                    var runs = journal.runs();
                    var changed =
                            runs.stream()
                                    .filter(run -> journal.verify(run.id()).isPresent())
                                    .map(run -> run.about().name() + " (" + run.id() + ")")
                                    .toList();
                    return changed.isEmpty()
                            ? new Finding(
                                    "record",
                                    true,
                                    runs.size() + " runs, each entry as it was written",
                                    "")
                            : new Finding(
                                    "record",
                                    false,
                                    "changed after it was written: " + String.join(", ", changed),
                                    "give back a copy of " + journal.folder() + " from before");
                });
    }

    /// Looking is no reason to run what came with a repository.
    private String python() {
        try {
            var base = home.repository().start(Optional.empty());
            var settings = Project.at(home.repository(), base.commit()).settings();
            return settings.text(ProjectFile.PYTHON)
                    .filter(_ -> Trusting.isConfirmed(home, settings))
                    .orElse("python3");
        } catch (LandfastException e) {
            return "python3";
        }
    }

    private Finding program(String what, List<String> command, String remedy) {
        var said = run(command);
        return said.map(text -> new Finding(what, true, text, ""))
                .orElse(new Finding(what, false, command.getFirst() + " cannot be run", remedy));
    }

    /// Gates take the first interpreter that has the tool: the project's, then the system's.
    private Finding module(String python, String module) {
        for (var interpreter : List.of(python, "/usr/bin/python3")) {
            var said =
                    run(
                            List.of(
                                    interpreter,
                                    "-c",
                                    "import "
                                            + module
                                            + " as m; print(getattr(m, '__version__', 'there'))"));
            if (said.isPresent()) {
                return new Finding(module, true, said.get() + " for " + interpreter, "");
            }
        }
        return new Finding(
                module,
                false,
                "not installed for " + python,
                "'uv add --dev "
                        + module.replace('_', '-')
                        + "', 'pip install "
                        + module.replace('_', '-')
                        + "', or turn the check off in landfast.yaml");
    }

    private Optional<String> run(List<String> command) {
        try {
            var folder = Path.of("/");
            var said =
                    Tasks.capture(Capture.of(command, folder, home.surroundings().environment()));
            return said.succeeded()
                    ? said.outText().lines().findFirst().or(() -> Optional.of("there"))
                    : Optional.empty();
        } catch (CaptureException e) {
            return Optional.empty();
        }
    }
}
