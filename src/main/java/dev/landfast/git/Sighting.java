package dev.landfast.git;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/// Where a checkout and the names in its repository stand, at the price of three git commands: for
/// what is asked again and again while nothing moves. Two that are equal stand the same, edits that
/// are not committed included.
///
/// @param checkout which commit and branch are checked out, and what differs, as `git status` says
///   it
/// @param names branches, tags and what is known of remotes, as `git for-each-ref` says them
/// @param settings everything that is configured
public record Sighting(List<String> checkout, String names, List<String> settings) {

    private static final String COMMIT = "# branch.oid ";
    private static final Pattern ID = Pattern.compile("[0-9a-f]{40}([0-9a-f]{24})?");

    public Sighting {
        checkout = List.copyOf(checkout);
        settings = List.copyOf(settings);
    }

    /// @param caller whose `PATH` leads to a git that was asked for its version before
    public static Sighting of(Nearby near, Map<String, String> caller) {
        var git = Git.open(GitTool.known(caller), near.gitDir(), near.root());
        var here = git.at(near.own(), near.here());
        var settings = here.settings().everything();
        var names = CompletableFuture.supplyAsync(() -> names(git));
        var checkout =
                here.call("status", "--porcelain=v2", "-z", "--branch", "--no-ahead-behind")
                        .and("--no-renames", "--untracked-files=all", "--ignore-submodules=none")
                        .within(Checkout.LONG)
                        .ok()
                        .fields();
        return new Sighting(checkout, names.join(), settings);
    }

    private static String names(Git git) {
        return git.call("for-each-ref", "--format=%(refname) %(objectname) %(symref)")
                .and("refs/heads/", "refs/remotes/", "refs/tags/")
                .ok()
                .text();
    }

    /// What decides, besides what was seen, what git answers: programs and files that are there or
    /// not.
    public static List<Path> places(Nearby near, Map<String, String> caller) {
        var tool = GitTool.known(caller);
        var places = new ArrayList<Path>();
        places.add(tool.program());
        places.add(near.gitDir().resolve("shallow"));
        places.add(near.gitDir().resolve("landfast-id"));
        return places;
    }

    /// The commit that is checked out; `(initial)` where there is none yet.
    public String commit() {
        return checkout.stream()
                .filter(line -> line.startsWith(COMMIT))
                .map(line -> line.substring(COMMIT.length()))
                .findFirst()
                .orElse("");
    }

    /// Whether what a word stands for is decided by what was seen: the whole id of a commit, or a
    /// branch. Not `HEAD~2`, and not the beginning of an id.
    public boolean decides(String word, Nearby near) {
        var all = "\n" + names;
        var branch =
                all.contains("\nrefs/heads/" + word + " ")
                        || all.contains("\nrefs/remotes/" + word + " ");
        return ID.matcher(word).matches() || (branch && !isOwn(word, near));
    }

    /// Of two things of one name git takes what lies in its own directory.
    private static boolean isOwn(String word, Nearby near) {
        return Files.exists(near.gitDir().resolve(word)) || Files.exists(near.own().resolve(word));
    }
}
