package dev.landfast.check.app;

import dev.landfast.definition.Config;
import dev.landfast.gate.Bench;
import dev.landfast.gate.Check;
import dev.landfast.gate.Findings;
import dev.landfast.gate.Plant;
import dev.landfast.gate.Verdict;
import dev.landfast.journal.Finding;
import dev.landfast.journal.Finding.Level;
import dev.landfast.journal.Finding.Place;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// No file that differs from the base has a conflict marker, and the migrations have one head.
public final class ConflictsCheck implements Check {

    private static final int LARGEST = 4 << 20;

    @Override
    public String name() {
        return "conflicts";
    }

    @Override
    public Set<String> settings() {
        return Set.of("markers", "heads");
    }

    @Override
    public Optional<Plant> plant(Bench bench, Config with) {
        return Optional.of(
                Plant.file("canary_conflict.txt", "<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n")
                        .with(Map.of("markers", 0L)));
    }

    @Override
    public Verdict judge(Bench bench, Config with) {
        var findings = new ArrayList<Finding>();
        var files = bench.candidate().files();
        var changed = new TreeSet<>(files.keySet());
        changed.removeIf(f -> files.getOrDefault(f, "").equals(bench.base().files().get(f)));
        changed.forEach(f -> findings.addAll(markers(f, bench.candidate().content(f))));
        var versions = Revisions.in(bench.candidate().quiet());
        bench.log().count("files", changed.size());
        bench.log().count("revisions", versions.files().size());
        if (findings.size() <= with.integer("markers").orElse(0L)) {
            findings.clear();
        }
        if (versions.heads().size() > with.integer("heads").orElse(1L)) {
            findings.addAll(versions.findings());
        }
        return findings.isEmpty() ? new Verdict.Pass() : new Verdict.Fail(findings);
    }

    private static List<Finding> markers(String file, byte[] content) {
        var findings = new ArrayList<Finding>();
        if (content.length > LARGEST) {
            return findings;
        }
        var number = 0;
        for (var line : new String(content, StandardCharsets.UTF_8).split("\n", -1)) {
            number++;
            if (line.startsWith("<<<<<<< ")
                    || line.startsWith(">>>>>>> ")
                    || line.startsWith("||||||| ")) {
                findings.add(
                        Findings.of(
                                "conflict-marker",
                                Level.CRITICAL,
                                new Place(file, number),
                                "a conflict was left: " + line));
            }
        }
        return findings;
    }
}
