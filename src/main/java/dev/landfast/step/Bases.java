package dev.landfast.step;

import dev.landfast.git.Refs;
import dev.landfast.git.Repository;
import java.util.Optional;

/// Where a branch left its base.
final class Bases {

    private Bases() {}

    /// The newest commit of the base, here or as last fetched, that the branch contains.
    static String of(Repository repository, Site site) {
        var here = common(repository, site, Refs.branch(site.base()));
        var there =
                repository
                        .remotes()
                        .of(site.base())
                        .flatMap(remote ->
                                common(
                                        repository,
                                        site,
                                        "refs/remotes/" + remote + "/" + site.base()));
        return there.filter(t -> here.isEmpty() || repository.commits().contains(t, here.get()))
                .or(() -> here)
                .orElseThrow(() ->
                        new IllegalStateException(
                                "the branch has nothing in common with its base"));
    }

    private static Optional<String> common(Repository repository, Site site, String ref) {
        return repository
                .refs()
                .value(ref)
                .flatMap(tip -> repository.commits().mergeBase(site.head(), tip));
    }
}
