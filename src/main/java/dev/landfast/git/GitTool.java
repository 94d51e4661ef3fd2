package dev.landfast.git;

import dev.landfast.process.Capture;
import dev.landfast.process.CaptureException;
import dev.landfast.process.Captured;
import dev.landfast.process.Tasks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/// The git program and the environment it is given.
///
/// What the caller's environment says about git is dropped, except for the person's identity, the
/// way they reach remotes, and where their own configuration is. The locale is fixed, because
/// messages are read.
public final class GitTool {

    private static final int MAJOR = 2;
    private static final int MINOR = 38;
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)");
    private static final Set<String> KEPT =
            Set.of(
                    "GIT_AUTHOR_NAME",
                    "GIT_AUTHOR_EMAIL",
                    "GIT_COMMITTER_NAME",
                    "GIT_COMMITTER_EMAIL",
                    "GIT_SSH",
                    "GIT_SSH_COMMAND",
                    "GIT_SSL_CAINFO",
                    "GIT_CONFIG_GLOBAL",
                    "GIT_CONFIG_SYSTEM",
                    "GIT_CONFIG_NOSYSTEM");
    private static final Set<String> DROPPED =
            Set.of("LANG", "LANGUAGE", "PAGER", "EDITOR", "VISUAL", "SSH_ASKPASS", "EMAIL");

    private final Path program;
    private final Map<String, String> environment;

    private GitTool(Path program, Map<String, String> environment) {
        this.program = program;
        this.environment = environment;
    }

    /// Looks for git on the `PATH` of the environment and checks that it is new enough.
    ///
    /// @param caller the environment of whoever started us
    public static GitTool find(Map<String, String> caller) {
        var program = search(caller).orElseThrow(Trouble::gitMissing);
        var tool = new GitTool(program, scrubbed(caller));
        var banner = tool.run(tool.capture(Path.of("/"), "version")).outText();
        var version = VERSION.matcher(banner);
        if (!version.find()) {
            throw Trouble.gitTooOld(banner.strip());
        }
        var major = Integer.parseInt(version.group(1));
        var minor = Integer.parseInt(version.group(2));
        if (major < MAJOR || (major == MAJOR && minor < MINOR)) {
            throw Trouble.gitTooOld(version.group());
        }
        return tool;
    }

    /// Wherever git is looked for, up to where it is.
    static List<Path> places(Map<String, String> caller) {
        var found = search(caller);
        var places = new ArrayList<Path>();
        for (var folder : caller.getOrDefault("PATH", "").split(":", -1)) {
            if (!folder.isEmpty()) {
                places.add(Path.of(folder, "git").toAbsolutePath());
                if (found.equals(Optional.of(places.getLast()))) {
                    return places;
                }
            }
        }
        return places;
    }

    /// The same program without asking it for its version, for whoever does nothing with the answer
    /// that another version could spoil.
    static GitTool known(Map<String, String> caller) {
        return new GitTool(search(caller).orElseThrow(Trouble::gitMissing), scrubbed(caller));
    }

    private static Optional<Path> search(Map<String, String> caller) {
        for (var folder : caller.getOrDefault("PATH", "").split(":", -1)) {
            var candidate = folder.isEmpty() ? null : Path.of(folder, "git");
            if (candidate != null && Files.isExecutable(candidate)) {
                return Optional.of(candidate.toAbsolutePath());
            }
        }
        return Optional.empty();
    }

    private static Map<String, String> scrubbed(Map<String, String> caller) {
        var kept = new LinkedHashMap<String, String>();
        caller.forEach((name, value) -> {
            var aboutGit = name.startsWith("GIT_") && !KEPT.contains(name);
            if (!aboutGit && !DROPPED.contains(name) && !name.startsWith("LC_")) {
                kept.put(name, value);
            }
        });
        kept.put("LC_ALL", "C");
        kept.put("GIT_TERMINAL_PROMPT", "0");
        kept.put("GIT_OPTIONAL_LOCKS", "0");
        kept.put("GIT_NO_REPLACE_OBJECTS", "1");
        kept.put("GIT_GRAFT_FILE", "/dev/null");
        kept.put("GIT_PAGER", "cat");
        kept.put("GIT_EDITOR", "false");
        kept.put("GIT_SEQUENCE_EDITOR", "false");
        return Map.copyOf(kept);
    }

    Map<String, String> environment() {
        return environment;
    }

    /// The person's own configuration files where they usually are, whether or not they are there.
    List<Path> usualConfiguration() {
        var files = new ArrayList<Path>();
        var home = environment.getOrDefault("HOME", "");
        var config = environment.getOrDefault("XDG_CONFIG_HOME", home + "/.config");
        var named = environment.getOrDefault("GIT_CONFIG_GLOBAL", "");
        if (home.startsWith("/")) {
            files.add(Path.of(home, ".gitconfig"));
        }
        if (config.startsWith("/")) {
            files.add(Path.of(config, "git", "config"));
        }
        if (named.startsWith("/")) {
            files.add(Path.of(named));
        }
        return files;
    }

    Path program() {
        return program;
    }

    /// A command without a repository of ours: only to find one.
    Capture capture(Path directory, String... arguments) {
        var command = new ArrayList<String>();
        command.add(program.toString());
        command.addAll(List.of(arguments));
        return Capture.of(command, directory, environment);
    }

    Captured run(Capture capture) {
        return reply(capture, Tasks::capture);
    }

    /// For commands that start no other program, or wait for it.
    Captured runQuickly(Capture capture) {
        return reply(capture, Tasks::captureQuickly);
    }

    private static Captured reply(Capture capture, Function<Capture, Captured> how) {
        try {
            return how.apply(capture);
        } catch (CaptureException e) {
            var words = capture.command();
            throw Trouble.gitBroke("git " + words.getLast(), e);
        }
    }
}
