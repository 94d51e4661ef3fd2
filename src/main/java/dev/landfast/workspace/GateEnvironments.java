package dev.landfast.workspace;

import dev.landfast.file.Removal;
import dev.landfast.git.Repository;
import dev.landfast.workspace.PythonEnvironments.Made;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// The environments that gates measure in. They lie beside the journal, where no worktree is, and
/// whoever works in a worktree has no hand in them: what a worktree's own environment holds is seen
/// by no diff and by no reviewer.
///
/// One is made for each interpreter and each state of what a tree declares, and then shared.
public final class GateEnvironments {

    /// What says which packages a project needs.
    private static final Pattern DECLARING =
            Pattern.compile(
                    "pyproject\\.toml|setup\\.(py|cfg)|Pipfile(\\.lock)?"
                            + "|(uv|poetry|pdm)\\.lock|([^/]*/)?[^/]*requirements[^/]*\\.txt");

    private static final int NAME = 16;

    /// Within this process, where a lock of a file keeps nobody out.
    private static final Lock ONE_AT_A_TIME = new ReentrantLock();

    private final Repository repository;
    private final Path area;
    private final Map<String, String> caller;
    private final Map<String, Made> known = new ConcurrentHashMap<>();

    /// @param area a folder of their own
    /// @param caller the environment of whoever started us
    public GateEnvironments(Repository repository, Path area, Map<String, String> caller) {
        this.repository = repository;
        this.area = area;
        this.caller = Map.copyOf(caller);
    }

    /// The environment in which a commit is measured; made where there is none yet.
    ///
    /// @param sandbox what keeps the project's manager within bounds
    public Made of(PythonChoice choice, String commit, Sandbox sandbox) {
        return switch (choice) {
            case PythonChoice.Configured(var python) -> asItIs(python);
            case PythonChoice.Managed managed ->
                    known.computeIfAbsent(
                            name(managed + " " + declared(commit)),
                            name -> alone(name, () -> filled(name, managed, commit, sandbox)));
            case PythonChoice.Inherited _, PythonChoice.System _ ->
                    known.computeIfAbsent(
                            name(choice.toString()),
                            name ->
                                    alone(
                                            name,
                                            () ->
                                                    environments(sandbox)
                                                            .provide(place(name), choice, area)));
        };
    }

    /// A runner and a person who measures by hand may need the same environment at the same time:
    /// one makes it, the other finds it made.
    private Made alone(String name, Supplier<Made> making) {
        var lock = area.resolve(name + ".lock");
        ONE_AT_A_TIME.lock();
        try {
            Files.createDirectories(area);
            try (var channel =
                            FileChannel.open(
                                    lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var _ = channel.lock()) {
                return making.get();
            }
        } catch (IOException e) {
            throw Trouble.unwritable(lock, e);
        } finally {
            ONE_AT_A_TIME.unlock();
        }
    }

    /// A configured interpreter is the project's own word: its programs come first, and that is
    /// all.
    private Made asItIs(Path python) {
        var programs = Objects.requireNonNull(python.toAbsolutePath().getParent());
        var path = programs + ":" + caller.getOrDefault("PATH", "/usr/bin:/bin");
        return new Made(Objects.requireNonNull(programs.getParent()), Map.of("PATH", path));
    }

    /// The manager works on a copy of the tree. A version that is derived from git's history is not
    /// to be had there; the code under test is imported from its checkout anyway.
    private Made filled(String name, PythonChoice managed, String commit, Sandbox sandbox) {
        var place = place(name);
        var project = area.resolve(name).resolve("project");
        try {
            if (!place.made()) {
                // What an attempt to build it left there is not the commit's.
                Removal.of(project);
                Files.createDirectories(project);
                repository.trees().export(commit, project);
            }
            var made = environments(sandbox).provide(place, managed, project);
            Removal.of(place.cache());
            return made;
        } catch (IOException e) {
            throw Trouble.unwritable(project, e);
        }
    }

    /// No two share a cache: what the code of one candidate puts there would be installed for the
    /// next.
    private PythonEnvironments.Place place(String name) {
        var folder = area.resolve(name);
        return new PythonEnvironments.Place(
                folder.resolve("venv"), folder.resolve("complete"), folder.resolve("cache"));
    }

    private PythonEnvironments environments(Sandbox sandbox) {
        return new PythonEnvironments(caller, repository.root(), sandbox);
    }

    private Map<String, String> declared(String commit) {
        var declared = new TreeMap<String, String>();
        repository
                .trees()
                .files(commit)
                .forEach((path, blob) -> {
                    if (DECLARING.matcher(path).matches()) {
                        declared.put(path, blob.id());
                    }
                });
        return declared;
    }

    private static String name(String content) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var hash = digest.digest(content.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, NAME);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
