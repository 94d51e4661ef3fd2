package dev.landfast.merge;

import dev.landfast.git.Repository;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Reads the order of Alembic migrations from their files, without running them.
///
/// Two branches that each add a migration after the same one merge without any conflict, and leave
/// two heads: `alembic upgrade head` then refuses.
public final class Migrations {

    private static final Pattern REVISION =
            Pattern.compile("(?m)^revision\\s*(?::[^=\\n]+)?=\\s*['\"]([^'\"]+)['\"]");
    private static final Pattern DOWN =
            Pattern.compile(
                    "(?ms)^down_revision\\s*(?::[^=\\n]+)?=\\s*(\\([^)]*\\)|\\[[^]]*]|[^\\n]*)");
    private static final Pattern NAME = Pattern.compile("['\"]([^'\"]+)['\"]");

    private final Repository repository;

    public Migrations(Repository repository) {
        this.repository = repository;
    }

    /// Migrations of one folder that came to end in several places.
    ///
    /// @param heads revisions nothing follows
    /// @param before how many heads there may be: as many as the fuller side had
    public record Split(String folder, Set<String> heads, int before) {

        public Split {
            heads = Set.copyOf(heads);
        }
    }

    /// The heads of every folder of migrations in a tree.
    public Map<String, Set<String>> heads(String tree) {
        var revisions = new LinkedHashMap<String, Set<String>>();
        var followed = new LinkedHashMap<String, Set<String>>();
        var files = new LinkedHashMap<String, String>();
        repository
                .trees()
                .files(tree)
                .forEach((path, blob) -> {
                    if (isMigration(path)) {
                        files.put(path, blob.id());
                    }
                });
        var contents = repository.trees().texts(files.values());
        files.forEach((path, blob) -> {
            var folder = path.substring(0, path.lastIndexOf('/'));
            read(contents.getOrDefault(blob, ""), folder, revisions, followed);
        });
        revisions.forEach((folder, all) -> all.removeAll(followed.getOrDefault(folder, Set.of())));
        return revisions;
    }

    private static boolean isMigration(String path) {
        return path.endsWith(".py") && path.contains("versions/");
    }

    private static void read(
            String text,
            String folder,
            Map<String, Set<String>> revisions,
            Map<String, Set<String>> followed) {
        var revision = REVISION.matcher(text);
        if (!revision.find()) {
            return;
        }
        revisions.computeIfAbsent(folder, _ -> new TreeSet<>()).add(revision.group(1));
        var down = DOWN.matcher(text);
        if (down.find()) {
            var names = NAME.matcher(down.group(1));
            while (names.find()) {
                followed.computeIfAbsent(folder, _ -> new TreeSet<>()).add(names.group(1));
            }
        }
    }

    /// Folders that have more heads in the merged tree than in either side.
    public List<Split> splits(String merged, String ours, String theirs) {
        var touched =
                repository.trees().changes(ours, merged).stream()
                        .anyMatch(c -> isMigration(c.path()));
        if (!touched) {
            return List.of();
        }
        var before = heads(ours);
        var other = heads(theirs);
        var found = new ArrayList<Split>();
        heads(merged)
                .forEach((folder, heads) -> {
                    var most =
                            Math.max(
                                    before.getOrDefault(folder, Set.of()).size(),
                                    other.getOrDefault(folder, Set.of()).size());
                    if (heads.size() > Math.max(1, most)) {
                        found.add(new Split(folder, heads, most));
                    }
                });
        return found;
    }
}
