package dev.landfast.project;

import dev.landfast.definition.Config;
import dev.landfast.definition.ProjectFile;
import dev.landfast.git.Repository;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.TreeSet;

/// A project as it is at one commit: detected, then corrected by its `landfast.yaml`.
///
/// It is read from a commit and never from a worktree, so that no branch under work can change how
/// it is measured.
///
/// @param commit the commit it was read from
/// @param settings keys as in `landfast.yaml`
public record Project(String commit, Detection detection, Config settings) {

    /// Reads it.
    ///
    /// @throws dev.landfast.definition.DefinitionException when `landfast.yaml` has mistakes
    public static Project at(Repository repository, String commit) {
        var trees = repository.trees();
        var files = trees.files(commit);
        var detection = Detection.of(files.keySet(), path -> trees.text(files, path));
        var said =
                trees.text(files, ProjectFile.NAME)
                        .map(text -> ProjectFile.parse(text, ProjectFile.NAME))
                        .orElse(Config.empty());
        var settings = new LinkedHashMap<>(detection.settings());
        settings.putAll(said.values());
        return new Project(commit, detection, new Config(settings));
    }

    /// What a definition may ask about it.
    ///
    /// @see dev.landfast.definition.ProjectFacts
    public Set<String> facts() {
        var has = new TreeSet<String>();
        if (settings.map("tests").has("integration")) {
            has.add("integration");
        }
        if (settings.map("health").has("start")) {
            has.add("application");
        }
        if (settings.has("migrations") || detection.tools().contains("alembic")) {
            has.add("migrations");
        }
        return has;
    }
}
