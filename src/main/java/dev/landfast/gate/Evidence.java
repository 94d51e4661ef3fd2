package dev.landfast.gate;

import dev.landfast.journal.Finding;
import dev.landfast.process.ContainmentLevel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// What a verdict stands on: what was run, where, and what it reported.
///
/// @param runs every tool that was run, in order
/// @param reports the tools' own reports, by hash
/// @param counts such as `tests`, `failures`, `files`
/// @param measures figures held against a threshold
/// @param remarks what a reader should know that changed no verdict
public record Evidence(
        List<Run> runs,
        List<Report> reports,
        Map<String, Long> counts,
        List<Measure> measures,
        Remarks remarks) {

    public Evidence {
        runs = List.copyOf(runs);
        reports = List.copyOf(reports);
        counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
        measures = List.copyOf(measures);
    }

    /// @param notes unmeasured classes, a red base
    /// @param concerns what a reviewer should look at, the most telling first; they never block
    public record Remarks(List<String> notes, List<Finding> concerns) {

        public Remarks {
            notes = List.copyOf(notes);
            concerns = List.copyOf(concerns);
        }
    }

    public List<String> notes() {
        return remarks.notes();
    }

    public List<Finding> concerns() {
        return remarks.concerns();
    }

    /// A shell script that runs the same tools again by hand, on the same trees, in a fresh
    /// checkout below the temporary directory. Empty when no tool was run.
    public String rerun() {
        return Rerun.script(runs);
    }

    /// Time spent in tools.
    public Duration took() {
        return runs.stream().map(r -> r.result().took()).reduce(Duration.ZERO, Duration::plus);
    }

    /// One tool that was run.
    ///
    /// @param environment everything the tool saw; a secret's value is {@link #SECRET}
    public record Run(
            Tool tool,
            List<String> command,
            Map<String, String> environment,
            Where where,
            Result result) {

        /// Stands for the value of a secret.
        public static final String SECRET = "***";

        public Run {
            command = List.copyOf(command);
            environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        }
    }

    /// @param version as the tool itself reports it
    /// @param path the program or interpreter that runs it
    public record Tool(String name, String version, String path) {}

    /// The tree a tool measured and where it stood.
    ///
    /// @param gitDirectory the repository the tree came from
    /// @param commit what was checked out
    /// @param trusted tool configuration that came from the base commit instead
    /// @param directory the checkout
    /// @param scratch everything else the tool could write: HOME, TMPDIR, caches, reports
    public record Where(
            Path gitDirectory, String commit, List<Trusted> trusted, Path directory, Path scratch) {

        public Where {
            trusted = List.copyOf(trusted);
        }
    }

    /// A configuration file as the base has it.
    ///
    /// @param commit empty when the base has no such file, so it was left out
    public record Trusted(String path, String commit) {}

    /// How it ended.
    ///
    /// @param exit absent when it did not end by itself
    /// @param digest SHA-256 over the checkout's files, the same before and after
    public record Result(
            OptionalInt exit,
            Duration took,
            Path log,
            ContainmentLevel containment,
            String digest) {}

    /// A file a tool wrote.
    ///
    /// @param hash SHA-256 in lower-case hex
    public record Report(String name, Path file, String hash, long size) {}

    /// A figure and what it was held against.
    ///
    /// @param base the same figure at the base, where that was measured
    public record Measure(
            String what, double value, OptionalDouble threshold, OptionalDouble base) {}
}
