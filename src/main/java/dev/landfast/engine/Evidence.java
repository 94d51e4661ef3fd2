package dev.landfast.engine;

import dev.landfast.journal.Ask;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/// What had been made and measured before a step, in the order of the document: candidate,
/// evidence, authors. What a later step makes changes none of it; what a repair before it makes
/// does.
final class Evidence {

    private static final Set<String> MENDING = Set.of("repair", "through", "recover", "undo");

    private final Facts facts;
    private final Tree tree;

    Evidence(Facts facts, Tree tree) {
        this.facts = facts;
        this.tree = tree;
    }

    Ask.Bound bound(String path) {
        return new Ask.Bound(
                candidate(path).map(Mark.What.Committed::commit).orElse(""),
                measured(path),
                facts.start().map(began -> began.event().pin().hash()).orElse(""));
    }

    Optional<Mark.What.Committed> candidate(String path) {
        return newest(path, _ -> true).map(mark -> (Mark.What.Committed) mark.what());
    }

    /// What left the candidate that was there when a step was begun first: neither the step itself
    /// nor a repair of its failures.
    Optional<Mark> before(String path) {
        return newest(path, mark -> !Paths.within(mark.path(), path));
    }

    private Optional<Mark> newest(String path, Predicate<Mark> counts) {
        var marks = facts.tally().marks();
        var way = Paths.segments(path);
        for (var i = marks.size() - 1; i >= 0; i--) {
            if (marks.get(i).what() instanceof Mark.What.Committed
                    && precedes(marks.get(i), way)
                    && counts.test(marks.get(i))) {
                return Optional.of(marks.get(i));
            }
        }
        return Optional.empty();
    }

    /// The people who did work that the step stands on. Starting a run is not authorship.
    Set<String> authors(String path) {
        var authors = new LinkedHashSet<String>();
        var way = Paths.segments(path);
        for (var mark : facts.tally().marks()) {
            if (mark.what() instanceof Mark.What.Authored authored && precedes(mark, way)) {
                authors.add(authored.person());
            }
        }
        return authors;
    }

    /// Hash over the newest result of every gate before the step.
    private String measured(String path) {
        var newest = new TreeMap<String, String>();
        var way = Paths.segments(path);
        for (var mark : facts.tally().marks()) {
            if (mark.what() instanceof Mark.What.Measured measured && precedes(mark, way)) {
                newest.put(mark.step(), measured.digest());
            }
        }
        var lines = newest.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).toList();
        return lines.isEmpty() ? "" : sha256(lines);
    }

    static String sha256(List<String> lines) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            lines.forEach(line -> digest.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private boolean precedes(Mark mark, List<String> way) {
        var length = Math.min(mark.way().size(), way.size());
        for (var i = 0; i < length; i++) {
            if (!mark.way().get(i).equals(way.get(i))) {
                return before(mark, mark.way().get(i), way.get(i));
            }
        }
        return true;
    }

    /// @param a where the mark's path leaves the common way
    /// @param b where the step's path leaves it
    private boolean before(Mark mark, String a, String b) {
        var there = Paths.roundOf(a);
        var here = Paths.roundOf(b);
        var id = Paths.id(a);
        if (id.equals(Paths.id(b))) {
            return there < here;
        }
        if (there > 0 && here > 0 && MENDING.contains(id) && MENDING.contains(Paths.id(b))) {
            return there < here || (there == here && id.equals("repair"));
        }
        return tree.order(mark.step()) < tree.order(Paths.id(b));
    }
}
