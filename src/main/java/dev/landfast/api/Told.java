package dev.landfast.api;

import dev.landfast.agent.brief.AnswerSchema;
import dev.landfast.agent.role.Remark.Place;
import dev.landfast.agent.role.Role;
import dev.landfast.agent.role.Roles;
import dev.landfast.agent.role.Skill;
import dev.landfast.agent.role.Skills;
import dev.landfast.agent.role.Sources;
import dev.landfast.gate.Hashes;
import dev.landfast.problem.DefinitionProblem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// The repository's own files that can come to tell agents of a run who they are and what they
/// know.
///
/// @param files path → hash of what is there; nothing of what ships
record Told(Map<String, String> files) {

    /// @throws DefinitionProblem when a role or a skill that the run will need is not there or
    ///   cannot be used
    static Told of(Sources sources, Cast cast) {
        var roles = new Roles(sources);
        var skills = new Skills(sources);
        var files = new LinkedHashMap<String, String>();
        var known = new TreeSet<String>();
        for (var needed : cast.needed().entrySet()) {
            var role = roles.named(needed.getKey(), needed.getValue());
            role.output().ifPresent(AnswerSchema::named);
            known.addAll(role.knows().skills());
            add(role, sources, files);
        }
        for (var name : cast.reachable()) {
            usable(roles, name)
                    .ifPresent(role -> {
                        known.addAll(role.knows().skills());
                        add(role, sources, files);
                    });
        }
        known.addAll(cast.reachableSkills());
        for (var name : cast.skills()) {
            if (skills.named(name).isEmpty()) {
                throw skills.unknown(name, new Place("the workflow", 1)).problem();
            }
            known.add(name);
        }
        known.stream()
                .flatMap(name -> skills.named(name).stream())
                .forEach(skill -> add(skill, sources, files));
        return new Told(files);
    }

    /// Of a role that may not be needed, what is wrong is said when it comes to that.
    private static Optional<Role> usable(Roles roles, String name) {
        try {
            return Optional.of(roles.named(name));
        } catch (DefinitionProblem e) {
            return Optional.empty();
        }
    }

    private static void add(Role role, Sources sources, Map<String, String> files) {
        var path = role.card().source();
        sources.text(path).ifPresent(text -> files.put(path, Hashes.of(text)));
    }

    private static void add(Skill skill, Sources sources, Map<String, String> files) {
        sources.text(skill.source()).ifPresent(text -> files.put(skill.source(), Hashes.of(text)));
        for (var path : skill.beside()) {
            sources.text(path).ifPresent(text -> files.put(path, Hashes.of(text)));
        }
    }
}
