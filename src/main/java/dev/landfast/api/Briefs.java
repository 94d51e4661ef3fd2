package dev.landfast.api;

import dev.landfast.agent.brief.Material;
import dev.landfast.journal.Artifact;
import dev.landfast.journal.Event;
import dev.landfast.journal.Journal;
import dev.landfast.journal.StepKey;
import dev.landfast.journal.StepResult;
import dev.landfast.problem.UsageProblem;
import dev.landfast.step.AttemptFolders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds what agents were told: in the journal, and for an attempt that is under way where it is
/// kept.
final class Briefs {

    private static final String ARTIFACT = "brief.md";

    private final Journal journal;
    private final Catalogue catalogue;

    Briefs(Journal journal, Catalogue catalogue) {
        this.journal = journal;
        this.catalogue = catalogue;
    }

    /// @throws UsageProblem when the workflow has no such step, or no agent was told anything at it
    Briefed of(RunLine run, String step) {
        var all = all(run.id());
        var found =
                all.entrySet().stream()
                        .filter(each -> means(each.getKey(), step))
                        .reduce((_, last) -> last);
        if (found.isEmpty()) {
            throw none(run, step, all.keySet().stream().map(StepKey::step).distinct().toList());
        }
        var key = found.get().getKey();
        var text = found.get().getValue();
        return new Briefed(
                run.what().name(), key.step(), key.toString(), Material.Room.estimate(text), text);
    }

    private static boolean means(StepKey key, String step) {
        return List.of(key.step(), key.path(), key.toString()).contains(step);
    }

    /// In the order in which the attempts were begun.
    private Map<StepKey, String> all(String run) {
        var folders = new AttemptFolders(journal.folder());
        var texts = new LinkedHashMap<StepKey, Optional<String>>();
        for (var entry : journal.entries(run)) {
            switch (entry.event()) {
                case Event.StepScheduled(var key, var _, _) ->
                        texts.put(key, folders.given(run, key));
                case Event.StepFinished(var key, var result, var _) ->
                        last(result).ifPresent(text -> texts.put(key, Optional.of(text)));
                default -> {}
            }
        }
        var told = new LinkedHashMap<StepKey, String>();
        texts.forEach((key, text) -> text.ifPresent(said -> told.put(key, said)));
        return told;
    }

    /// A step may have let a role try several times; the last counts.
    private Optional<String> last(StepResult result) {
        return result.artifacts().stream()
                .filter(artifact -> artifact.name().equals(ARTIFACT))
                .reduce((_, last) -> last)
                .map(this::text);
    }

    private String text(Artifact artifact) {
        return new String(journal.artifacts().read(artifact), StandardCharsets.UTF_8);
    }

    private UsageProblem none(RunLine run, String step, List<String> told) {
        if (journal.entries(run.id()).getFirst().event() instanceof Event.RunStarted start) {
            Starting.requireStep(catalogue.of(start), id(step));
        }
        var names = new ArrayList<>(told);
        return new UsageProblem(
                "LF-156",
                "no agent was told anything at the step '" + step + "' of this run",
                "",
                names.isEmpty()
                        ? "none has been at work in it yet"
                        : "there is a brief for: " + String.join(", ", names));
    }

    /// `quality.2/review@1` is the step `review`.
    private static String id(String step) {
        var path = step.replaceFirst("@[0-9]+$", "");
        return new StepKey(path, 1).step();
    }
}
