package dev.landfast.gate;

import dev.landfast.journal.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// Evidence while it is being gathered; one check writes it, so it needs no lock.
public final class EvidenceLog {

    private final List<Evidence.Run> runs = new ArrayList<>();
    private final List<Evidence.Report> reports = new ArrayList<>();
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final List<Evidence.Measure> measures = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<Finding> concerns = new ArrayList<>();

    void ran(Evidence.Run run) {
        runs.add(run);
    }

    /// Records a report by its hash; a file that is not there is nothing to record.
    public void report(String name, Path file) {
        try {
            if (Files.isRegularFile(file)) {
                reports.add(new Evidence.Report(name, file, Hashes.ofFile(file), Files.size(file)));
            }
        } catch (IOException e) {
            note("the report " + name + " could not be read: " + e.getMessage());
        }
    }

    public void count(String name, long value) {
        counts.put(name, value);
    }

    public void measure(String what, double value, OptionalDouble threshold, OptionalDouble base) {
        measures.add(new Evidence.Measure(what, value, threshold, base));
    }

    public void note(String text) {
        if (!notes.contains(text)) {
            notes.add(text);
        }
    }

    /// Something to look at that does not block; those said first are shown first.
    public void concern(Finding finding) {
        concerns.add(finding);
    }

    /// Takes over what a shared measurement left behind.
    public void include(Evidence other) {
        runs.addAll(other.runs());
        reports.addAll(other.reports());
        other.notes().forEach(this::note);
        concerns.addAll(other.concerns());
    }

    public Evidence evidence() {
        return new Evidence(runs, reports, counts, measures, new Evidence.Remarks(notes, concerns));
    }
}
