package dev.landfast.workspace;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which Python a project uses. The first that applies: the configured one, the project's manager
/// by its lock file, the `.venv` of the person's checkout, `python3`.
public sealed interface PythonChoice {

    /// The interpreter that environments are made with.
    Path interpreter();

    /// Named in the project's configuration.
    record Configured(Path interpreter) implements PythonChoice {}

    /// The project's manager fills the environment.
    ///
    /// @param setup what fills it, run in the worktree with the environment active
    record Managed(Path interpreter, List<String> setup) implements PythonChoice {

        public Managed {
            setup = List.copyOf(setup);
        }
    }

    /// What is installed in the person's `.venv` can be imported, nothing is installed into it.
    record Inherited(Path interpreter, Path venv) implements PythonChoice {}

    /// What is installed for `python3` can be imported.
    record System(Path interpreter) implements PythonChoice {}

    /// Looks at the files of a project.
    ///
    /// @param root the person's checkout
    /// @param configured an interpreter by path or by name
    /// @param path where programs are looked for, as in `PATH`
    static PythonChoice detect(Path root, Optional<String> configured, String path) {
        if (configured.isPresent()) {
            var found = program(configured.get(), path);
            return new Configured(found.orElseThrow(() -> Trouble.noPython(configured.get())));
        }
        var python =
                program("python3", path)
                        .or(() -> program("python", path))
                        .orElseThrow(() -> Trouble.noPython("python3"));
        for (var manager : Manager.values()) {
            var applies = manager.signs.stream().anyMatch(s -> Files.exists(root.resolve(s)));
            var tool = applies ? program(manager.setup.getFirst(), path) : Optional.<Path>empty();
            if (tool.isPresent()) {
                return new Managed(python, manager.setup);
            }
        }
        var own = root.resolve(".venv").resolve("bin").resolve("python");
        return Files.isExecutable(own)
                ? new Inherited(own, root.resolve(".venv"))
                : new System(python);
    }

    /// Wherever {@link #detect} looks when no interpreter is configured, found or not.
    static List<Path> places(Path root, String path) {
        var places = new ArrayList<Path>();
        var programs = new ArrayList<>(List.of("python3", "python"));
        for (var manager : Manager.values()) {
            manager.signs.forEach(sign -> places.add(root.resolve(sign)));
            programs.add(manager.setup.getFirst());
        }
        places.add(root.resolve(".venv").resolve("bin").resolve("python"));
        for (var folder : path.split(":", -1)) {
            if (!folder.isEmpty()) {
                programs.forEach(name -> places.add(Path.of(folder, name)));
            }
        }
        return places;
    }

    /// Known managers in the order of their signs. A manager that is not installed is passed over.
    enum Manager {
        UV(List.of("uv.lock"), List.of("uv", "sync", "--frozen", "--active")),
        POETRY(List.of("poetry.lock"), List.of("poetry", "install", "--no-interaction")),
        PDM(List.of("pdm.lock"), List.of("pdm", "sync", "--no-editable")),
        PIPENV(List.of("Pipfile.lock", "Pipfile"), List.of("pipenv", "sync", "--dev"));

        private final List<String> signs;
        private final List<String> setup;

        Manager(List<String> signs, List<String> setup) {
            this.signs = signs;
            this.setup = setup;
        }
    }

    private static Optional<Path> program(String name, String path) {
        if (name.contains("/")) {
            return Optional.of(Path.of(name)).filter(Files::isExecutable);
        }
        for (var folder : path.split(":", -1)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, name))) {
                return Optional.of(Path.of(folder, name));
            }
        }
        return Optional.empty();
    }
}
