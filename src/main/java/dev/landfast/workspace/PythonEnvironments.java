package dev.landfast.workspace;

import dev.landfast.failpoint.Failpoints;
import dev.landfast.process.Capture;
import dev.landfast.process.CaptureException;
import dev.landfast.process.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Makes virtual environments: cheap ones that see what is installed already, and touch no network
/// unless the project's manager does.
public final class PythonEnvironments {

    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final String DONE = "landfast-complete";

    private final Map<String, String> caller;

    /// @param caller the environment of whoever started us: where programs and their caches are
    public PythonEnvironments(Map<String, String> caller) {
        this.caller = Map.copyOf(caller);
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
    /// @param folder where it is to be; nothing else may be there
    /// @param project where the manager finds the project
    public Made provide(Path folder, PythonChoice choice, Path project) {
        var made = new Made(folder, variables(folder));
        if (Files.exists(folder.resolve(DONE))) {
            return made;
        }
        var basics = new ArrayList<>(List.of("-I", "-m", "venv", "--without-pip", "--clear"));
        if (choice instanceof PythonChoice.System || choice instanceof PythonChoice.Configured) {
            basics.add("--system-site-packages");
        }
        basics.add(folder.toString());
        basics.addFirst(choice.interpreter().toString());
        try {
            var parent = Objects.requireNonNull(folder.getParent());
            Files.createDirectories(parent);
            run(basics, parent, caller);
            Failpoints.hit("workspace.venv-made");
            switch (choice) {
                case PythonChoice.Managed(_, var setup) -> run(setup, project, active(made));
                case PythonChoice.Inherited(_, var venv) -> inherit(folder, venv);
                case PythonChoice.Configured(var python) -> inheritOf(folder, python);
                case PythonChoice.System _ -> {}
            }
            Files.writeString(folder.resolve(DONE), "");
        } catch (IOException e) {
            throw Trouble.unwritable(folder, e);
        }
        return made;
    }

    private Map<String, String> variables(Path folder) {
        var path = folder.resolve("bin") + ":" + caller.getOrDefault("PATH", "/usr/bin:/bin");
        return Map.of("VIRTUAL_ENV", folder.toString(), "PATH", path);
    }

    private Map<String, String> active(Made made) {
        var environment = new LinkedHashMap<>(caller);
        environment.putAll(made.variables());
        environment.remove("PYTHONHOME");
        // Each of the managers uses the active environment, some only when told so.
        environment.put("UV_PROJECT_ENVIRONMENT", made.folder().toString());
        environment.put("POETRY_VIRTUALENVS_CREATE", "false");
        environment.put("PDM_IGNORE_SAVED_PYTHON", "1");
        environment.put("PIPENV_ACTIVE", "1");
        return environment;
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

    private static void run(List<String> command, Path directory, Map<String, String> variables) {
        var shown = String.join(" ", command);
        try {
            var captured =
                    Tasks.capture(Capture.of(command, directory, variables).withTimeout(LONGEST));
            if (!captured.succeeded()) {
                throw Trouble.setupFailed(shown, captured.errText() + captured.outText());
            }
        } catch (CaptureException e) {
            throw Trouble.setupFailed(shown, String.valueOf(e.getMessage()));
        }
    }
}
