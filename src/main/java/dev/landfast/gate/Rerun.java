package dev.landfast.gate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes the shell script by which a person runs a check again.
///
/// The script leaves the repository alone: it writes the commit's files into a temporary folder
/// through an index of its own, lays the base's tool configuration over them, and runs each tool
/// with the recorded environment.
final class Rerun {

    private final StringBuilder script = new StringBuilder();
    private final Map<String, Integer> trees = new LinkedHashMap<>();
    private final Map<String, Integer> scratches = new LinkedHashMap<>();

    private Rerun() {}

    static String script(List<Evidence.Run> runs) {
        if (runs.isEmpty()) {
            return "";
        }
        var writer = new Rerun();
        writer.line("r=$(mktemp -d)");
        runs.forEach(writer::run);
        writer.line("echo \"checkouts and reports are in $r\"");
        return writer.script.toString();
    }

    private void run(Evidence.Run run) {
        var tree = tree(run.where());
        var known = scratches.size();
        var number = scratches.computeIfAbsent(run.where().scratch().toString(), s -> known + 1);
        var scratch = "\"$r\"/" + number;
        line(
                "mkdir -p "
                        + String.join(
                                " ",
                                Scratch.FOLDERS.stream().map(f -> scratch + "/" + f).toList()));
        var text = new StringBuilder("(cd \"$r\"/tree-" + tree + " && env -i");
        run.environment()
                .forEach((name, value) ->
                        text.append(' ')
                                .append(name)
                                .append('=')
                                .append(
                                        switch (name) {
                                            // A run's own temporary files may have a short name
                                            // elsewhere.
                                            case "TMPDIR" -> scratch + "/tmp";
                                            case "LANDFAST_RESULTS" ->
                                                    scratch + "/reports/results.jsonl";
                                            default ->
                                                    value.equals(Evidence.Run.SECRET)
                                                            ? "\"$" + name + "\""
                                                            : quote(
                                                                    value,
                                                                    run.where(),
                                                                    tree,
                                                                    scratch);
                                        }));
        run.command()
                .forEach(word -> text.append(' ').append(quote(word, run.where(), tree, scratch)));
        line(text.append(')').toString());
    }

    private int tree(Evidence.Where where) {
        var key = where.directory().toString();
        var known = trees.get(key);
        if (known != null) {
            return known;
        }
        var number = trees.size() + 1;
        trees.put(key, number);
        var git = "git --git-dir=" + quoted(where.gitDirectory().toString());
        var folder = "\"$r\"/tree-" + number;
        line("mkdir " + folder);
        line(
                "GIT_INDEX_FILE=\"$r\"/index-%d %s --work-tree=%s read-tree --reset -u %s"
                        .formatted(number, git, folder, where.commit()));
        for (var each : where.trusted()) {
            var file = folder + "/" + quoted(each.path());
            line(
                    each.commit().isEmpty()
                            ? "rm -f " + file
                            : "mkdir -p \"$(dirname %s)\" && %s show %s > %s"
                                    .formatted(
                                            file,
                                            git,
                                            quoted(each.commit() + ":" + each.path()),
                                            file));
        }
        return number;
    }

    private static String quote(String text, Evidence.Where where, int tree, String scratch) {
        return always(text)
                .replace(where.scratch().toString(), "'" + scratch + "'")
                .replace(where.directory().toString(), "'\"$r\"/tree-" + tree + "'");
    }

    private static String always(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    /// One word for a POSIX shell, whatever is in it.
    static String quoted(String text) {
        return text.matches("[A-Za-z0-9_@%+=:,./-]+") ? text : always(text);
    }

    private void line(String text) {
        script.append(text).append('\n');
    }
}
