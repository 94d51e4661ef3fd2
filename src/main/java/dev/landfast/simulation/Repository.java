package dev.landfast.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A made-up git repository: a base that others move, one candidate, and what was landed.
class Repository {

    private final List<Landing> landings = new ArrayList<>();
    private int base = 1;
    private int work;
    private int commits;
    private boolean dirty;
    private Tree candidate = new Tree(0, 1);

    /// @param work version of the run's own changes
    /// @param base version of the base they are merged with
    record Tree(int work, int base) {

        /// Whether more of the base has come in than the branch began with.
        boolean hasMore() {
            return base > 1;
        }

        String name() {
            return "t" + work + "-" + base;
        }

        static Tree named(String name) {
            var dash = name.indexOf('-');
            return new Tree(
                    Integer.parseInt(name.substring(1, dash)),
                    Integer.parseInt(name.substring(dash + 1)));
        }
    }

    record Landing(String trailer, Tree tree) {}

    void edit() {
        dirty = true;
    }

    /// @return the candidate's commit; the same again when nothing was edited
    String commit() {
        if (dirty) {
            dirty = false;
            work++;
            commits++;
            candidate = new Tree(work, candidate.base());
        }
        return "c" + commits;
    }

    /// Takes the base into the candidate.
    boolean update() {
        if (candidate.base() == base) {
            return false;
        }
        commits++;
        candidate = new Tree(candidate.work(), base);
        return true;
    }

    void moveBase() {
        base++;
    }

    Tree candidate() {
        return candidate;
    }

    String head() {
        return "c" + commits;
    }

    /// Compare and swap: nothing happens when the base is not the one the candidate was merged
    /// with.
    ///
    /// @return false when the base has moved
    boolean land(String trailer, Tree tree) {
        if (landed(trailer).isPresent()) {
            return true;
        }
        return merge(trailer, tree);
    }

    boolean merge(String trailer, Tree tree) {
        if (tree.base() != base) {
            return false;
        }
        landings.add(new Landing(trailer, tree));
        base++;
        candidate = new Tree(candidate.work(), base);
        return true;
    }

    /// What recovery looks for before it tries again.
    Optional<Landing> landed(String trailer) {
        return landings.stream().filter(l -> l.trailer().equals(trailer)).findFirst();
    }

    List<Landing> landings() {
        return List.copyOf(landings);
    }
}
