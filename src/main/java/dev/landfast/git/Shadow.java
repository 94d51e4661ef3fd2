package dev.landfast.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// A git directory for somebody who is not trusted with the repository's own: references, HEAD,
/// index and configuration are copies, objects are borrowed.
///
/// Whatever is planted in it concerns nobody else, because no git of ours ever runs there: {@link
/// #collect} reads references as text and takes objects as files.
public final class Shadow {

    /// Of the repository's configuration what says how files are compared, and under whose name
    /// commits are made.
    private static final Set<String> COPIED =
            Set.of(
                    "core.autocrlf",
                    "core.eol",
                    "core.filemode",
                    "core.ignorecase",
                    "core.precomposeunicode",
                    "core.symlinks",
                    "user.email",
                    "user.name",
                    "init.defaultbranch",
                    "extensions.objectformat");

    private static final String CHECKED =
            "'fetch.fsckobjects'='true' 'transfer.fsckobjects'='true'";

    private static final String PACKED = "packed-refs";
    private static final int MOST = 50;
    private static final Pattern OBJECT =
            Pattern.compile("[0-9a-f]{2}/[0-9a-f]{38,62}|pack/pack-[0-9a-f]+\\.(pack|idx)");

    private final Git git;
    private final Checkout checkout;
    private final Path folder;

    Shadow(Git git, Checkout checkout, Path folder) {
        this.git = git;
        this.checkout = checkout;
        this.folder = folder;
    }

    /// Where it is.
    public Path folder() {
        return folder;
    }

    /// Where its objects are borrowed from: whoever works with it has to be able to read this.
    public Path objects() {
        return git.commonDir().resolve("objects");
    }

    /// Makes it anew. Some branches and the tags of the repository are known in it, for comparing.
    ///
    /// @param branches names such as `main`; the one that is checked out is among them
    public void make(List<String> branches) {
        try {
            Folders.empty(folder);
            for (var name :
                    List.of("objects/info", "objects/pack", "refs/heads", "refs/tags", "info")) {
                Files.createDirectories(folder.resolve(name));
            }
            write("objects/info/alternates", objects() + "\n");
            write("config", config());
            write("HEAD", head());
            write(PACKED, packed(branches));
            copy(git.commonDir().resolve("info/exclude"), "info/exclude");
            copy(checkout.index(), "index");
        } catch (IOException e) {
            throw Trouble.unwritable(folder, e);
        }
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private void copy(Path file, String name) throws IOException {
        if (Files.isRegularFile(file)) {
            Files.copy(file, folder.resolve(name));
        }
    }

    private String config() {
        var text = new StringBuilder("[core]\n\trepositoryformatversion = 0\n\tbare = false\n");
        var last = new LinkedHashMap<String, String>();
        for (var entry : git.settings().entries()) {
            if (COPIED.contains(entry.key().toLowerCase(Locale.ROOT))) {
                last.put(entry.key().toLowerCase(Locale.ROOT), entry.value());
            }
        }
        last.forEach((key, value) -> {
            var dot = key.indexOf('.');
            text.append('[').append(key, 0, dot).append("]\n\t").append(key.substring(dot + 1));
            text.append(" = ").append(quoted(value)).append('\n');
        });
        var format = last.containsKey("extensions.objectformat") ? "version = 1" : "version = 0";
        return text.toString().replace("version = 0", format);
    }

    private static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    private String head() {
        return switch (checkout.head()) {
            case Head.OnBranch(var name, var _) -> "ref: " + Refs.branch(name) + "\n";
            case Head.Detached(var commit) -> commit + "\n";
        };
    }

    private String packed(List<String> branches) {
        var text = new StringBuilder("# pack-refs with:\n");
        known(branches).forEach((ref, commit) -> text.append(commit + " " + ref + "\n"));
        return text.toString();
    }

    private Map<String, String> known(List<String> branches) {
        var all = new Refs(git).below("refs/");
        all.keySet()
                .removeIf(ref ->
                        !ref.startsWith("refs/tags/")
                                && branches.stream()
                                        .noneMatch(name ->
                                                ref.equals(Refs.branch(name))
                                                        || (ref.startsWith("refs/remotes/")
                                                                && ref.endsWith("/" + name))));
        return all;
    }

    /// Brings commits that were made in it into the repository, checked by git object by object.
    ///
    /// @param clean a folder of ours for the time being; nothing is there
    /// @param under a reference prefix of ours that ends in a slash; they are named by numbers
    /// @return the commits that the repository did not have, that of HEAD first
    public List<String> collect(Path clean, String under) {
        var made = new ArrayList<String>();
        for (var tip : new ShadowRefs(folder).tips()) {
            if (made.size() < MOST && !new Commits(git).exists(tip)) {
                made.add(tip);
            }
        }
        if (made.isEmpty()) {
            return List.of();
        }
        try {
            lay(clean, made);
            var reply =
                    git.call("fetch", "--quiet", "--no-tags", "--no-write-fetch-head")
                            .and("--no-auto-maintenance", "--no-recurse-submodules", "--no-prune")
                            .and("--upload-pack=git-upload-pack", "--refmap=", "--")
                            .and(clean.toString(), "+refs/heads/*:" + under + "*")
                            .with("GIT_CONFIG_PARAMETERS", CHECKED)
                            .within(Checkout.LONG)
                            .tryWriting();
            return reply.ok() ? List.copyOf(new Refs(git).below(under).values()) : List.of();
        } catch (IOException e) {
            throw Trouble.unwritable(clean, e);
        } finally {
            Folders.empty(clean);
        }
    }

    /// A repository of ours around objects of theirs: files by name, no links, no alternates.
    private void lay(Path clean, List<String> commits) throws IOException {
        Files.createDirectories(clean.resolve("refs/heads"));
        Files.createDirectories(clean.resolve("objects/info"));
        Files.writeString(clean.resolve("HEAD"), "ref: refs/heads/0\n");
        Files.writeString(clean.resolve("config"), config().replace("bare = false", "bare = true"));
        Files.writeString(clean.resolve("objects/info/alternates"), objects() + "\n");
        for (var i = 0; i < commits.size(); i++) {
            Files.writeString(clean.resolve("refs/heads/" + i), commits.get(i) + "\n");
        }
        var theirs = folder.resolve("objects");
        for (var file : ShadowRefs.files(theirs)) {
            var name = theirs.relativize(file).toString();
            if (OBJECT.matcher(name).matches()) {
                var to = clean.resolve("objects").resolve(name);
                Files.createDirectories(to.resolveSibling("."));
                Files.copy(file, to);
            }
        }
    }
}
