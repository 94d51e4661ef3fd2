package dev.landfast.git;

import dev.landfast.problem.LandfastException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Finds the repository a folder belongs to. The only place where git looks around by itself; it
/// also judges there whether the repository may be used by this user at all.
final class Discovery {

    private final GitTool tool;
    private final Path start;

    Discovery(GitTool tool, Path start) {
        this.tool = tool;
        this.start = start;
    }

    /// @param commonDir the git directory all worktrees share
    /// @param root the main work tree
    record Found(Path commonDir, Path root) {}

    Found find() {
        if (!Files.isDirectory(start)) {
            throw Trouble.notARepository(start);
        }
        var commonDir = Path.of(ask("--git-common-dir"));
        if (ask("--is-shallow-repository").equals("true")) {
            throw Trouble.shallow(start);
        }
        var listed = inside("worktree", "list", "--porcelain", "-z").fields();
        if (listed.contains("bare")) {
            throw Trouble.bare(start);
        }
        var root = Path.of(listed.getFirst().substring("worktree ".length()));
        return new Found(commonDir, root);
    }

    private String ask(String question) {
        return inside("rev-parse", "--path-format=absolute", question).line();
    }

    private Reply inside(String... words) {
        var reply = new Reply(tool.run(tool.capture(start, words)));
        if (!reply.ok()) {
            throw problem(reply);
        }
        return reply;
    }

    private LandfastException problem(Reply reply) {
        if (reply.err().contains("dubious ownership")) {
            return Trouble.dubiousOwner(start);
        }
        return reply.err().contains("not a git repository")
                ? Trouble.notARepository(start)
                : Trouble.refused("git rev-parse", reply.err());
    }
}
