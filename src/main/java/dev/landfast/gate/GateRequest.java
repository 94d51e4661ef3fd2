package dev.landfast.gate;

import dev.landfast.definition.Config;
import dev.landfast.definition.Workflow;
import dev.landfast.journal.Event;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What to measure, against what, and where.
///
/// @param gate checks and thresholds, variant and project already applied
/// @param material what people and agents handed in, by check: `review` → the reviewer's JSON
/// @param waivers what persons took responsibility for; those for other commits are ignored
public record GateRequest(
        Workflow.Gate gate,
        Subject subject,
        Surroundings surroundings,
        Map<String, String> material,
        List<Event.Waived> waivers) {

    public GateRequest {
        material = Map.copyOf(material);
        waivers = List.copyOf(waivers);
    }

    /// @param commit the committed candidate
    /// @param base the commit whose tests, findings and tool configuration count
    public record Subject(String commit, String base) {}

    /// Everything around the tree.
    ///
    /// @param attempt a new folder for this attempt's checkouts, logs and reports, in no work tree
    /// @param shared a folder of the repository that attempts share: caches and measured bases
    /// @param environment what the project needs to run: `PATH`, `VIRTUAL_ENV`, `PORT`, database
    ///   names; tools see this and what the gate adds, nothing else
    /// @param secrets reach only a check that names them under `secrets`
    /// @param project the settings of `landfast.yaml` at the base
    public record Surroundings(
            Path attempt,
            Path shared,
            Map<String, String> environment,
            Map<String, String> secrets,
            Config project) {

        public Surroundings {
            environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
            secrets = Map.copyOf(secrets);
        }

        /// Without secrets or project settings.
        public static Surroundings of(Path attempt, Path shared, Map<String, String> environment) {
            return new Surroundings(attempt, shared, environment, Map.of(), Config.empty());
        }
    }
}
