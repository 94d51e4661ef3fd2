package dev.landfast.gate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The trees of a repository, and with a defect planted in them one or two more, which are nowhere
/// in the repository.
///
/// @param on the commit that it is planted in
/// @param against the commit that this is compared with
record PlantedTrees(TreeSource under, String on, String against, Plant.Defect defect)
        implements TreeSource {

    private static final String GAP = "\n\n\n";
    private static final String PLANTED = "100644 planted ";

    /// How the tree with the defect is called.
    String commit() {
        return on + "+planted";
    }

    /// How the tree is called that it is compared with.
    String base() {
        return defect.before().isEmpty() ? against : against + "+before";
    }

    /// A tree that is made of another one.
    private record Made(String of, Map<String, String> added, Map<String, String> instead) {

        Set<String> paths() {
            Set<String> paths = new TreeSet<>(added.keySet());
            paths.addAll(instead.keySet());
            return paths;
        }
    }

    private Optional<Made> made(String commit) {
        if (commit.equals(commit())) {
            return Optional.of(new Made(on, defect.added(), defect.instead()));
        }
        return !defect.before().isEmpty() && commit.equals(base())
                ? Optional.of(new Made(against, defect.before(), Map.of()))
                : Optional.empty();
    }

    @Override
    public Path gitDirectory() {
        return under.gitDirectory();
    }

    @Override
    public Map<String, String> files(String commit) {
        var made = made(commit);
        if (made.isEmpty()) {
            return under.files(commit);
        }
        var tree = made.get();
        var files = new LinkedHashMap<>(under.files(tree.of()));
        tree.paths().forEach(path -> files.put(path, PLANTED + Hashes.of(text(tree, path))));
        return files;
    }

    @Override
    public byte[] content(String commit, String path) {
        var made = made(commit);
        if (made.isEmpty()) {
            return under.content(commit, path);
        }
        var tree = made.get();
        return tree.paths().contains(path) ? planted(tree, path) : under.content(tree.of(), path);
    }

    @Override
    public Map<String, byte[]> contents(String commit, Collection<String> paths) {
        var made = made(commit);
        if (made.isEmpty()) {
            return under.contents(commit, paths);
        }
        var tree = made.get();
        var found = new HashMap<String, byte[]>();
        var rest = new ArrayList<String>();
        for (var path : paths) {
            if (tree.paths().contains(path)) {
                found.put(path, planted(tree, path));
            } else {
                rest.add(path);
            }
        }
        found.putAll(under.contents(tree.of(), rest));
        return found;
    }

    private static String text(Made tree, String path) {
        return Optional.ofNullable(tree.instead().get(path))
                .orElseGet(() -> tree.added().getOrDefault(path, ""));
    }

    /// What is planted, behind what stands there already.
    private byte[] planted(Made tree, String path) {
        var own = text(tree, path).getBytes(StandardCharsets.UTF_8);
        if (tree.instead().containsKey(path) || !under.files(tree.of()).containsKey(path)) {
            return own;
        }
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(under.content(tree.of(), path));
        whole.writeBytes(GAP.getBytes(StandardCharsets.UTF_8));
        whole.writeBytes(own);
        return whole.toByteArray();
    }

    /// A planted file is new as a whole, or from where it was added to.
    @Override
    public Map<String, Set<Integer>> addedLines(String base, String commit) {
        var made = made(commit);
        if (made.isEmpty()) {
            return under.addedLines(base, commit);
        }
        var tree = made.get();
        var added =
                new TreeMap<String, Set<Integer>>(
                        on.equals(against) ? Map.of() : under.addedLines(against, tree.of()));
        for (var path : tree.paths()) {
            Set<Integer> lines = new TreeSet<>(added.getOrDefault(path, Set.of()));
            var last = (int) lines(new String(planted(tree, path), StandardCharsets.UTF_8));
            for (var line = last - (int) lines(text(tree, path)) + 1; line <= last; line++) {
                lines.add(line);
            }
            added.put(path, lines);
        }
        return added;
    }

    private static long lines(String text) {
        return text.lines().count();
    }

    @Override
    public void checkOut(String commit, Path into) {
        var made = made(commit);
        if (made.isEmpty()) {
            under.checkOut(commit, into);
            return;
        }
        var tree = made.get();
        under.checkOut(tree.of(), into);
        try {
            for (var path : tree.paths()) {
                var file = into.resolve(path);
                Files.deleteIfExists(file);
                Files.createDirectories(file.resolveSibling("."));
                Files.write(file, planted(tree, path));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
