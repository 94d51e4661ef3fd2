package dev.landfast.git;

import dev.landfast.problem.LandfastException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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

    /// @param caller whose `PATH` leads to git
    /// @param words what somebody calls commits by
    /// @throws dev.landfast.problem.LandfastException when git says something else than that
    public static Sighting of(Nearby near, Map<String, String> caller, List<String> words) {
        var git = Git.open(GitTool.known(caller), near.gitDir(), near.root());
        var here = git.at(near.own(), near.here());
        var settings = new ArrayList<>(git.settings().everything());
        settings.addAll(here.settings().everything());
        var names = CompletableFuture.supplyAsync(() -> names(git, words));
        var checkout =
                here.call("status", "--porcelain=v2", "-z", "--branch", "--no-ahead-behind")
                        .and("--no-renames", "--untracked-files=all", "--ignore-submodules=none")
                        .within(Checkout.LONG)
                        .ok()
                        .fields();
        return new Sighting(checkout, joined(names), settings);
    }

    private static String joined(CompletableFuture<String> names) {
        try {
            return names.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof LandfastException known ? known : e;
        }
    }

    private static String names(Git git, List<String> words) {
        return git.call("for-each-ref", "--format=%(refname) %(objectname) %(symref)")
                .and("refs/heads/", "refs/remotes/", "refs/tags/")
                .and(words.stream().map(word -> "refs/" + word).toList())
                .ok()
                .text();
    }

    /// What decides, besides what was seen, what git answers: programs and files that are there or
    /// not.
    public static List<Path> places(Nearby near, Map<String, String> caller) {
        var places = new ArrayList<>(GitTool.places(caller));
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

    /// Whether any of the names stands for this commit.
    public boolean knows(String commit) {
        return names.contains(" " + commit + " ");
    }

    /// Whether what a word stands for is decided by what was seen: the whole id of a commit, or a
    /// branch. Not `HEAD~2`, and not the beginning of an id.
    ///
    /// @param word one of those that were looked for
    public boolean decides(String word, Nearby near) {
        var branch = has("refs/heads/" + word) || has("refs/remotes/" + word);
        return ID.matcher(word).matches() || (branch && !isOther(word, near));
    }

    private boolean has(String name) {
        return ("\n" + names).contains("\n" + name + " ");
    }

    /// Of things of one name git takes a branch last.
    private boolean isOther(String word, Nearby near) {
        return has("refs/" + word)
                || Files.exists(near.gitDir().resolve(word))
                || Files.exists(near.own().resolve(word));
    }
}
