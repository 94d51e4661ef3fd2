package dev.landfast.gate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The trees of a repository, and one more: a commit with something planted in it, which is nowhere
/// in the repository.
record PlantedTrees(TreeSource under, String on, Plant plant) implements TreeSource {

    private static final byte[] GAP = "\n\n\n".getBytes(StandardCharsets.UTF_8);
    private static final String PLANTED = "100644 planted ";

    /// How the tree with the plant is called.
    String commit() {
        return on + "+planted";
    }

    @Override
    public Path gitDirectory() {
        return under.gitDirectory();
    }

    @Override
    public Map<String, String> files(String commit) {
        if (!commit.equals(commit())) {
            return under.files(commit);
        }
        var files = new LinkedHashMap<>(under.files(on));
        plant.files().forEach((path, text) -> files.put(path, PLANTED + Hashes.of(text)));
        return files;
    }

    @Override
    public byte[] content(String commit, String path) {
        if (!commit.equals(commit())) {
            return under.content(commit, path);
        }
        return plant.files().containsKey(path) ? planted(path) : under.content(on, path);
    }

    /// What is planted, behind what stands there already.
    private byte[] planted(String path) {
        if (!under.files(on).containsKey(path)) {
            return plant.content(path);
        }
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(under.content(on, path));
        whole.writeBytes(GAP);
        whole.writeBytes(plant.content(path));
        return whole.toByteArray();
    }

    /// A planted file is new as a whole, or from where it was added to.
    @Override
    public Map<String, Set<Integer>> addedLines(String base, String commit) {
        if (!commit.equals(commit())) {
            return under.addedLines(base, commit);
        }
        var added = new TreeMap<String, Set<Integer>>();
        plant.files()
                .forEach((path, text) -> {
                    var lines = new TreeSet<Integer>();
                    var whole =
                            (int) new String(planted(path), StandardCharsets.UTF_8).lines().count();
                    for (var line = whole - (int) text.lines().count() + 1; line <= whole; line++) {
                        lines.add(line);
                    }
                    added.put(path, lines);
                });
        return added;
    }

    @Override
    public void checkOut(String commit, Path into) {
        if (!commit.equals(commit())) {
            under.checkOut(commit, into);
            return;
        }
        under.checkOut(on, into);
        try {
            for (var path : plant.files().keySet()) {
                var file = into.resolve(path);
                Files.deleteIfExists(file);
                Files.createDirectories(file.resolveSibling("."));
                Files.write(file, planted(path));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
