package dev.landfast.gate;

import dev.landfast.gate.Evidence.Trusted;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The candidate's or the base's tree during one gate run.
public final class Tree {

    private final TreeSource trees;
    private final String commit;
    private final List<Trusted> trusted;
    private final Path area;
    private final String id;
    private Optional<Checkout> quiet = Optional.empty();
    private final Map<String, String> files;
    private int fresh;

    Tree(TreeSource trees, String commit, List<Trusted> trusted, Path area) {
        this.trees = trees;
        this.commit = commit;
        this.trusted = List.copyOf(trusted);
        this.area = area;
        this.files = Map.copyOf(trees.files(commit));
        this.id = Hashes.of(new TreeMap<>(files).toString());
    }

    /// One checkout for all tools that only read.
    public synchronized Checkout quiet() {
        if (quiet.isEmpty()) {
            quiet = Optional.of(Checkout.make(trees, commit, trusted, area.resolve("read")));
        }
        return quiet.get();
    }

    /// A checkout for a tool that runs code of the tree.
    public Checkout fresh() {
        int number;
        synchronized (this) {
            number = ++fresh;
        }
        return Checkout.make(trees, commit, trusted, area.resolve("run-" + number));
    }

    /// This tree with more laid over it.
    public Tree with(List<Trusted> more, String name) {
        var all = new ArrayList<>(trusted);
        all.addAll(more);
        return new Tree(trees, commit, all, area.resolveSibling(name));
    }

    /// Path → mode and blob id.
    public Map<String, String> files() {
        return files;
    }

    public byte[] content(String path) {
        return trees.content(commit, path);
    }

    /// As many of these as there are, by path.
    public Map<String, byte[]> contents(Collection<String> paths) {
        return trees.contents(commit, paths.stream().filter(files::containsKey).toList());
    }

    public String commit() {
        return commit;
    }

    /// Names the content: every file, and what was laid over it.
    public String fingerprint() {
        return trusted.isEmpty() ? id : id + " with " + trusted;
    }
}
