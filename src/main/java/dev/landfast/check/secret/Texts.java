package dev.landfast.check.secret;

import dev.landfast.gate.Tree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/// Goes through the text files of trees as they were committed, one after the other.
final class Texts {

    /// More is data, and would take long to look into.
    static final int LARGEST = 4 << 20;

    private static final int HEAD = 8_000;
    private static final String REGULAR = "100";

    private final Tree base;
    private final Optional<String> below;
    private final List<String> large = new ArrayList<>();
    private int read;
    private int binary;

    /// @param below the file or folder they must be in
    Texts(Tree base, Optional<String> below) {
        this.base = base;
        this.below = below.map(b -> b.replaceAll("/*$", "") + "/");
    }

    /// @param look is given path and text
    Texts through(Tree tree, BiConsumer<String, String> look) {
        for (var path : new TreeSet<>(tree.files().keySet())) {
            if (isMeant(tree, path)) {
                var content = content(tree, path);
                if (content.length > LARGEST) {
                    large.add(path);
                } else if (isBinary(content)) {
                    binary++;
                } else {
                    read++;
                    look.accept(path, new String(content, StandardCharsets.UTF_8));
                }
            }
        }
        return this;
    }

    int read() {
        return read;
    }

    int binary() {
        return binary;
    }

    /// Files that were left out for their size.
    List<String> large() {
        return large;
    }

    private boolean isMeant(Tree tree, String path) {
        return tree.files().getOrDefault(path, "").startsWith(REGULAR)
                && (below.isEmpty() || (path + "/").startsWith(below.get()));
    }

    /// In the checkout the base's tool configuration lies over the candidate's; what differs from
    /// the base is asked from git.
    private byte[] content(Tree tree, String path) {
        var differs = !tree.files().getOrDefault(path, "").equals(base.files().get(path));
        var file = tree.quiet().directory().resolve(path);
        if (differs || !Files.isRegularFile(file)) {
            return tree.content(path);
        }
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isBinary(byte[] content) {
        for (var i = 0; i < Math.min(HEAD, content.length); i++) {
            if (content[i] == 0) {
                return true;
            }
        }
        return false;
    }
}
