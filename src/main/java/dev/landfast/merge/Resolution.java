package dev.landfast.merge;

import dev.landfast.git.Merges.Conflicted;
import dev.landfast.git.PathChange.Blob;
import dev.landfast.git.Repository;
import dev.landfast.merge.Conflict.Hands;
import dev.landfast.merge.Conflict.Kind;
import dev.landfast.merge.Hunks.Hunk;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Resolves one conflicted file by rules as far as they go, and says what is left for whom.
///
/// A rule answers only where the answer does not depend on what the code means: one side changed
/// the layout alone, both changed imports, both added whole things at one place.
final class Resolution {

    private static final int MANY = 12;
    private static final Pattern MODEL =
            Pattern.compile(
                    "Column\\(|mapped_column\\(|relationship\\(|\\(Base\\)|BaseModel|Mapped\\[");
    private static final Pattern ENDPOINT =
            Pattern.compile(
                    "@\\w+\\.(get|post|put|patch|delete|head|options|route|websocket)\\(|APIRouter\\(");

    private final Repository repository;
    private final String ours;
    private final String theirs;

    /// @param ours the name shown at our side of a marker
    Resolution(Repository repository, String ours, String theirs) {
        this.repository = repository;
        this.ours = ours;
        this.theirs = theirs;
    }

    /// @param file what to put into the tree, with markers where a conflict is left; empty where
    ///   git's own attempt stays
    record Resolved(Conflict conflict, Optional<Blob> file) {}

    Resolved resolve(Conflicted path) {
        if (path.ours().isEmpty() || path.theirs().isEmpty()) {
            return left(path, Kind.COMPLEX, "removed on one side, changed on the other");
        }
        var one = path.ours().get();
        var other = path.theirs().get();
        if (one.isSubmodule() || other.isSubmodule() || one.isLink() || other.isLink()) {
            return left(path, Kind.COMPLEX, "a link or a submodule");
        }
        if (path.kinds().stream().anyMatch(k -> !k.contains("contents"))) {
            return left(path, Kind.COMPLEX, String.join(", ", path.kinds()));
        }
        var text = repository.merges().lines(path, Hunks.MARKER_SIZE);
        if (text.isEmpty()) {
            return left(path, Kind.COMPLEX, "not a text");
        }
        return resolve(path, Hunks.parse(text.get()));
    }

    private Resolved resolve(Conflicted path, Hunks hunks) {
        var answers = new ArrayList<Optional<List<String>>>();
        var added = false;
        // Where harm is possible only the rule for imports answers.
        var sensitive = Sensitive.why(path.path());
        for (var number = 0; number < hunks.hunks().size(); number++) {
            var hunk = hunks.hunks().get(number);
            var layout =
                    sensitive.isEmpty()
                            ? Formatting.resolve(hunks, number, path.path())
                            : Optional.<List<String>>empty();
            var safe = layout.or(() -> imports(hunk, path.path()));
            var joined =
                    safe.isEmpty() && sensitive.isEmpty()
                            ? BothAdd.resolve(hunk, path.path())
                            : Optional.<List<String>>empty();
            added |= joined.isPresent();
            answers.add(safe.or(() -> joined));
        }
        return resolved(path, hunks, answers, added);
    }

    private Resolved resolved(
            Conflicted path, Hunks hunks, List<Optional<List<String>>> answers, boolean added) {
        var open = new ArrayList<Hunk>();
        for (var number = 0; number < answers.size(); number++) {
            if (answers.get(number).isEmpty()) {
                open.add(hunks.hunks().get(number));
            }
        }
        var modes =
                Optional.of(path.ours().get().mode()).filter(path.theirs().get().mode()::equals);
        var content = hunks.text(answers, ours, theirs).getBytes(StandardCharsets.UTF_8);
        var mode = modes.orElse(path.ours().get().mode());
        var file = Optional.of(new Blob(mode, repository.trees().writeBlob(content)));
        return open.isEmpty()
                ? new Resolved(
                        new Conflict(path.path(), Kind.SIMPLE, Hands.OURS, simple(added)), file)
                : new Resolved(judge(path.path(), open), file);
    }

    private static Optional<List<String>> imports(Hunk hunk, String path) {
        return path.endsWith(".py") || path.endsWith(".pyi")
                ? Imports.resolve(hunk)
                : Optional.empty();
    }

    private static String simple(boolean added) {
        return added ? "both sides add" : "imports or layout";
    }

    private static Conflict judge(String path, List<Hunk> open) {
        var sensitive = Sensitive.why(path);
        var kind = kind(path, open);
        if (sensitive.isPresent()) {
            return new Conflict(path, kind, Hands.PERSON, sensitive.get());
        }
        var why =
                switch (kind) {
                    case SIMPLE -> "both sides add";
                    case MODELS -> "tables or schemas";
                    case ENDPOINTS -> "routes of an API";
                    case LOGIC -> "both sides changed the same lines";
                    case COMPLEX -> open.size() + " places";
                };
        var hands = isAgents(kind, path) ? Hands.AGENT : Hands.PERSON;
        return new Conflict(path, kind, hands, why);
    }

    /// Tests and texts an agent may put together whatever they say: gates judge the one, a reviewer
    /// reads the other.
    private static boolean isAgents(Kind kind, String path) {
        return switch (kind) {
            case SIMPLE, MODELS, ENDPOINTS -> true;
            case LOGIC, COMPLEX ->
                    path.startsWith("tests/")
                            || path.contains("/tests/")
                            || path.endsWith(".md")
                            || path.endsWith(".rst");
        };
    }

    private static Kind kind(String path, List<Hunk> open) {
        if (open.size() > MANY) {
            return Kind.COMPLEX;
        }
        var text = new StringBuilder();
        open.forEach(h -> {
            h.ours().forEach(text::append);
            h.theirs().forEach(text::append);
        });
        if (ENDPOINT.matcher(text).find() || path.matches(".*(routers?|routes|endpoints)/.*")) {
            return Kind.ENDPOINTS;
        }
        if (MODEL.matcher(text).find() || path.matches(".*(models?|schemas?)(/|\\.py).*")) {
            return Kind.MODELS;
        }
        return open.isEmpty() ? Kind.SIMPLE : Kind.LOGIC;
    }

    private static Resolved left(Conflicted path, Kind kind, String why) {
        var sensitive = Sensitive.why(path.path()).map(s -> s + ": " + why).orElse(why);
        return new Resolved(
                new Conflict(path.path(), kind, Hands.PERSON, sensitive), Optional.empty());
    }
}
