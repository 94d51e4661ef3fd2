package dev.landfast.git;

import dev.landfast.git.PathChange.Blob;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Trees and the content of files: reading, comparing, writing out. What was read last is kept,
/// because gates ask for the same again and again; what has a hash for a name does not change.
public final class Trees {

    /// Mode 0 takes a path out of an index.
    private static final String NOTHING = "0 " + "0".repeat(40);

    private static final Duration LONG = Duration.ofMinutes(30);

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
    private static final int LISTINGS = 8;
    private static final int CONTENTS = 64;
    private static final int SMALL_BYTES = 1 << 16;

    /// All of one answer is held in memory.
    private static final int AT_ONCE = 256;

    private final Git git;
    private final Recent<String, Map<String, Blob>> listings = new Recent<>(LISTINGS, _ -> true);
    private final Recent<String, byte[]> contents =
            new Recent<>(CONTENTS, content -> content.length <= SMALL_BYTES);

    Trees(Git git) {
        this.git = git;
    }

    /// Every file of a tree, by path.
    public Map<String, Blob> files(String tree) {
        return HASH.matcher(tree).matches()
                ? listings.get(tree, hash -> Collections.unmodifiableMap(files(hash, List.of())))
                : files(tree, List.of());
    }

    /// The files at these paths or below them.
    public Map<String, Blob> files(String tree, List<String> paths) {
        var call = git.call("ls-tree", "-r", "-z", "--full-tree", tree);
        if (!paths.isEmpty()) {
            call.and("--").and(paths);
        }
        var found = new LinkedHashMap<String, Blob>();
        for (var field : call.ok().fields()) {
            var tab = field.indexOf('\t');
            var head = field.substring(0, tab).split(" ", -1);
            found.put(field.substring(tab + 1), new Blob(head[0], head[2]));
        }
        return found;
    }

    public byte[] content(String blob) {
        return contents.get(blob, this::read).clone();
    }

    private byte[] read(String blob) {
        return git.call("cat-file", "blob", blob).ok().bytes();
    }

    /// The content of a path in a tree or commit.
    public Optional<String> text(String tree, String path) {
        return text(files(tree, List.of(path)), path);
    }

    /// The content of a path among files that are known.
    public Optional<String> text(Map<String, Blob> files, String path) {
        return Optional.ofNullable(files.get(path))
                .filter(b -> !b.isSubmodule())
                .map(b -> new String(content(b.id()), StandardCharsets.UTF_8));
    }

    /// The content of many blobs at once as text, by their ids.
    public Map<String, String> texts(Collection<String> blobs) {
        var found = new LinkedHashMap<String, String>();
        contents(blobs)
                .forEach((id, bytes) -> found.put(id, new String(bytes, StandardCharsets.UTF_8)));
        return found;
    }

    /// The content of many blobs at once, by their ids.
    public Map<String, byte[]> contents(Collection<String> blobs) {
        var found = new LinkedHashMap<String, byte[]>();
        var left = List.copyOf(new LinkedHashSet<>(blobs));
        for (var from = 0; from < left.size(); from += AT_ONCE) {
            found.putAll(read(left.subList(from, Math.min(left.size(), from + AT_ONCE))));
        }
        return found;
    }

    private Map<String, byte[]> read(List<String> blobs) {
        var names = String.join("\n", blobs) + "\n";
        var bytes = git.call("cat-file", "--batch").stdin(names).ok().bytes();
        var found = new LinkedHashMap<String, byte[]>();
        for (var at = 0; at < bytes.length; ) {
            var end = at;
            while (bytes[end] != '\n') {
                end++;
            }
            var head = new String(bytes, at, end - at, StandardCharsets.UTF_8).split(" ", -1);
            if (head.length != 3) {
                throw Trouble.refused("git cat-file", String.join(" ", head));
            }
            var size = Integer.parseInt(head[2]);
            found.put(head[0], Arrays.copyOfRange(bytes, end + 1, end + 1 + size));
            at = end + 1 + size + 1;
        }
        return found;
    }

    public String writeBlob(byte[] content) {
        return git.call("hash-object", "-w", "--no-filters", "--stdin").stdin(content).ok().line();
    }

    /// The paths in which two trees or commits differ; a rename is one gone and one new.
    public List<PathChange> changes(String before, String after) {
        var fields =
                git.call("diff-tree", "-r", "-z", "--raw", "--no-renames", before, after)
                        .ok()
                        .fields();
        var changes = new ArrayList<PathChange>();
        for (var i = 0; i + 1 < fields.size(); i += 2) {
            var head = fields.get(i).substring(1).split(" ", -1);
            changes.add(
                    new PathChange(
                            fields.get(i + 1), blob(head[0], head[2]), blob(head[1], head[3])));
        }
        return changes;
    }

    /// How much of a file is different.
    ///
    /// @param added lines; -1 where the content is no text
    /// @param removed lines; -1 where the content is no text
    public record Counted(String path, int added, int removed) {}

    /// How much two trees or commits differ in, file by file in the order of their paths; a rename
    /// is one gone and one new.
    public List<Counted> counted(String before, String after) {
        return git
                .call("diff-tree", "-r", "-z", "--numstat", "--no-renames", before, after)
                .ok()
                .fields()
                .stream()
                .map(field -> field.split("\t", 3))
                .map(parts -> new Counted(parts[2], lines(parts[0]), lines(parts[1])))
                .toList();
    }

    private static int lines(String count) {
        return count.equals("-") ? -1 : Integer.parseInt(count);
    }

    private static Optional<Blob> blob(String mode, String id) {
        return mode.equals("000000") ? Optional.empty() : Optional.of(new Blob(mode, id));
    }

    /// The difference as text for people and agents: no colour, no external program.
    public String patch(String before, String after) {
        return git.call(
                        "diff-tree",
                        "-r",
                        "-p",
                        "-M",
                        "--no-color",
                        "--no-ext-diff",
                        "--no-textconv",
                        before,
                        after)
                .ok()
                .lenientText();
    }

    /// The difference as git applies it again, whatever the files hold.
    public byte[] exactPatch(String before, String after) {
        return git.call(
                        "diff-tree",
                        "-r",
                        "-p",
                        "--binary",
                        "--full-index",
                        "--no-renames",
                        "--no-color",
                        "--no-ext-diff",
                        "--no-textconv",
                        "--src-prefix=a/",
                        "--dst-prefix=b/",
                        before,
                        after)
                .ok()
                .bytes();
    }

    /// The lines of the later tree that the earlier one does not have, by path; those of a file
    /// that was only moved are not new. Binary files have none.
    public Map<String, Set<Integer>> addedLines(String before, String after) {
        return AddedLines.of(
                git.call(
                                "diff-tree",
                                "-r",
                                "-p",
                                "-U0",
                                "-M",
                                "--no-color",
                                "--no-ext-diff",
                                "--no-textconv",
                                "--src-prefix=a/",
                                "--dst-prefix=b/",
                                before,
                                after)
                        .ok()
                        .lenientText());
    }

    /// A tree that is another one with some paths set or removed.
    ///
    /// @param edits the new file for each path; empty removes it
    public String edit(String tree, Map<String, Optional<Blob>> edits) {
        var index = Scratch.index(git);
        try {
            git.call("read-tree", tree).index(index).write();
            setEntries(git, index, edits);
            return git.call("write-tree").index(index).write().line();
        } finally {
            Scratch.drop(index);
        }
    }

    /// A tree that is another one with a patch applied.
    public String patched(String tree, Path patch) {
        var index = Scratch.index(git);
        try {
            git.call("read-tree", tree).index(index).write();
            git.call("apply", "--cached", "--whitespace=nowarn", patch.toAbsolutePath().toString())
                    .index(index)
                    .write();
            return git.call("write-tree").index(index).write().line();
        } finally {
            Scratch.drop(index);
        }
    }

    /// Puts entries into an index, or takes them out, without looking at any work tree. What goes
    /// is taken out first: a folder may have become a file.
    static void setEntries(Git git, Path index, Map<String, Optional<Blob>> edits) {
        var gone = new StringBuilder();
        var set = new StringBuilder();
        edits.forEach((path, blob) -> {
            if (blob.isPresent()) {
                set.append(blob.get().mode()).append(' ').append(blob.get().id());
                set.append('\t').append(path).append('\0');
            } else {
                gone.append(NOTHING).append('\t').append(path).append('\0');
            }
        });
        git.call("update-index", "-z", "--index-info")
                .index(index)
                .stdin(gone.append(set).toString())
                .write();
    }

    /// Writes a whole tree out into an existing empty folder, content filters applied. The folder
    /// becomes no checkout: nothing in it leads back to the repository.
    public void export(String tree, Path folder) {
        var index = Scratch.index(git);
        try {
            git.over(folder)
                    .call("read-tree", "--reset", "-u", "--no-sparse-checkout", tree)
                    .index(index)
                    .within(LONG)
                    .write();
        } finally {
            Scratch.drop(index);
        }
    }
}
