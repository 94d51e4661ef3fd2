package dev.landfast.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// The configuration our commands run under: fixed where results must not depend on taste or where
/// a program would be started, the person's own everywhere else.
///
/// What the repository's own configuration says about programs is not followed: a worker who can
/// write a git directory could plant one there. The person's global and system configuration is
/// trusted, because no worker can write it.
final class Settings {

    private static final Map<String, String> FIXED = new LinkedHashMap<>();

    static {
        FIXED.put("core.hooksPath", "/dev/null");
        FIXED.put("core.fsmonitor", "false");
        FIXED.put("core.fsync", "committed,reference");
        FIXED.put("core.alternateRefsCommand", "true");
        FIXED.put("core.packedRefsTimeout", "5000");
        FIXED.put("core.quotePath", "false");
        FIXED.put("core.askPass", "");
        FIXED.put("core.safecrlf", "false");
        FIXED.put("advice.graftFileDeprecated", "false");
        FIXED.put("gc.auto", "0");
        FIXED.put("maintenance.auto", "false");
        FIXED.put("protocol.ext.allow", "never");
        FIXED.put("submodule.recurse", "false");
        FIXED.put("fetch.recurseSubmodules", "false");
        FIXED.put("push.recurseSubmodules", "no");
        FIXED.put("push.gpgSign", "false");
        FIXED.put("push.followTags", "false");
        FIXED.put("log.showSignature", "false");
        FIXED.put("gpg.program", "false");
        FIXED.put("user.useConfigOnly", "true");
        FIXED.put("i18n.commitEncoding", "UTF-8");
        FIXED.put("merge.default", "text");
        FIXED.put("merge.conflictStyle", "diff3");
        FIXED.put("merge.renames", "true");
        FIXED.put("merge.directoryRenames", "conflict");
        FIXED.put("merge.renormalize", "false");
    }

    private final GitTool tool;
    private final Path commonDir;
    private final Path gitDir;
    private Audit latest = new Audit(Map.of(), Map.of(), Set.of(), false, List.of());
    private Optional<Signature> signature = Optional.empty();

    /// @param read what the files looked like when they were read; another look means read again
    /// @param ignored the settings of the repository that are not followed
    /// @param shared files made in the git directory are for others, too
    /// @param everything as git lists it
    private record Audit(
            Map<Path, Object> read,
            Map<String, String> environment,
            Set<String> ignored,
            boolean shared,
            List<String> everything) {}

    /// Under whose names commits are made, as `name <address>`.
    record Signature(String author, String committer) {}

    /// @param gitDir the same as `commonDir`, or that of a linked worktree with settings of its own
    Settings(GitTool tool, Path commonDir, Path gitDir) {
        this.tool = tool;
        this.commonDir = commonDir;
        this.gitDir = gitDir;
    }

    /// What git is given: the tool's environment, and the settings as variables, which have the
    /// same weight as `-c`. The same map until something changes.
    Map<String, String> environment() {
        return current().environment();
    }

    /// Keys of the repository's own configuration that start programs and are therefore ignored.
    Set<String> ignored() {
        return current().ignored();
    }

    /// The same in parts.
    List<ProgramKeys.Entry> entries() {
        return entries(current().everything());
    }

    /// Everything that is configured for this repository, with where it stands.
    List<String> everything() {
        return current().everything();
    }

    /// Asks for the names once, and again when any of the configuration has changed.
    ///
    /// @param ask empty when git knows no name
    /// @return empty also when the repository has wishes for the rights of the files in it, so that
    ///   git should write them
    synchronized Optional<Signature> signature(Supplier<Optional<Signature>> ask) {
        if (!current().shared() && signature.isEmpty()) {
            signature = ask.get();
        }
        return signature;
    }

    private synchronized Audit current() {
        var unchanged = !latest.read().isEmpty();
        for (var file : latest.read().entrySet()) {
            unchanged = unchanged && look(file.getKey()).equals(file.getValue());
        }
        if (!unchanged) {
            latest = audit();
            signature = Optional.empty();
        }
        return latest;
    }

    private Audit audit() {
        var files = new LinkedHashMap<Path, Object>();
        files.put(commonDir.resolve("config"), "");
        files.put(gitDir.resolve("config.worktree"), "");
        tool.usualConfiguration().forEach(file -> files.put(file, ""));
        files.replaceAll((file, _) -> look(file));
        var everything = listing();
        var entries = entries(everything);
        for (var entry : entries) {
            if (entry.origin().startsWith("file:")) {
                var file = commonDir.resolve(entry.origin().substring("file:".length()));
                files.putIfAbsent(file, look(file));
            }
        }
        var pairs = new ArrayList<ProgramKeys.Pair>();
        FIXED.forEach((key, value) -> pairs.add(new ProgramKeys.Pair(key, value)));
        var ignored = new LinkedHashSet<String>();
        for (var entry : entries) {
            if (entry.planted()) {
                var instead = ProgramKeys.instead(entry, entries);
                if (!instead.isEmpty()) {
                    ignored.add(entry.key());
                    pairs.addAll(instead);
                }
            }
        }
        var shared = entries.stream().anyMatch(e -> e.key().equals("core.sharedrepository"));
        return new Audit(files, environment(pairs), ignored, shared, everything);
    }

    private List<String> listing() {
        var capture =
                tool.capture(
                        commonDir,
                        "--git-dir=" + gitDir,
                        "config",
                        "--list",
                        "--show-scope",
                        "--show-origin",
                        "-z");
        var reply = new Reply(tool.runQuickly(capture));
        if (!reply.ok()) {
            throw Trouble.refused("git config", reply.err());
        }
        return reply.fields();
    }

    private static List<ProgramKeys.Entry> entries(List<String> fields) {
        var entries = new ArrayList<ProgramKeys.Entry>();
        for (var i = 0; i + 2 < fields.size(); i += 3) {
            var pair = fields.get(i + 2);
            var split = pair.indexOf('\n');
            var key = split < 0 ? pair : pair.substring(0, split);
            var value = split < 0 ? "true" : pair.substring(split + 1);
            entries.add(new ProgramKeys.Entry(fields.get(i), fields.get(i + 1), key, value));
        }
        return entries;
    }

    private Map<String, String> environment(List<ProgramKeys.Pair> pairs) {
        var variables = new LinkedHashMap<>(tool.environment());
        variables.put("GIT_CONFIG_COUNT", Integer.toString(pairs.size()));
        for (var i = 0; i < pairs.size(); i++) {
            variables.put("GIT_CONFIG_KEY_" + i, pairs.get(i).key());
            variables.put("GIT_CONFIG_VALUE_" + i, pairs.get(i).value());
        }
        return Map.copyOf(variables);
    }

    private static Object look(Path file) {
        // Most are not there, and an exception takes longer than a look.
        if (!file.toFile().exists()) {
            return "absent";
        }
        try {
            return Files.readAttributes(file, "unix:ino,size,lastModifiedTime,ctime");
        } catch (IOException | UnsupportedOperationException e) {
            return Files.exists(file) ? "present" : "absent";
        }
    }
}
