package dev.landfast.git;

import dev.landfast.process.Capture;
import dev.landfast.process.Tasks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Makes a repository of a folder's files, with a bare one beside it as its remote. For
/// demonstrations: nothing here is ever done to a repository that exists.
public final class NewRepository {

    private final Map<String, String> environment;

    /// @param environment of the caller, for `PATH` and `HOME`
    public NewRepository(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /// @param folder holds the files of the first commit
    /// @param remote where the bare repository is to be; must not exist
    /// @param person name and address for commits, set in the new repository alone
    public void make(Path folder, Path remote, Person person) {
        run(folder, "init", "-q", "-b", "main");
        run(folder, "config", "user.name", person.name());
        run(folder, "config", "user.email", person.email());
        run(folder, "add", "-A");
        run(folder, "commit", "-q", "-m", "chore: begin");
        run(folder, "init", "-q", "--bare", "-b", "main", remote.toString());
        run(folder, "remote", "add", "origin", remote.toString());
        run(folder, "push", "-q", "-u", "origin", "main");
    }

    /// A name and an address for commits.
    public record Person(String name, String email) {}

    private void run(Path folder, String... words) {
        var command = new ArrayList<String>();
        command.add("git");
        command.addAll(List.of(words));
        var captured = Tasks.capture(Capture.of(command, folder, environment));
        if (!captured.succeeded()) {
            throw Trouble.refused("git " + words[0], captured.errText());
        }
    }
}
