package dev.landfast.workspace;

import dev.landfast.failpoint.Failpoints;
import dev.landfast.git.Checkout;
import dev.landfast.git.Refs;
import dev.landfast.git.Repository;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Keeps what exists before anything destructive happens, and gives it back.
public final class Rescue {

    static final String REFS = "refs/landfast/rescue/";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Repository repository;
    private final Clock clock;

    public Rescue(Repository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    static String time(Instant at) {
        return TIME.format(at);
    }

    /// Keeps everything a checkout has that is not in a commit: edits, new files, what is staged,
    /// and ignored files that are small. Its HEAD is kept with it. The checkout is not changed.
    ///
    /// @param name what it is filed under, the name of the workspace
    /// @param why one sentence for the person who finds it
    /// @return empty when there was nothing unsaved
    public Optional<Kept> unsaved(Checkout checkout, String name, String why) {
        return keep(checkout, name, why, false);
    }

    /// The same, and also when only commits would be lost.
    public Kept everything(Checkout checkout, String name, String why) {
        return keep(checkout, name, why, true).orElseThrow();
    }

    private Optional<Kept> keep(Checkout checkout, String name, String why, boolean always) {
        var sorted = new IgnoredFiles(checkout.path()).sort(checkout.status().ignored());
        var now = clock.instant();
        var subject = "rescued from " + name + ": " + why + leftBehind(sorted.large());
        var picture = new Pictures(repository, checkout).take(sorted.small(), subject, now);
        if (!picture.unsaved() && !always) {
            return Optional.empty();
        }
        Failpoints.hit("workspace.rescue-taken");
        var nested = nested(checkout);
        var ref = file(name, picture.commit(), TIME.format(now));
        Failpoints.hit("workspace.rescue-filed");
        var left = new ArrayList<>(sorted.large());
        left.addAll(nested);
        return Optional.of(new Kept(ref, picture.commit(), picture.files(), left));
    }

    /// A repository within the worktree: git lists it as one new path with a slash at its end, and
    /// a commit does not hold what is in it.
    private static List<String> nested(Checkout checkout) {
        return checkout.status().untracked().stream()
                .filter(p -> p.endsWith("/"))
                .map(p -> p.substring(0, p.length() - 1))
                .toList();
    }

    private static String leftBehind(List<String> large) {
        return large.isEmpty() ? "" : "\n\ntoo large, not in here:\n" + String.join("\n", large);
    }

    private String file(String name, String commit, String time) {
        for (var n = 1; ; n++) {
            var ref = REFS + name + "/" + time + (n == 1 ? "" : "-" + n);
            if (repository.refs().change(Refs.Change.create(ref, commit))) {
                return ref;
            }
        }
    }

    /// Keeps a commit that is about to lose its branch.
    public Kept commit(String commit, String name) {
        var ref = file(name, commit, TIME.format(clock.instant()));
        return new Kept(ref, commit, 0, List.of());
    }

    /// One entry of the list.
    ///
    /// @param name what it is filed under
    /// @param time when it was kept, in UTC, `20260102T030405.678Z`
    public record Filed(String ref, String name, String time, String commit, String subject) {}

    /// Everything that is kept, by name and time.
    public List<Filed> all() {
        var found = new ArrayList<Filed>();
        repository
                .refs()
                .below(REFS)
                .forEach((ref, commit) -> {
                    var rest = ref.substring(REFS.length());
                    var split = rest.lastIndexOf('/');
                    var subject = repository.commits().message(commit).lines().findFirst();
                    found.add(
                            new Filed(
                                    ref,
                                    rest.substring(0, split),
                                    rest.substring(split + 1),
                                    commit,
                                    subject.orElse("")));
                });
        return found;
    }

    /// The one entry whose ref, name and time, or name alone this is; of several of a name the
    /// latest that is not contained in another: a branch's tip is in the picture taken on top.
    public Filed find(String text) {
        var found =
                all().stream()
                        .filter(f ->
                                f.ref().equals(text)
                                        || f.name().equals(text)
                                        || (f.name() + "/" + f.time()).equals(text)
                                        || f.commit().equals(text))
                        .toList();
        return found.stream()
                .filter(f -> found.stream().noneMatch(other -> goesBeyond(other, f)))
                .reduce((_, later) -> later)
                .orElseThrow(() -> Trouble.nothingRescued(text));
    }

    private boolean goesBeyond(Filed other, Filed one) {
        return !other.commit().equals(one.commit())
                && repository.commits().contains(other.commit(), one.commit());
    }

    /// Gives it back as it was: a worktree of its own on a new branch at the commit that was
    /// checked out then, with the same edits, staged what was staged. What is kept stays kept.
    ///
    /// @param name of worktree and branch, `.worktrees/NAME` and `rescued/NAME`
    public Checkout restore(Filed filed, String name) {
        Names.check(name);
        var path = place(name);
        var parents = repository.commits().parents(filed.commit());
        var isPicture = filed.subject().startsWith("rescued from ");
        var start = isPicture ? parents.getFirst() : filed.commit();
        repository.excludes().add(Workspaces.EXCLUDED);
        var checkout = repository.worktrees().add(path, "rescued/" + name, start);
        if (isPicture) {
            new Pictures(repository, checkout).restore(filed.commit());
        }
        return checkout;
    }

    private Path place(String name) {
        return repository.root().resolve(".worktrees").resolve(name);
    }
}
