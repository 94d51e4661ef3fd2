package dev.landfast.api;

import dev.landfast.git.Checkout;
import dev.landfast.git.Head;
import dev.landfast.git.Refs;
import dev.landfast.git.Repository;
import dev.landfast.problem.RepositoryProblem;
import dev.landfast.project.Project;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What is measured without a run, and against what.
///
/// @param commit what is measured
/// @param base where it left the base: what counts as before
/// @param tip the base as it is now: whose definitions count
/// @param name what the base is called
record Footing(Checkout checkout, String commit, String base, String tip, String name) {

    private static final String REMOTES = "refs/remotes/";
    private static final String HEADS = Refs.branch("");
    private static final int SHOWN = 5;
    private static final int HASH = 12;

    static Footing of(Home home, GateOrder.Against against) {
        var repository = home.repository();
        var checkout = here(repository, home.surroundings().directory());
        var commit =
                against.commit()
                        .map(name -> repository.refs().known(name))
                        .orElseGet(checkout::commit);
        var name = against.base().orElseGet(() -> usual(repository, checkout));
        var tip = repository.refs().known(name);
        var left =
                repository
                        .commits()
                        .mergeBase(tip, commit)
                        .orElseThrow(() -> strangers(cut(commit), shown(name)));
        return new Footing(checkout, commit, left, tip, shown(name));
    }

    /// The checkout somebody stands in, which may be one of several of the repository.
    private static Checkout here(Repository repository, Path directory) {
        var worktrees = repository.worktrees();
        var real = real(directory);
        return worktrees.list().stream()
                .filter(listed -> !listed.missing() && real.startsWith(listed.path()))
                .max(Comparator.comparingInt(listed -> listed.path().getNameCount()))
                .flatMap(listed -> worktrees.open(listed.path()))
                .orElseGet(repository::main);
    }

    private static Path real(Path directory) {
        try {
            return directory.toRealPath();
        } catch (IOException e) {
            return directory;
        }
    }

    /// The default branch as far as it is known here, or the one that it names as the base.
    private static String usual(Repository repository, Checkout checkout) {
        var branch =
                switch (checkout.head()) {
                    case Head.OnBranch(var name, var _) -> name;
                    case Head.Detached _ -> "";
                };
        var remote = repository.remotes().of(branch);
        var found =
                candidates(repository, branch, remote).stream()
                        .filter(ref -> repository.refs().commit(ref).isPresent())
                        .findFirst()
                        .orElseThrow(Footing::unknown);
        return configured(repository, found, remote).orElse(found);
    }

    /// What a branch itself is called on the remote is no base of it.
    private static List<String> candidates(
            Repository repository, String branch, Optional<String> remote) {
        var names = new ArrayList<String>();
        repository
                .remotes()
                .followed(branch)
                .filter(ref -> !branch.isEmpty() && !shortened(ref).equals(branch))
                .ifPresent(names::add);
        remote.ifPresent(name ->
                List.of("HEAD", "main", "master")
                        .forEach(each -> names.add(REMOTES + name + "/" + each)));
        names.add(HEADS + "main");
        names.add(HEADS + "master");
        return names;
    }

    /// Only the base itself says that another branch is the base; a branch under work does not.
    private static Optional<String> configured(
            Repository repository, String found, Optional<String> remote) {
        var tip = repository.refs().known(found);
        var named = Library.reading(() -> Project.at(repository, tip)).settings().text("base");
        return named.flatMap(name ->
                remote.map(r -> REMOTES + r + "/" + name)
                        .filter(ref -> repository.refs().commit(ref).isPresent())
                        .or(() ->
                                Optional.of(HEADS + name)
                                        .filter(ref -> repository.refs().commit(ref).isPresent())));
    }

    /// The name of a branch without the remote.
    private static String shortened(String ref) {
        if (ref.startsWith(REMOTES)) {
            return ref.substring(ref.indexOf('/', REMOTES.length()) + 1);
        }
        return ref.startsWith(HEADS) ? ref.substring(HEADS.length()) : ref;
    }

    private static String shown(String ref) {
        if (ref.startsWith(REMOTES)) {
            return ref.substring(REMOTES.length());
        }
        return ref.startsWith(HEADS) ? ref.substring(HEADS.length()) : ref;
    }

    private static RepositoryProblem unknown() {
        return new RepositoryProblem(
                "LF-465",
                "nothing here says what the base is: no remote has a default branch, and there is neither main nor master",
                "",
                "name it: --base BRANCH");
    }

    private static RepositoryProblem strangers(String commit, String base) {
        return new RepositoryProblem(
                "LF-466",
                "there is no common history with the base, so nothing says what is new",
                commit + " and " + base,
                "name another base: --base BRANCH");
    }

    /// What a reader must know to read the verdict right.
    List<String> remarks(boolean ofCheckout) {
        var remarks = new ArrayList<String>();
        if (commit.equals(base)) {
            remarks.add(
                    "this is part of the base ("
                            + name
                            + "): nothing is new, everything counts as it was before");
        } else if (!base.equals(tip)) {
            remarks.add(
                    name
                            + " has moved on since this left it at "
                            + cut(base)
                            + ": how the two go together is not measured");
        }
        if (ofCheckout) {
            var edited = checkout.status().paths();
            if (!edited.isEmpty()) {
                remarks.add(
                        "not measured, as it is not committed: "
                                + String.join(", ", edited.stream().limit(SHOWN).toList())
                                + (edited.size() > SHOWN
                                        ? " and " + (edited.size() - SHOWN) + " more"
                                        : ""));
            }
        }
        return remarks;
    }

    static String cut(String hash) {
        return hash.substring(0, Math.min(HASH, hash.length()));
    }
}
