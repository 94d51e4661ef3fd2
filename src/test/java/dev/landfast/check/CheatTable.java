package dev.landfast.check;

import dev.landfast.check.Ending.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What became of scripted changes: a row each, a row a family, and the rates. `./dev cheats`
/// prints it from target/cheats.tsv or honest.tsv.
///
/// @param name of the file
record CheatTable(String name, List<Ending> endings) {

    void report() {
        var rows = new ArrayList<String>();
        endings.forEach(e -> rows.add(row(e)));
        Map<String, List<Ending>> families = new LinkedHashMap<>();
        endings.forEach(
                e -> families.computeIfAbsent(e.change().family(), f -> new ArrayList<>()).add(e));
        families.forEach((family, of) -> rows.add("family\t" + rates(family, of)));
        rows.add("total\t" + rates("all", endings));
        try {
            Files.createDirectories(Path.of("target"));
            Files.write(Path.of("target", name + ".tsv"), rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String row(Ending ending) {
        return String.join(
                "\t",
                "case",
                ending.change().family(),
                ending.change().name(),
                ending.kind().words,
                ending.by().replaceAll("\\s+", " "),
                ending.took().toSeconds() + " s");
    }

    private String rates(String what, List<Ending> of) {
        var judged = of.stream().filter(e -> e.kind() != Kind.NOT_JUDGED).toList();
        var honest = name.equals("honest");
        var gone =
                judged.stream()
                        .filter(e ->
                                honest
                                        ? e.kind() == Kind.WRONG
                                        : e.kind() == Kind.ESCAPED || e.kind() == Kind.WRONG)
                        .count();
        var smelled = judged.stream().filter(e -> e.kind() == Kind.SMELLED).count();
        var rate = judged.isEmpty() ? 0 : 100.0 * gone / judged.size();
        return String.join(
                "\t",
                what,
                String.valueOf(of.size()),
                String.valueOf(judged.size()),
                String.valueOf(gone),
                String.valueOf(smelled),
                String.format(Locale.ROOT, "%.0f %%", rate));
    }
}
