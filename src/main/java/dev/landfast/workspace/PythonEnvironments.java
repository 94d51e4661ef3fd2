package dev.landfast.workspace;

import dev.landfast.failpoint.Failpoints;
import dev.landfast.file.Removal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Makes virtual environments: cheap ones that see what is installed already, and touch no network
/// unless the project's manager does.
public final class PythonEnvironments {

    private final Map<String, String> caller;
    private final Path root;
    private final Filling filling;

    /// @param caller the environment of whoever started us: where programs and their caches are
    /// @param root the person's checkout: what is pinned there says which interpreter a name means,
    ///   and nothing that lies in a worktree does
    /// @param sandbox what keeps the project's manager within bounds
    public PythonEnvironments(Map<String, String> caller, Path root, Sandbox sandbox) {
        this.caller = Map.copyOf(caller);
        this.root = root;
        this.filling = new Filling(this.caller, sandbox);
    }

    /// Where one is to be.
    ///
    /// @param folder nothing else may be there; whoever works with it may be able to write it
    /// @param mark the file that says it is complete, where only we write
    /// @param cache where managers keep what they fetched
    public record Place(Path folder, Path mark, Path cache) {

        /// Whether it was made, and not put in another's place since.
        boolean made() {
            return Files.isRegularFile(mark, LinkOption.NOFOLLOW_LINKS)
                    && OwnFolders.isThere(above())
                    && OwnFolders.isThere(folder);
        }

        /// Where the manager has its temporary files.
        Path temporary() {
            return cache.resolve("tmp");
        }

        private Path above() {
            return Objects.requireNonNull(folder.getParent());
        }
    }

    /// An environment that exists.
    ///
    /// @param variables what activates it: `VIRTUAL_ENV`, `PATH`
    public record Made(Path folder, Map<String, String> variables) {

        public Made {
            variables = Map.copyOf(variables);
        }

        public Path python() {
            return folder.resolve("bin").resolve("python");
        }
    }

    /// Makes the environment, or finds it made. One that was begun and not finished is made anew.
    ///
    /// @param project where the manager finds the project
    public Made provide(Place place, PythonChoice choice, Path project) {
        var folder = place.folder();
        var made = new Made(folder, variables(folder));
        if (place.made()) {
            return made;
        }
        try {
            clear(place);
            basics(place, choice);
            Failpoints.hit("workspace.venv-made");
            Files.writeString(place.mark(), filled(place, choice, project, made));
        } catch (IOException e) {
            throw Trouble.unwritable(folder, e);
        }
        return made;
    }

    /// How whatever filled it was contained; nothing where no program did.
    private String filled(Place place, PythonChoice choice, Path project, Made made)
            throws IOException {
        switch (choice) {
            case PythonChoice.Managed(_, var setup) -> {
                return filling.run(setup, made, place, project).word() + "\n";
            }
            case PythonChoice.Inherited(_, var venv) -> inherit(made.folder(), venv);
            case PythonChoice.Configured(var python) -> inheritOf(made.folder(), python);
            case PythonChoice.System _ -> {}
        }
        return "";
    }

    private static void clear(Place place) throws IOException {
        Files.deleteIfExists(place.mark());
        Files.createDirectories(place.mark().resolveSibling(""));
        OwnFolders.make(place.above());
        Removal.of(place.folder());
        Files.createDirectories(place.temporary());
    }

    private void basics(Place place, PythonChoice choice) {
        var words = new ArrayList<>(List.of("-I", "-m", "venv", "--without-pip"));
        if (choice instanceof PythonChoice.System || choice instanceof PythonChoice.Configured) {
            words.add("--system-site-packages");
        }
        words.add(place.folder().toString());
        words.addFirst(choice.interpreter().toString());
        Filling.run(words, root, caller, String.join(" ", words));
    }

    private Map<String, String> variables(Path folder) {
        var path = folder.resolve("bin") + ":" + caller.getOrDefault("PATH", "/usr/bin:/bin");
        return Map.of("VIRTUAL_ENV", folder.toString(), "PATH", path);
    }

    /// A path line lets everything in that folder be imported, but runs none of the `.pth` files in
    /// it: an editable install there would otherwise bring in the person's checkout of this very
    /// project instead of the worktree's.
    private static void inherit(Path folder, Path venv) throws IOException {
        var from = packages(venv);
        var to = packages(folder);
        if (from.isPresent() && to.isPresent()) {
            Files.writeString(to.get().resolve("landfast-inherited.pth"), from.get() + "\n");
        }
    }

    /// A configured interpreter may itself be that of an environment.
    private static void inheritOf(Path folder, Path python) throws IOException {
        var venv = Optional.ofNullable(python.toAbsolutePath().getParent()).map(Path::getParent);
        if (venv.isPresent() && Files.exists(venv.get().resolve("pyvenv.cfg"))) {
            inherit(folder, venv.get());
        }
    }

    private static Optional<Path> packages(Path venv) throws IOException {
        var lib = venv.resolve("lib");
        if (!Files.isDirectory(lib)) {
            return Optional.empty();
        }
        try (var versions = Files.list(lib)) {
            return versions.map(v -> v.resolve("site-packages"))
                    .filter(Files::isDirectory)
                    .findFirst();
        }
    }
}
