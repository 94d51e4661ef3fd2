package dev.landfast.api;

import dev.landfast.agent.brief.AnswerSchema;
import dev.landfast.agent.role.Instructions;
import dev.landfast.agent.role.Remark;
import dev.landfast.agent.role.Roles;
import dev.landfast.agent.role.Skills;
import dev.landfast.agent.role.Sources;
import dev.landfast.problem.EnvironmentProblem;
import dev.landfast.problem.UsageProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Looks through role files, skills and instruction files as somebody is writing them.
///
/// @param directory what paths are relative to
/// @param root of the work tree
record RoleLint(Path directory, Path root) {

    private static final String SKILL = "SKILL.md";

    /// All of the repository's own.
    List<Remark> all() {
        var tree = new WorkTree(root);
        return Stream.of(
                        tree.below(Roles.FOLDER).stream().filter(file -> file.endsWith(".md")),
                        tree.below(Skills.FOLDER).stream().filter(f -> f.endsWith("/" + SKILL)),
                        tree.below(Instructions.FOLDER).stream()
                                .filter(file -> file.endsWith(Instructions.ENDING)))
                .flatMap(files -> files)
                .flatMap(file -> of(tree.text(file).orElse(""), file).stream())
                .toList();
    }

    /// @throws UsageProblem when one of them is not there
    List<Remark> these(List<String> files) {
        var remarks = new ArrayList<Remark>();
        for (var file : files) {
            var path = directory.resolve(file);
            if (!Files.isRegularFile(path)) {
                throw new UsageProblem(
                        "LF-142", "there is no file '" + file + "'", "", "correct the path");
            }
            remarks.addAll(of(read(path), file));
        }
        return remarks;
    }

    /// What a file is, its name says.
    private List<Remark> of(String text, String file) {
        if (file.equals(SKILL) || file.endsWith("/" + SKILL)) {
            return Skills.remarks(text, file);
        }
        return file.endsWith(Instructions.ENDING)
                ? Instructions.remarks(text, file)
                : Roles.remarks(
                        text,
                        file,
                        new Roles.Known(new Skills(new WorkTree(root)), AnswerSchema.NAMES));
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new EnvironmentProblem(
                            "LF-516",
                            "cannot be read as text: " + e.getMessage(),
                            path.toString(),
                            "check its rights, and that it is UTF-8")
                    .because(e);
        }
    }

    /// Files as they lie there.
    private record WorkTree(Path root) implements Sources {

        @Override
        public List<String> below(String folder) {
            var start = root.resolve(folder);
            if (!Files.isDirectory(start)) {
                return List.of();
            }
            try (var files = Files.walk(start)) {
                return files.filter(Files::isRegularFile)
                        .map(file -> root.relativize(file).toString())
                        .sorted()
                        .toList();
            } catch (IOException e) {
                throw new EnvironmentProblem(
                                "LF-520",
                                "the folder cannot be looked through: " + e.getMessage(),
                                start.toString(),
                                "check its rights")
                        .because(e);
            }
        }

        @Override
        public Optional<String> text(String path) {
            var file = root.resolve(path);
            return Files.isRegularFile(file) ? Optional.of(read(file)) : Optional.empty();
        }
    }
}
