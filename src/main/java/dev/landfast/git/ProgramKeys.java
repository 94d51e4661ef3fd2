package dev.landfast.git;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Which keys of a repository's own configuration make git start a program, and what is said
/// instead.
///
/// The table was found by planting each key and watching ordinary commands. Content filters are the
/// one legitimate need: those of the person's global configuration apply, and of the repository's
/// own only Git LFS as its installer writes it. Every other filter is switched off, which may make
/// a file look edited, and is reported.
final class ProgramKeys {

    private static final Set<String> LFS =
            Set.of(
                    "git-lfs clean -- %f",
                    "git-lfs smudge -- %f",
                    "git-lfs smudge --skip -- %f",
                    "git-lfs filter-process",
                    "git-lfs filter-process --skip");

    /// The same merge as without any driver. An empty command would silently keep one side.
    private static final String PLAIN_MERGE = "git merge-file --diff3 --marker-size=%L %A %O %B";

    private static final Pattern HELPER =
            Pattern.compile("credential\\.(.*\\.)?helper", Pattern.CASE_INSENSITIVE);

    private ProgramKeys() {}

    /// One line of `git config --list`.
    ///
    /// @param scope `system`, `global`, `local` or `worktree`
    /// @param origin where it stands, `file:` and a path
    record Entry(String scope, String origin, String key, String value) {

        /// Whether somebody with access to the git directory could have written it.
        boolean planted() {
            return !scope.equals("system") && !scope.equals("global");
        }
    }

    record Pair(String key, String value) {}

    /// What to set so that the entry starts nothing; empty when it is harmless.
    static List<Pair> instead(Entry entry, List<Entry> all) {
        var key = entry.key();
        var first = key.indexOf('.');
        var last = key.lastIndexOf('.');
        var section = key.substring(0, Math.max(first, 0)).toLowerCase(Locale.ROOT);
        var name = key.substring(last + 1).toLowerCase(Locale.ROOT);
        return switch (section) {
            case "core" ->
                    switch (name) {
                        case "sshcommand" -> trusted(key, all, "ssh");
                        case "gitproxy" -> trusted(key, all, "none");
                        default -> List.of();
                    };
            case "credential" -> name.equals("helper") ? helpers(key, all) : List.of();
            case "filter" -> filter(entry, name, all);
            case "merge" -> name.equals("driver") ? trusted(key, all, PLAIN_MERGE) : List.of();
            case "remote" -> remote(key, name, all);
            default -> List.of();
        };
    }

    private static List<Pair> filter(Entry entry, String name, List<Entry> all) {
        var starts = Set.of("clean", "smudge", "process").contains(name);
        if (!starts || LFS.contains(entry.value())) {
            return List.of();
        }
        var driver = entry.key().substring(0, entry.key().lastIndexOf('.'));
        var pairs = new ArrayList<>(trusted(entry.key(), all, ""));
        if (pairs.getFirst().value().isEmpty()) {
            pairs.add(new Pair(driver + ".required", "false"));
        }
        return pairs;
    }

    /// A remote helper of no known name: the connection fails instead of running one.
    private static List<Pair> remote(String key, String name, List<Entry> all) {
        return name.equals("vcs") ? trusted(key, all, "refused-by-landfast") : List.of();
    }

    /// What the person's own configuration says, or else the harmless value.
    private static List<Pair> trusted(String key, List<Entry> all, String harmless) {
        var value =
                all.stream()
                        .filter(e -> !e.planted() && e.key().equals(key))
                        .reduce((a, b) -> b)
                        .map(Entry::value)
                        .orElse(harmless);
        return List.of(new Pair(key, value));
    }

    /// An empty helper clears the whole list; the person's own are then named again.
    private static List<Pair> helpers(String key, List<Entry> all) {
        var pairs = new ArrayList<Pair>();
        pairs.add(new Pair(key, ""));
        all.stream()
                .filter(e -> !e.planted() && HELPER.matcher(e.key()).matches())
                .forEach(e -> pairs.add(new Pair(e.key(), e.value())));
        return pairs;
    }
}
