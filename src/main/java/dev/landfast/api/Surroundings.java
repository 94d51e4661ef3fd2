package dev.landfast.api;

import dev.landfast.process.Ancestry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// Everything the outside decides about a call: the environment, the time, where it is made and by
/// whom. Read from the process once; tests and embedding programs pass their own.
///
/// @param directory where relative paths begin and the repository is looked for
/// @param person the user as the system knows them, and how they speak to us
public record Surroundings(
        Map<String, String> environment, Clock clock, Path directory, Speaker person) {

    public Surroundings {
        environment = Map.copyOf(environment);
        directory = directory.toAbsolutePath().normalize();
    }

    /// Who speaks. Never an identity that git knows: anybody can write that.
    ///
    /// @param channel `terminal`, `web` or `api`
    /// @param inTask whether this is, or was started by, work that Landfast gave out
    public record Speaker(String name, String channel, BooleanSupplier inTask) {

        /// Somebody who was not started by Landfast.
        public Speaker(String name, String channel) {
            this(name, channel, () -> false);
        }
    }

    /// Those of this process.
    public static Surroundings ofProcess(String channel) {
        return new Surroundings(
                System.getenv(),
                Clock.systemUTC(),
                Path.of(""),
                new Speaker(System.getProperty("user.name", "unknown"), channel, Ancestry::inTask));
    }

    /// The same from another folder.
    public Surroundings in(Path other) {
        return new Surroundings(environment, clock, directory.resolve(other), person);
    }

    /// A variable of the environment, the empty text when it is not set.
    public String variable(String name) {
        return environment.getOrDefault(name, "");
    }

    /// Where the state of all repositories lies: `$XDG_STATE_HOME/landfast`, by default below
    /// `~/.local/state`. A relative `XDG_STATE_HOME` is ignored, as its specification asks.
    public Path state() {
        return below("XDG_STATE_HOME", ".local/state");
    }

    /// Where what can be found out again is remembered for all repositories:
    /// `$XDG_CACHE_HOME/landfast`, by default below `~/.cache`.
    public Path cache() {
        return below("XDG_CACHE_HOME", ".cache");
    }

    private Path below(String variable, String usual) {
        var chosen = variable(variable);
        if (chosen.startsWith("/")) {
            return Path.of(chosen, "landfast");
        }
        var home = variable("HOME");
        var base = home.startsWith("/") ? home : System.getProperty("user.home", "/");
        return Path.of(base, usual, "landfast");
    }
}
