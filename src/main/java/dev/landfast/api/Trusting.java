package dev.landfast.api;

import dev.landfast.definition.Config;
import dev.landfast.definition.ProjectFile;
import dev.landfast.gate.Hashes;
import dev.landfast.journal.Journal;
import dev.landfast.problem.UsageProblem;
import dev.landfast.project.Confinement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What came with a repository and would run programs here: somebody has to have read it first.
/// Confirmed by path and content, once for each content.
///
/// @param given whether the person said so with this command
record Trusting(Home home, boolean given) {

    /// What the settings name that runs as the person, or with what only they have.
    private static final List<String> REACHING =
            List.of(
                    "agents",
                    ProjectFile.HANDED,
                    "secrets",
                    Confinement.KEY,
                    ProjectFile.ENVIRONMENT,
                    ProjectFile.PYTHON);

    /// Of these, what checks are given.
    private static final List<String> OF_GATES =
            List.of("secrets", Confinement.KEY, ProjectFile.ENVIRONMENT, ProjectFile.PYTHON);

    /// An interpreter that this machine has anyway: by its usual name, wherever the person's own
    /// PATH has that, or where systems keep it.
    private static final Pattern OF_THE_MACHINE =
            Pattern.compile("(/usr/bin/|/usr/local/bin/|/bin/)?(python|pypy)[0-9.]*");

    /// What came with the repository and is to be confirmed together.
    ///
    /// @param files path → hash of what is there
    private record Doubt(String code, String what, Map<String, String> files) {

        Doubt {
            files = new TreeMap<>(files);
        }
    }

    /// Everything that a run can reach, asked for at once: its workflow and those of the runs it
    /// may start, what the repository's own files tell agents to be, and what the settings name:
    /// agents, the interpreter, commands of gates, variables they set, and those of the person's
    /// that agents or checks would be given.
    ///
    /// @throws UsageProblem when nobody has confirmed all of it
    void require(List<Library.Entry> workflows, Told told, Config settings) {
        require(
                List.of(
                        written(workflows),
                        new Doubt(
                                "LF-155",
                                "roles and skills came with the repository and have not been trusted yet",
                                told.files()),
                        reached(reaching(settings, REACHING))));
    }

    /// The definition of a gate alone.
    void requireForGate(Library.Entry workflow) {
        require(List.of(written(List.of(workflow))));
    }

    /// As much of it as a gate alone reaches. Whoever has confirmed all of it is not asked again.
    void requireForGates(Config settings) {
        var all = hash(reaching(settings, REACHING));
        if (!home.journal().trusted().trusts(ProjectFile.NAME, all)) {
            require(List.of(reached(reaching(settings, OF_GATES))));
        }
    }

    /// Whether somebody has confirmed all that gates reach by the settings, or there is nothing to
    /// confirm. Nothing is recorded.
    static boolean isConfirmed(Home home, Config settings) {
        var part = reaching(settings, OF_GATES);
        return part.isEmpty()
                || home.reading()
                        .map(Journal::trusted)
                        .filter(trusted ->
                                trusted.trusts(ProjectFile.NAME, hash(part))
                                        || trusted.trusts(
                                                ProjectFile.NAME,
                                                hash(reaching(settings, REACHING))))
                        .isPresent();
    }

    private static Doubt written(List<Library.Entry> workflows) {
        var files = new TreeMap<String, String>();
        for (var entry : workflows) {
            entry.file().ifPresent(file -> files.put(file, entry.workflow().header().hash()));
        }
        return new Doubt(
                "LF-118",
                "workflows came with the repository and have not been trusted yet",
                files);
    }

    private static Doubt reached(Map<String, Object> reaching) {
        return new Doubt(
                "LF-133",
                "the project's settings name programs to run, variables to set or of yours to hand on, or what tasks may reach: "
                        + reaching,
                reaching.isEmpty() ? Map.of() : Map.of(ProjectFile.NAME, hash(reaching)));
    }

    private static Map<String, Object> reaching(Config settings, List<String> keys) {
        var reaching = new TreeMap<String, Object>();
        keys.stream()
                .filter(key -> settings.has(key) && !isOfTheMachine(key, settings))
                .forEach(key -> reaching.put(key, settings.values().get(key)));
        ProjectFile.commands(settings)
                .forEach((gate, commands) -> reaching.put("gates." + gate, commands));
        return reaching;
    }

    private static boolean isOfTheMachine(String key, Config settings) {
        return key.equals(ProjectFile.PYTHON)
                && settings.text(key).filter(OF_THE_MACHINE.asMatchPredicate()).isPresent();
    }

    private static String hash(Map<String, Object> reaching) {
        return Hashes.of(reaching.toString());
    }

    private void require(List<Doubt> doubts) {
        var trusted = home.journal().trusted();
        var open = new ArrayList<Doubt>();
        for (var doubt : doubts) {
            var files = new TreeMap<>(doubt.files());
            files.entrySet().removeIf(file -> trusted.trusts(file.getKey(), file.getValue()));
            if (!files.isEmpty()) {
                open.add(new Doubt(doubt.code(), doubt.what(), files));
            }
        }
        if (!open.isEmpty() && !given) {
            throw refusal(open);
        }
        for (var doubt : open) {
            doubt.files().forEach((path, hash) -> trusted.trust(path, hash, home.person().name()));
        }
    }

    private static UsageProblem refusal(List<Doubt> open) {
        return new UsageProblem(
                open.getFirst().code(),
                String.join("; ", open.stream().map(Doubt::what).toList()),
                String.join(", ", open.stream().flatMap(d -> d.files().keySet().stream()).toList()),
                "read what is named, then say so with --trust; whatever changes asks again");
    }
}
