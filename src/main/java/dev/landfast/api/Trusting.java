package dev.landfast.api;

import dev.landfast.definition.Config;
import dev.landfast.definition.ProjectFile;
import dev.landfast.gate.Hashes;
import dev.landfast.journal.Journal;
import dev.landfast.problem.UsageProblem;
import dev.landfast.project.Confinement;
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

    /// A workflow of the repository's own.
    ///
    /// @throws UsageProblem when nobody has confirmed it
    void require(Library.Entry entry) {
        entry.file()
                .ifPresent(file ->
                        require(
                                file,
                                entry.workflow().header().hash(),
                                new UsageProblem(
                                        "LF-118",
                                        "this workflow came with the repository and has not been trusted yet",
                                        file,
                                        "read it, then say so with --trust; a changed file asks again")));
    }

    /// What the repository's own files tell agents to be.
    ///
    /// @throws UsageProblem when nobody has confirmed all of it
    void require(Told told) {
        var trusted = home.journal().trusted();
        var unknown =
                told.files().entrySet().stream()
                        .filter(file -> !trusted.trusts(file.getKey(), file.getValue()))
                        .map(Map.Entry::getKey)
                        .toList();
        if (!unknown.isEmpty() && !given) {
            throw new UsageProblem(
                    "LF-155",
                    "roles and skills came with the repository and have not been trusted yet",
                    String.join(", ", unknown),
                    "read them, then say so with --trust; a changed file asks again");
        }
        unknown.forEach(path ->
                trusted.trust(path, told.files().getOrDefault(path, ""), home.person().name()));
    }

    /// The agents and the interpreter that the settings name, the commands they give to gates, the
    /// variables they set, and those of the person's that agents or checks would be given.
    ///
    /// @throws UsageProblem when nobody has confirmed them
    void require(Config settings) {
        confirm(reaching(settings, REACHING));
    }

    /// As much of it as a gate alone reaches. Whoever has confirmed all of it is not asked again.
    void requireForGates(Config settings) {
        var all = hash(reaching(settings, REACHING));
        if (!home.journal().trusted().trusts(ProjectFile.NAME, all)) {
            confirm(reaching(settings, OF_GATES));
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

    private void confirm(Map<String, Object> reaching) {
        if (!reaching.isEmpty()) {
            require(
                    ProjectFile.NAME,
                    hash(reaching),
                    new UsageProblem(
                            "LF-133",
                            "the project's settings name programs to run, variables to set or of yours to hand on, or what tasks may reach: "
                                    + reaching,
                            ProjectFile.NAME,
                            "if that is right, say so with --trust; a change of them asks again"));
        }
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

    private void require(String path, String hash, UsageProblem otherwise) {
        var trusted = home.journal().trusted();
        if (trusted.trusts(path, hash)) {
            return;
        }
        if (!given) {
            throw otherwise;
        }
        trusted.trust(path, hash, home.person().name());
    }
}
