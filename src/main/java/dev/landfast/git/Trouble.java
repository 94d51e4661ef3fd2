package dev.landfast.git;

import dev.landfast.problem.EnvironmentProblem;
import dev.landfast.problem.LandfastException;
import dev.landfast.problem.RepositoryProblem;
import java.nio.file.Path;

/// Every way in which a repository can be unfit for work, with its code and what to do about it.
final class Trouble {

    private Trouble() {}

    static EnvironmentProblem gitMissing() {
        return new EnvironmentProblem(
                "LF-521", "git was not found", "PATH", "install git 2.38 or newer");
    }

    static EnvironmentProblem gitTooOld(String found) {
        return new EnvironmentProblem(
                "LF-522",
                "git " + found + " is too old: merging without a work tree needs 2.38",
                "",
                "install git 2.38 or newer");
    }

    static EnvironmentProblem gitBroke(String title, Throwable cause) {
        return new EnvironmentProblem(
                        "LF-523", "'" + title + "' gave no result: " + cause.getMessage(), "", "")
                .because(cause);
    }

    static RepositoryProblem notARepository(Path start) {
        return at(
                "LF-401",
                "not inside a git repository",
                start,
                "change into one, or run 'git init' and commit");
    }

    static RepositoryProblem noCommits(Path where) {
        return at(
                "LF-402",
                "the repository has no commit yet",
                where,
                "commit something first: git commit --allow-empty -m 'first commit'");
    }

    static RepositoryProblem bare(Path where) {
        return at(
                "LF-403",
                "a bare repository has no work tree to start from",
                where,
                "clone it and work in the clone");
    }

    static RepositoryProblem shallow(Path where) {
        return at(
                "LF-404",
                "the clone is shallow, so merge bases cannot be trusted",
                where,
                "run 'git fetch --unshallow'");
    }

    static RepositoryProblem detached(Path where) {
        return at(
                "LF-405",
                "HEAD is detached, so there is no branch to land on",
                where,
                "switch to a branch, or name one with --base");
    }

    static RepositoryProblem midway(Path where, Operation operation) {
        return at(
                "LF-406",
                "the checkout is in the middle of a " + operation.word(),
                where,
                "finish it, or run '" + operation.wayOut() + "'");
    }

    static RepositoryProblem noIdentity(Path where) {
        return at(
                "LF-407",
                "git does not know whose name to commit under",
                where,
                "run 'git config --global user.name NAME' and "
                        + "'git config --global user.email ADDRESS'");
    }

    static RepositoryProblem locked(Path lock) {
        return at(
                "LF-408",
                "another program holds this lock",
                lock,
                "let it finish; if no git is running, remove the file");
    }

    static RepositoryProblem dubiousOwner(Path where) {
        return at(
                "LF-409",
                "the repository belongs to another user",
                where,
                "run 'git config --global --add safe.directory " + where + "' if you trust it");
    }

    static RepositoryProblem refused(String title, String words) {
        var said = words.isBlank() ? "no reason given" : words.strip();
        return new RepositoryProblem("LF-410", "'" + title + "' failed: " + said, "", "");
    }

    static RepositoryProblem branchExists(String branch) {
        return new RepositoryProblem(
                "LF-421",
                "the branch exists already and points elsewhere",
                branch,
                "choose another name, or delete it: git branch -d " + branch);
    }

    static RepositoryProblem branchOnRemote(String branch, String remote) {
        return new RepositoryProblem(
                "LF-426",
                "the branch exists already on the remote '" + remote + "'",
                branch,
                "choose another name, or delete it there: git push %s --delete %s"
                        .formatted(remote, branch));
    }

    static RepositoryProblem occupied(Path path) {
        return at(
                "LF-422",
                "something that is not a worktree of ours is in the way",
                path,
                "move it away, or choose another name");
    }

    static RepositoryProblem unknownRevision(String name) {
        return new RepositoryProblem(
                "LF-423", "no such branch or commit", name, "list the branches: git branch --all");
    }

    static RepositoryProblem undecodablePath() {
        return new RepositoryProblem(
                "LF-424",
                "the tree holds a file name that is not UTF-8",
                "",
                "rename it; find it with: git ls-files -z | iconv -f utf-8 -t utf-8");
    }

    static RepositoryProblem moved(String ref) {
        return new RepositoryProblem(
                "LF-425",
                "the branch was moved by somebody else at this moment",
                ref,
                "run the step again");
    }

    static LandfastException unwritable(Path path, Throwable cause) {
        return new EnvironmentProblem(
                        "LF-524",
                        "cannot be written: " + cause.getMessage(),
                        path.toString(),
                        "check its permissions and the free space of the disk")
                .because(cause);
    }

    static EnvironmentProblem halfMoved(Path checkout, String words) {
        return new EnvironmentProblem(
                "LF-525",
                "the files of the checkout cannot all be written: " + words.strip(),
                checkout.toString(),
                "check their permissions and the free space of the disk; the rest is written then");
    }

    private static RepositoryProblem at(String code, String what, Path where, String remedy) {
        return new RepositoryProblem(code, what, where.toString(), remedy);
    }
}
