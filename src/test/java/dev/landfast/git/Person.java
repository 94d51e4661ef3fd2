package dev.landfast.git;

import dev.landfast.process.Capture;
import dev.landfast.process.Captured;
import dev.landfast.process.Tasks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Somebody who uses plain git in a folder, with a home of their own.
public final class Person {

    private final Path home;
    private final Path folder;

    private Person(Path home, Path folder) {
        this.home = home;
        this.folder = folder;
    }

    /// A person with a name, in a new repository with one commit on `main`.
    public static Person withRepository(Path temp) {
        var person = inEmptyRepository(temp);
        person.write("README.md", "hello\n").commitAll("first");
        return person;
    }

    public static Person inEmptyRepository(Path temp) {
        try {
            var home = Files.createDirectories(temp.resolve("home"));
            Files.writeString(
                    home.resolve(".gitconfig"),
                    "[user]\nname = Ada Quill\nemail = ada@example.org\n[init]\ndefaultBranch = main\n");
            var folder = Files.createDirectories(temp.toRealPath().resolve("project"));
            var person = new Person(home, folder);
            person.git("init", "-q");
            return person;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The same person elsewhere.
    public Person in(Path other) {
        return new Person(home, other);
    }

    public Path folder() {
        return folder;
    }

    public Path home() {
        return home;
    }

    public Path file(String name) {
        return folder.resolve(name);
    }

    /// What a program started by this person finds in its environment.
    public Map<String, String> environment() {
        var environment = new LinkedHashMap<String, String>();
        environment.put("PATH", "/usr/local/bin:/usr/bin:/bin");
        environment.put("HOME", home.toString());
        environment.put("GIT_CONFIG_NOSYSTEM", "1");
        environment.put("LANG", "C.UTF-8");
        return environment;
    }

    public GitTool tool() {
        return GitTool.find(environment());
    }

    public Repository repository() {
        return Repository.discover(folder, tool());
    }

    /// Runs git and gives back what it printed, without the last line end.
    public String git(String... words) {
        var captured = tryGit(words);
        if (!captured.succeeded()) {
            throw new IllegalStateException(
                    "git " + String.join(" ", words) + ": " + captured.errText());
        }
        return captured.outText().stripTrailing();
    }

    public Captured tryGit(String... words) {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(words));
        return run(command);
    }

    public Captured run(List<String> command) {
        return Tasks.capture(Capture.of(command, folder, environment()));
    }

    public Person write(String name, String content) {
        try {
            var file = file(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String read(String name) {
        try {
            return Files.readString(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Commits everything there is and gives back the id.
    public String commitAll(String message) {
        git("add", "-A");
        git("commit", "-q", "--allow-empty", "-m", message);
        return git("rev-parse", "HEAD");
    }

    public String head() {
        return git("rev-parse", "HEAD");
    }

    /// A bare remote called `origin` that has `main`.
    public Person withRemote(Path temp) {
        var bare = temp.resolve("remote.git");
        git("init", "-q", "--bare", bare.toString());
        git("remote", "add", "origin", bare.toString());
        git("push", "-q", "-u", "origin", "main");
        return in(bare);
    }
}
