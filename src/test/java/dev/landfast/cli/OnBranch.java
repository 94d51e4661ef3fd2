package dev.landfast.cli;

import dev.landfast.api.SmallProject;
import dev.landfast.cli.Shell.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Somebody with a small project, who works on a branch and measures gates.
final class OnBranch {

    private static final String PART =
            """


            def part(name: str) -> str:
                \"""Say goodbye.\"""
                return f"Goodbye, {name}!"
            """;

    private static final String TEST =
            """
            from greet.core import part


            def test_parts_by_name() -> None:
                assert part("Ada") == "Goodbye, Ada!"
            """;

    private final SmallProject project;
    private final Shell shell;

    private OnBranch(SmallProject project) {
        this.project = project;
        this.shell = Shell.at(project);
    }

    static OnBranch in(Path folder) {
        return new OnBranch(SmallProject.in(folder));
    }

    SmallProject project() {
        return project;
    }

    Shell shell() {
        return shell;
    }

    /// An honest change on a branch of its own.
    void branch() {
        project.git("switch", "-q", "-c", "bye");
        append("greet/core.py", PART);
        project.write("tests/test_part.py", TEST);
        commit("say goodbye");
    }

    void append(String file, String text) {
        try {
            project.write(file, Files.readString(project.root().resolve(file)) + text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    void commit(String message) {
        project.git("add", "-A");
        project.git("commit", "-q", "-m", message);
    }

    void onBase(String file, String text) {
        project.git("switch", "-q", "main");
        project.write(file, text);
        commit("change " + file);
        project.git("push", "-q");
    }

    Result run(String... more) {
        var words = new String[more.length + 2];
        words[0] = "gate";
        words[1] = "run";
        System.arraycopy(more, 0, words, 2, more.length);
        return shell.landfast(words);
    }
}
