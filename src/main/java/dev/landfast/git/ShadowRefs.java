package dev.landfast.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The references of a git directory that somebody else wrote, read as text: no link is followed,
/// no file is read that is large, and nothing but a commit's name is believed.
record ShadowRefs(Path folder) {

    private static final int LARGEST = 1 << 20;
    private static final int MOST_FILES = 10_000;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
    private static final Pattern REF = Pattern.compile("refs/[A-Za-z0-9._/@+-]+");

    /// What HEAD, branches, tags and the stash name, HEAD first.
    Set<String> tips() {
        var tips = new LinkedHashSet<String>();
        head().ifPresent(tips::add);
        for (var file : files(folder.resolve("refs"))) {
            id(text(file)).ifPresent(tips::add);
        }
        packed().forEach(line -> id(line.split(" ", 2)[0]).ifPresent(tips::add));
        // Older stashes are only in its log.
        text(folder.resolve("logs/refs/stash"))
                .lines()
                .flatMap(line ->
                        id(line.split(" ", 3).length > 1 ? line.split(" ", 3)[1] : "").stream())
                .forEach(tips::add);
        return tips;
    }

    private Optional<String> head() {
        var said = text(folder.resolve("HEAD")).strip();
        if (!said.startsWith("ref: ")) {
            return id(said);
        }
        var ref = said.substring("ref: ".length());
        if (!REF.matcher(ref).matches() || ref.contains("..")) {
            return Optional.empty();
        }
        return id(text(folder.resolve(ref)))
                .or(() ->
                        packed().stream()
                                .filter(line -> line.endsWith(" " + ref))
                                .flatMap(line -> id(line.split(" ", 2)[0]).stream())
                                .findFirst());
    }

    private List<String> packed() {
        return text(folder.resolve("packed-refs")).lines().toList();
    }

    private static Optional<String> id(String text) {
        return Optional.of(text.strip()).filter(one -> ID.matcher(one).matches());
    }

    private String text(Path file) {
        try {
            for (var up = file; !up.equals(folder); up = up.resolveSibling("").normalize()) {
                if (Files.isSymbolicLink(up)) {
                    return "";
                }
            }
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                            && !Files.isSymbolicLink(folder)
                            && Files.size(file) <= LARGEST
                    ? Files.readString(file, StandardCharsets.ISO_8859_1)
                    : "";
        } catch (IOException e) {
            return "";
        }
    }

    /// Plain files below a folder, which links do not lead out of.
    static List<Path> files(Path folder) {
        var found = new ArrayList<Path>();
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return found;
        }
        try {
            Files.walkFileTree(
                    folder,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(
                                Path file, BasicFileAttributes attributes) {
                            if (attributes.isRegularFile()) {
                                found.add(file);
                            }
                            return found.size() < MOST_FILES
                                    ? FileVisitResult.CONTINUE
                                    : FileVisitResult.TERMINATE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException problem) {
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException e) {
            return found;
        }
        return found;
    }
}
