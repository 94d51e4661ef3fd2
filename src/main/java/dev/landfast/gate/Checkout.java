package dev.landfast.gate;

import dev.landfast.gate.Evidence.Trusted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// A commit's files in a folder of their own, with the base's tool configuration laid over them.
public final class Checkout {

    private final String commit;
    private final Path directory;
    private final List<Trusted> trusted;
    private final TreeDigest digest;
    private final boolean held;

    private Checkout(
            String commit, Path directory, List<Trusted> trusted, TreeDigest digest, boolean held) {
        this.commit = commit;
        this.directory = directory;
        this.trusted = trusted;
        this.digest = digest;
        this.held = held;
    }

    static Checkout make(TreeSource trees, String commit, List<Trusted> trusted, Path directory) {
        try {
            Files.createDirectories(directory);
            // Tools and modules are compared by real path.
            var real = directory.toRealPath();
            trees.checkOut(commit, real);
            Set<String> files = new TreeSet<>(trees.files(commit).keySet());
            for (var bytecode : files.stream().filter(Checkout::isBytecode).toList()) {
                lay(trees, new Trusted(bytecode, ""), real, files);
            }
            for (var each : trusted) {
                lay(trees, each, real, files);
            }
            return new Checkout(commit, real, trusted, TreeDigest.of(real, files), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Python may run it instead of the source beside it, whatever that says.
    private static boolean isBytecode(String path) {
        return path.endsWith(".pyc") && path.contains("__pycache__/");
    }

    /// A work tree that is somebody else's; its files are not held to anything.
    public static Checkout existing(String commit, Path directory) {
        return new Checkout(commit, directory, List.of(), new TreeDigest(Map.of(), ""), false);
    }

    /// The same for a tool that is there to mend files: it may change them.
    public Checkout released() {
        return new Checkout(commit, directory, trusted, digest, false);
    }

    /// The same checkout with another content of one file, until it is altered again.
    public Checkout altered(String path, byte[] content) {
        try {
            Files.write(directory.resolve(path), content);
            return new Checkout(
                    commit,
                    directory,
                    trusted,
                    TreeDigest.of(directory, digest.files().keySet()),
                    true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void lay(TreeSource trees, Trusted each, Path directory, Set<String> files)
            throws IOException {
        var file = directory.resolve(each.path());
        Files.deleteIfExists(file);
        if (each.commit().isEmpty()) {
            files.remove(each.path());
        } else {
            Files.createDirectories(file.resolveSibling("."));
            Files.write(file, trees.content(each.commit(), each.path()));
            files.add(each.path());
        }
    }

    /// Says when a file of the tree is no longer what was checked out.
    ///
    /// @throws Unmeasured naming the first such file
    void assertUnchanged() {
        if (!held) {
            return;
        }
        try {
            var now = TreeDigest.of(directory, digest.files().keySet());
            for (var file : digest.files().keySet()) {
                if (!digest.files().get(file).equals(now.files().get(file))) {
                    throw Unmeasured.evidence(
                            "the check changed " + file + " of the tree it measured",
                            "let tests write to temporary folders only");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String commit() {
        return commit;
    }

    public Path directory() {
        return directory;
    }

    List<Trusted> trusted() {
        return trusted;
    }

    String digest() {
        return digest.hash();
    }

    /// Every file of the tree as measured.
    public Set<String> files() {
        return digest.files().keySet();
    }
}
