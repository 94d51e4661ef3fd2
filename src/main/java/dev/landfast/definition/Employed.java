package dev.landfast.definition;

import java.util.Set;
import java.util.TreeSet;

/// Whom a workflow employs, people left out, and what it wants them to know.
///
/// @param roles that it declares or that one of its steps names
/// @param skills that it names, for a role or for one step
public record Employed(Set<String> roles, Set<String> skills) {

    private static final String SKILLS = "skills";

    public Employed {
        roles = Set.copyOf(roles);
        skills = Set.copyOf(skills);
    }

    public static Employed of(Workflow workflow) {
        var declared = workflow.inputs().roles();
        var roles = new TreeSet<>(declared.keySet());
        roles.addAll(Uses.of(workflow).roles());
        var skills = new TreeSet<String>();
        declared.forEach((name, role) -> {
            skills.addAll(role.skills());
            if (role.more().flag("person", false)) {
                roles.remove(name);
            }
        });
        Steps.tasks(workflow).forEach(task -> skills.addAll(task.with().texts(SKILLS)));
        return new Employed(roles, skills);
    }
}
