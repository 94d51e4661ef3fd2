package dev.landfast.check.app;

import dev.landfast.gate.Checkout;
import dev.landfast.gate.Findings;
import dev.landfast.gate.PythonProject;
import dev.landfast.journal.Finding;
import dev.landfast.journal.Finding.Level;
import dev.landfast.journal.Finding.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Alembic's revisions as the files of a tree state them; nothing is run.
///
/// @param files revision → the file it is in
/// @param parents revision → what it comes after
record Revisions(Map<String, String> files, Map<String, Set<String>> parents) {

    private static final Pattern REVISION =
            Pattern.compile(
                    "^revision(?:\\s*:[^=\\n]+)?\\s*=\\s*[\"']([^\"']+)[\"']", Pattern.MULTILINE);
    private static final Pattern DOWN =
            Pattern.compile(
                    "^down_revision(?:\\s*:[^=\\n]+)?\\s*=\\s*(\\([^)]*\\)|\\[[^\\]]*]|[^\\n]+)",
                    Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("[\"']([^\"']+)[\"']");
    private static final Pattern LOCATION =
            Pattern.compile("^script_location\\s*=\\s*(\\S+)", Pattern.MULTILINE);

    /// Where the migrations are, when the tree has any.
    static Optional<String> folder(Checkout checkout) {
        if (!checkout.files().contains("alembic.ini")) {
            return Optional.empty();
        }
        var found = LOCATION.matcher(new PythonProject(checkout).text("alembic.ini"));
        return found.find()
                ? Optional.of(found.group(1).replace("%(here)s/", "").replaceAll("/$", ""))
                : Optional.empty();
    }

    static Revisions in(Checkout checkout) {
        var files = new TreeMap<String, String>();
        var parents = new TreeMap<String, Set<String>>();
        var folder = folder(checkout).map(f -> f + "/versions/").orElse("\0");
        for (var file : checkout.files()) {
            if (file.startsWith(folder) && file.endsWith(".py")) {
                var text = new PythonProject(checkout).text(file);
                var revision = REVISION.matcher(text);
                if (revision.find()) {
                    files.put(revision.group(1), file);
                    parents.put(revision.group(1), names(text));
                }
            }
        }
        return new Revisions(files, parents);
    }

    private static Set<String> names(String text) {
        Set<String> names = new TreeSet<>();
        var down = DOWN.matcher(text);
        if (down.find()) {
            var name = NAME.matcher(down.group(1));
            while (name.find()) {
                names.add(name.group(1));
            }
        }
        return names;
    }

    Set<String> heads() {
        Set<String> heads = new TreeSet<>(files.keySet());
        parents.values().forEach(heads::removeAll);
        return heads;
    }

    List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        var heads = heads();
        if (heads.size() > 1) {
            for (var head : heads) {
                findings.add(
                        Findings.advised(
                                Findings.of(
                                        "migration-heads",
                                        Level.CRITICAL,
                                        new Place(files.getOrDefault(head, ""), 0),
                                        "one of "
                                                + heads.size()
                                                + " heads of the migrations: "
                                                + head),
                                "let one of them come after the other"));
            }
        }
        return findings;
    }
}
