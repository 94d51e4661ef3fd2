package dev.landfast.git;

import dev.landfast.git.PathChange.Blob;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Merges two commits into a tree without touching any work tree or index.
public final class Merges {

    private static final int CONFLICTED = 1;

    /// `merge-file` answers with the number of conflicts up to here.
    private static final int FAILED = 128;

    private final Git git;

    Merges(Git git) {
        this.git = git;
    }

    /// What merging came to.
    ///
    /// @param tree the merged tree; where there are conflicts, files hold markers
    /// @param conflicts by path, in the order git names them
    public record Merged(String tree, List<Conflicted> conflicts) {

        public Merged {
            conflicts = List.copyOf(conflicts);
        }

        public boolean clean() {
            return conflicts.isEmpty();
        }
    }

    /// One path that git could not merge.
    ///
    /// @param kinds git's own names for what happened there, such as `CONFLICT (contents)`
    public record Conflicted(
            String path,
            Optional<Blob> base,
            Optional<Blob> ours,
            Optional<Blob> theirs,
            List<String> kinds) {

        public Conflicted {
            kinds = List.copyOf(kinds);
        }
    }

    /// Merges `theirs` into `ours`.
    ///
    /// @param attributes a checkout of `ours` without edits: its `.gitattributes` say which paths
    ///   are merged by union and the like
    public Merged merge(String ours, String theirs, Path attributes) {
        var call =
                git.over(attributes)
                        .call("merge-tree", "--write-tree", "-z", "--messages", ours, theirs);
        var reply = call.calm();
        if (!reply.ok() && reply.code() != CONFLICTED) {
            throw call.problem(reply);
        }
        return parse(reply.fields(), reply.ok());
    }

    /// The three versions of a file merged line by line, with the version before both in each
    /// conflict.
    ///
    /// @param markerSize how many characters the markers have; odd sizes are recognised for certain
    /// @return empty for what is not text
    public Optional<String> lines(Conflicted path, int markerSize) {
        var files = new ArrayList<Path>();
        try {
            for (var blob : List.of(path.ours(), path.base(), path.theirs())) {
                var file = Scratch.index(git);
                files.add(file);
                Files.write(file, content(blob));
            }
            var reply =
                    git.call("merge-file", "-p", "-q", "--diff3", "--marker-size=" + markerSize)
                            .and(files.stream().map(Path::toString).toList())
                            .run();
            return reply.code() < FAILED
                    ? Optional.of(new String(reply.bytes(), StandardCharsets.UTF_8))
                    : Optional.empty();
        } catch (IOException e) {
            throw Trouble.unwritable(git.commonDir(), e);
        } finally {
            files.forEach(Scratch::drop);
        }
    }

    private byte[] content(Optional<Blob> blob) {
        return blob.map(b -> new Trees(git).content(b.id())).orElseGet(() -> new byte[0]);
    }

    /// The tree, then the conflicted stages, an empty field, then the messages; each message is a
    /// count, so many paths, a kind and a text.
    private static Merged parse(List<String> fields, boolean clean) {
        var tree = fields.getFirst();
        if (clean) {
            return new Merged(tree, List.of());
        }
        var stages = new LinkedHashMap<String, Map<String, Blob>>();
        var at = 1;
        for (; at < fields.size() && !fields.get(at).isEmpty(); at++) {
            var tab = fields.get(at).indexOf('\t');
            var head = fields.get(at).substring(0, tab).split(" ", -1);
            stages.computeIfAbsent(fields.get(at).substring(tab + 1), _ -> new LinkedHashMap<>())
                    .put(head[2], new Blob(head[0], head[1]));
        }
        var kinds = kinds(fields.subList(Math.min(at + 1, fields.size()), fields.size()));
        var conflicts = new ArrayList<Conflicted>();
        stages.forEach((path, blobs) ->
                conflicts.add(
                        new Conflicted(
                                path,
                                Optional.ofNullable(blobs.get("1")),
                                Optional.ofNullable(blobs.get("2")),
                                Optional.ofNullable(blobs.get("3")),
                                kinds.getOrDefault(path, List.of()))));
        return new Merged(tree, conflicts);
    }

    private static Map<String, List<String>> kinds(List<String> fields) {
        var kinds = new LinkedHashMap<String, List<String>>();
        for (var at = 0; at < fields.size() && !fields.get(at).isBlank(); ) {
            var count = Integer.parseInt(fields.get(at).strip());
            var kind = fields.get(at + 1 + count);
            for (var path : fields.subList(at + 1, at + 1 + count)) {
                if (kind.startsWith("CONFLICT")) {
                    kinds.computeIfAbsent(path, _ -> new ArrayList<>()).add(kind);
                }
            }
            at += count + 3;
        }
        return kinds;
    }
}
