package dev.landfast.check.integrity;

import dev.landfast.journal.Finding;
import dev.landfast.journal.Finding.Place;
import dev.landfast.syntax.Function;
import dev.landfast.syntax.PythonFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What code of the product does that suits its tests and nobody else.
final class ProductSmells {

    /// A comparison of types or sizes alone says nothing of what is in there.
    private static final Pattern OUTWARD =
            Pattern.compile(
                    "(type|len) \\( \\w+ \\) [=!]= (type|len) \\( \\w+ \\)"
                            + "|\\w+ \\. __class__ [=!]= \\w+ \\. __class__|is (not )?None");

    private static final Pattern COMPARES =
            Pattern.compile(" [=!]= |\\bis (not )?(other|self|\\w+)\\b|__(eq|ne|lt)__|super \\(");
    private static final Pattern ALWAYS = Pattern.compile("(return|in) True");

    private final Change change;
    private final List<Finding> found = new ArrayList<>();

    ProductSmells(Change change) {
        this.change = change;
    }

    static List<Finding> of(Change change) {
        return change.python().parallelStream()
                .filter(path -> !change.testFiles().isOfTests(path))
                .filter(path -> Glance.mayHoldSmells(change.now().text(path)))
                .flatMap(path -> new ProductSmells(change).in(path).stream())
                .toList();
    }

    List<Finding> in(String path) {
        change.now().python(path).ifPresent(now -> look(path, now));
        return found;
    }

    private void look(String path, PythonFile now) {
        var before = functions(change.base().python(path));
        for (var each : now.functions()) {
            var old = before.get(each.name());
            if (old == null || !old.hash().equals(each.hash())) {
                if (agrees(each)) {
                    add(
                            Smell.OBJECT_AGREEABLE,
                            path,
                            each.line(),
                            each.name() + " compares nothing of what it is given");
                }
                Figures.contradicted(each, now)
                        .ifPresent(n ->
                                add(
                                        Smell.NUMBER_CONTRADICTED,
                                        path,
                                        each.line(),
                                        "%s says %s and figures with %s"
                                                .formatted(each.name(), n.said(), n.used())));
            }
        }
        Answers.in(change, path, now)
                .forEach(known ->
                        add(
                                Smell.ANSWER_KNOWN,
                                path,
                                known.line(),
                                "decides by %s, as do its tests".formatted(known.text())));
    }

    private static Map<String, Function> functions(Optional<PythonFile> file) {
        var all = new HashMap<String, Function>();
        file.map(PythonFile::functions).orElse(List.of()).forEach(f -> all.put(f.name(), f));
        return all;
    }

    private static boolean agrees(Function function) {
        var name = function.simpleName();
        if (!function.name().contains("::")) {
            return false;
        }
        var body = function.body();
        if (name.equals("__contains__") || name.equals("__eq__")) {
            if (ALWAYS.matcher(body.strip()).matches()) {
                return true;
            }
        }
        return name.equals("__eq__")
                && body.contains("return")
                && !body.strip().equals("return NotImplemented")
                && !COMPARES.matcher(OUTWARD.matcher(body).replaceAll("")).find();
    }

    private void add(Smell smell, String path, int line, String what) {
        found.add(smell.at(new Place(path, line), what));
    }
}
