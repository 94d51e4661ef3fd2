package dev.landfast.git;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/// The file `landfast-id` in the git directory: an identity and the path it was given at.
///
/// The path tells a repository that was moved, which keeps its identity, from a copy, which must
/// not share the original's journal.
final class IdentityFile {

    private static final String NAME = "landfast-id";

    private IdentityFile() {}

    static String of(Path gitDir) {
        var file = gitDir.resolve(NAME);
        try {
            if (!Files.exists(file)) {
                create(file, gitDir);
            }
            var lines = Files.readAllLines(file);
            var id = lines.getFirst();
            var home = Path.of(lines.get(1));
            if (home.equals(gitDir)) {
                return id;
            }
            var kept = isAt(home, id) && !Files.isSameFile(home, gitDir) ? fresh() : id;
            Folders.writeDurably(file, text(kept, gitDir));
            return kept;
        } catch (IOException e) {
            throw Trouble.unwritable(file, e);
        }
    }

    private static boolean isAt(Path home, String id) throws IOException {
        var other = home.resolve(NAME);
        return Files.exists(other) && Files.readAllLines(other).getFirst().equals(id);
    }

    /// Of two processes that meet a new repository, one wins and both read the same.
    private static void create(Path file, Path gitDir) throws IOException {
        var draft = file.resolveSibling(NAME + Folders.unique());
        Folders.writeAndFlush(draft, text(fresh(), gitDir));
        try {
            Files.createLink(file, draft);
            Folders.flushFolder(file);
        } catch (FileAlreadyExistsException e) {
            // The other one was first.
            return;
        } finally {
            Files.delete(draft);
        }
    }

    private static String fresh() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private static String text(String id, Path gitDir) {
        return String.join("\n", List.of(id, gitDir.toString(), ""));
    }
}
