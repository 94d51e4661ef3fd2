package dev.landfast.check.secret;

import dev.landfast.definition.Config;
import dev.landfast.gate.Bench;
import dev.landfast.gate.Check;
import dev.landfast.gate.Findings;
import dev.landfast.gate.Hashes;
import dev.landfast.gate.Plant;
import dev.landfast.gate.Verdict;
import dev.landfast.journal.Finding;
import dev.landfast.journal.Finding.Level;
import dev.landfast.journal.Finding.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Secrets in any text file of the tree, Python or not. Those whose hash the base's {@link
/// Baseline#FILE} lists are known and pass.
///
/// `findings` counts all others, `new` those whose value stands nowhere in the base; where neither
/// is given, none may be new. No finding, log or report holds the secret itself.
public final class SecretsCheck implements Check {

    @Override
    public String name() {
        return "secrets";
    }

    @Override
    public Set<String> settings() {
        return Set.of("findings", "new");
    }

    @Override
    public Optional<Plant> plant(Bench bench, Config with) {
        var path = with.text("path").map(p -> p.replaceAll("/*$", "")).orElse("");
        var file =
                bench.base().files().containsKey(path)
                        ? path
                        : (path.isEmpty() || path.equals(".") ? "" : path + "/") + "canary.txt";
        // In two parts, because it is looked for here as well.
        var secret = "AKIA" + "Q7ZL2M9XT4WB6KDR";
        return Optional.of(
                Plant.file(file, "key: " + secret + "\n").with(Map.of("findings", 0L, "new", 0L)));
    }

    /// @param hash SHA-256 of the secret, by which it is known again wherever it stands
    private record Found(String hash, Finding finding) {}

    @Override
    public Verdict judge(Bench bench, Config with) {
        var known = Baseline.at(bench.base());
        var all = new ArrayList<Found>();
        var texts =
                new Texts(bench.base(), with.text("path"))
                        .through(bench.candidate(), (path, text) -> all.addAll(found(path, text)));
        bench.log().count("files", texts.read());
        bench.log().count("binary", texts.binary());
        bench.log().count("too-large", texts.large().size());
        texts.large().forEach(f -> bench.log().note("too large to look into: " + f));
        var open = all.stream().filter(f -> !known.contains(f.hash())).toList();
        bench.log().count("findings", open.size());
        bench.log().count("in-baseline", all.size() - open.size());
        if (with.has("findings") && open.size() > with.integer("findings").orElse(0L)) {
            return new Verdict.Fail(findings(open));
        }
        if (open.isEmpty() || (with.has("findings") && !with.has("new"))) {
            return new Verdict.Pass();
        }
        var before = hashesAtBase(bench);
        var added = open.stream().filter(f -> !before.contains(f.hash())).toList();
        bench.log().count("new", added.size());
        return added.size() <= with.integer("new").orElse(0L)
                ? new Verdict.Pass()
                : new Verdict.Fail(findings(added));
    }

    private static Set<String> hashesAtBase(Bench bench) {
        Set<String> hashes = new HashSet<>();
        new Texts(bench.base(), Optional.empty())
                .through(
                        bench.base(),
                        (path, text) ->
                                Secrets.in(path, text)
                                        .forEach(h -> hashes.add(Hashes.of(h.value()))));
        return hashes;
    }

    private static List<Finding> findings(List<Found> found) {
        return found.stream().map(Found::finding).toList();
    }

    private static List<Found> found(String path, String text) {
        return Secrets.in(path, text).stream()
                .map(h -> new Found(Hashes.of(h.value()), finding(path, h)))
                .toList();
    }

    private static Finding finding(String path, Secrets.Hit hit) {
        return Findings.advised(
                Findings.of(
                        "secret-" + hit.rule(),
                        Level.CRITICAL,
                        new Place(path, hit.line()),
                        "looks like a secret: " + Secrets.masked(hit.value())),
                "take it out and make it invalid; if it is none, a person adds "
                        + Hashes.of(hit.value())
                        + " to "
                        + Baseline.FILE
                        + " at the base");
    }
}
