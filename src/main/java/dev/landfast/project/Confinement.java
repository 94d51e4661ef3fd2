package dev.landfast.project;

import dev.landfast.definition.Config;
import dev.landfast.problem.EnvironmentProblem;
import dev.landfast.process.Bounds;
import dev.landfast.process.Containment;
import dev.landfast.process.ContainmentLevel;
import dev.landfast.process.Guard;
import dev.landfast.process.Network;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a project says of how tasks are kept in their place, `containment` in `landfast.yaml`.
///
/// @param guard what this machine can do
/// @param settings the key's value at the base
public record Confinement(Guard guard, Config settings) {

    /// The key in `landfast.yaml`.
    public static final String KEY = "containment";

    /// @param project all settings
    public static Confinement of(Guard guard, Config project) {
        return new Confinement(guard, project.map(KEY));
    }

    /// Whether nothing may run below some level.
    public boolean demanded() {
        return required() != ContainmentLevel.NONE;
    }

    private ContainmentLevel required() {
        return settings.text("required").map(Confinement::level).orElse(ContainmentLevel.NONE);
    }

    /// The level at which tasks of this project are kept here.
    public ContainmentLevel level() {
        return limited().level();
    }

    private Guard limited() {
        return settings.text("at-most").map(Confinement::level).map(guard::atMost).orElse(guard);
    }

    private static ContainmentLevel level(String word) {
        return ContainmentLevel.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /// Says when this machine does not keep tasks as the project asks.
    ///
    /// @throws EnvironmentProblem naming what is reached and what is asked
    public void assertReached() {
        var reached = limited().level();
        if (reached.compareTo(required()) > 0) {
            throw new EnvironmentProblem(
                    "LF-212",
                    "tasks are to be contained at the level "
                            + required().word()
                            + ", and this machine reaches "
                            + reached.word(),
                    "containment.required in landfast.yaml",
                    limited().advice());
        }
    }

    /// Bounds as the project widens them, made into a containment.
    ///
    /// @param bounds what the task gets in any case; what they hide stays hidden
    /// @param search the task's own PATH
    /// @throws EnvironmentProblem when this machine does not reach what the project asks for
    public Containment around(Bounds bounds, String search) {
        assertReached();
        var wider =
                bounds.reading(paths("read", bounds.hidden()))
                        .writing(paths("write", bounds.hidden()));
        var network =
                settings.text("network")
                        .map(word -> Network.valueOf(word.toUpperCase(Locale.ROOT)));
        return limited().around(network.map(wider::with).orElse(wider), search);
    }

    /// Whether the project lets its tasks write a folder.
    public boolean lends(Path folder) {
        return paths("write", List.of()).stream().anyMatch(folder::startsWith);
    }

    /// Nothing that is granted here reaches into what is hidden.
    private List<Path> paths(String key, List<Path> hidden) {
        return settings.texts(key).stream()
                .map(this::path)
                .flatMap(Optional::stream)
                .filter(path -> hidden.stream().noneMatch(path::startsWith))
                .toList();
    }

    private Optional<Path> path(String text) {
        var path = text.startsWith("~/") ? guard.home().resolve(text.substring(2)) : Path.of(text);
        return Optional.of(path.normalize()).filter(Path::isAbsolute);
    }
}
