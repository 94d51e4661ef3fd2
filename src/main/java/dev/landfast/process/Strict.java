package dev.landfast.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Runs a task under bubblewrap: in namespaces of its own, over a {@link View}.
///
/// @param view the words that say what is to be seen
record Strict(List<String> view, Network network) implements Containment {

    static final String PROGRAM = "bwrap";

    private static final String ASKED_TO_END = "HUP,INT,QUIT,TERM";

    /// Bubblewrap waits outside for the task and would die of a signal that the task may answer.
    /// And the claim, which the shim lets everything inherit, could be opened for writing again
    /// through /proc; the namespace finds what descends from the task without it.
    private static final String OUTSIDE = "trap '' HUP INT QUIT TERM; exec 9<&-; exec \"$@\"";

    Strict {
        view = List.copyOf(view);
    }

    @Override
    public ContainmentLevel level() {
        return ContainmentLevel.STRICT;
    }

    @Override
    public boolean reachesLoopback() {
        return network == Network.FULL;
    }

    @Override
    public List<String> wrap(List<String> command, Path directory) {
        List<String> words = new ArrayList<>();
        words.addAll(List.of(tool("sh"), "-c", OUTSIDE, "sh", tool(PROGRAM)));
        // As root, too, it has no right of root's: what is mapped is the user alone.
        words.addAll(List.of("--unshare-user", "--cap-drop", "ALL"));
        words.addAll(List.of("--unshare-pid", "--unshare-ipc", "--unshare-uts"));
        words.add("--unshare-cgroup-try");
        if (network == Network.LOOPBACK) {
            words.add("--unshare-net");
        }
        words.addAll(List.of("--proc", "/proc", "--dev", "/dev"));
        words.addAll(view);
        words.addAll(List.of("--chdir", real(directory), "--"));
        words.addAll(List.of(tool("env"), "--default-signal=" + ASKED_TO_END, "--"));
        words.addAll(command);
        return words;
    }

    private static String real(Path directory) {
        try {
            return directory.toRealPath().toString();
        } catch (IOException e) {
            return directory.toString();
        }
    }

    private static String tool(String name) {
        return Platform.tool(name).map(Path::toString).orElse(name);
    }
}
