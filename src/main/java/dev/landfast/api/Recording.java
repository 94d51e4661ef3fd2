package dev.landfast.api;

import dev.landfast.agent.CassetteWriter;
import dev.landfast.agent.RecordedTurn;
import dev.landfast.journal.Artifact;
import dev.landfast.journal.Event;
import dev.landfast.journal.Journal;
import dev.landfast.journal.StepResult;
import dev.landfast.problem.EnvironmentProblem;
import dev.landfast.problem.UsageProblem;
import dev.landfast.yaml.PlainYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;

/// Writes what the roles of a run said and left into a folder that plays it again without them.
final class Recording {

    private final Journal journal;

    Recording(Journal journal) {
        this.journal = journal;
    }

    /// @throws UsageProblem when no role has done anything in it yet, something is in the folder,
    ///   or it is too large
    void write(String run, Path folder) {
        assertFree(folder);
        var cassette = new CassetteWriter();
        var about = "Run " + run;
        for (var entry : journal.entries(run)) {
            if (entry.event() instanceof Event.RunStarted start) {
                about += " of " + start.pin().workflow() + " from " + start.pin().base();
            }
            if (entry.event() instanceof Event.StepFinished step) {
                turns(step, cassette);
            }
        }
        if (cassette.isEmpty()) {
            throw new UsageProblem(
                    "LF-163",
                    "no role has done anything in this run that could be played again",
                    run,
                    "wait for a step of an agent or a person to end; older runs kept too little");
        }
        try {
            cassette.write(about, folder);
        } catch (IOException e) {
            throw new EnvironmentProblem(
                            "LF-526",
                            "the cassette cannot be written: " + e.getMessage(),
                            folder.toString(),
                            "check the folder and its rights")
                    .because(e);
        } catch (PlainYaml.NotYaml e) {
            throw new UsageProblem(
                            "LF-164",
                            "the cassette would be larger than can be played: " + e.getMessage(),
                            run,
                            "record a run with fewer or shorter answers")
                    .because(e);
        }
    }

    /// What was left belongs to the last turn of the step, as only that counted.
    private void turns(Event.StepFinished step, CassetteWriter cassette) {
        var result = step.result();
        var left = left(result);
        result.artifacts().stream()
                .filter(artifact -> artifact.name().equals(RecordedTurn.NAME))
                .map(artifact -> RecordedTurn.parse(content(artifact)))
                .forEach(turn -> cassette.add(turn, left, result.usage(), step.took()));
    }

    private CassetteWriter.Left left(StepResult result) {
        var patch = Optional.<CassetteWriter.Content>empty();
        var files = new LinkedHashMap<String, CassetteWriter.Content>();
        for (var artifact : result.artifacts()) {
            if (artifact.name().equals(RecordedTurn.PATCH)) {
                patch = Optional.of(() -> content(artifact));
            } else if (artifact.name().startsWith(RecordedTurn.FILE)) {
                var path = artifact.name().substring(RecordedTurn.FILE.length());
                files.put(path, () -> content(artifact));
            }
        }
        return new CassetteWriter.Left(patch, files);
    }

    private byte[] content(Artifact artifact) {
        return journal.artifacts().read(artifact);
    }

    private static void assertFree(Path folder) {
        try (var inside = Files.list(folder)) {
            if (inside.findAny().isEmpty()) {
                return;
            }
        } catch (IOException e) {
            if (Files.notExists(folder)) {
                return;
            }
        }
        throw new UsageProblem(
                "LF-165",
                "something is in the place where the cassette belongs",
                folder.toString(),
                "name another folder with --output");
    }
}
