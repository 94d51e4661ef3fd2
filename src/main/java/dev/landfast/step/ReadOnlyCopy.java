package dev.landfast.step;

import dev.landfast.engine.StepExecutor.Attempt;
import dev.landfast.file.Removal;
import dev.landfast.git.Repository;
import dev.landfast.journal.StepKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A copy of the committed tree for a role that may only read: whatever it writes is thrown away.
final class ReadOnlyCopy {

    private ReadOnlyCopy() {}

    /// A fresh export of the branch's commit, with the difference to the base beside it.
    static Path of(Repository repository, Site site, Path state, Attempt attempt) {
        var folder = place(state, attempt);
        try {
            Removal.of(folder);
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        repository.trees().export(site.head(), folder);
        return folder;
    }

    /// Where it is: whoever was begun in it before a crash may still read there.
    static Path place(Path state, Attempt attempt) {
        return state.resolve(attempt.run()).resolve(name(attempt) + "-read").resolve("tree");
    }

    /// The difference to the base as a patch file beside the copy.
    static Path change(Repository repository, Site site, Path copy, String base) {
        return beside(copy, "change.patch", repository.trees().patch(base, site.head()));
    }

    /// A file for whoever reads the copy, outside of it.
    static Path beside(Path copy, String name, String text) {
        try {
            return Files.writeString(copy.resolveSibling(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String name(Attempt attempt) {
        return name(attempt.key());
    }

    static String name(StepKey key) {
        return key.toString().replaceAll("[^A-Za-z0-9.@-]", "_");
    }
}
