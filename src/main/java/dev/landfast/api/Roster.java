package dev.landfast.api;

import dev.landfast.agent.role.Remark;
import dev.landfast.agent.role.Role;
import dev.landfast.agent.role.Roles;
import dev.landfast.agent.role.Skills;
import dev.landfast.agent.role.Sources;
import dev.landfast.definition.Config;
import dev.landfast.definition.DefinitionException;
import dev.landfast.definition.Definitions;
import dev.landfast.definition.Employed;
import dev.landfast.definition.Workflow;
import dev.landfast.git.Refs;
import dev.landfast.git.Repository;
import dev.landfast.problem.DefinitionProblem;
import dev.landfast.problem.EnvironmentProblem;
import dev.landfast.problem.RepositoryProblem;
import dev.landfast.problem.UsageProblem;
import dev.landfast.project.Project;
import dev.landfast.step.BaseFiles;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The roles there are for steps: those that ship, and those of the repository as its base has
/// them.
public final class Roster {

    private final Home home;

    Roster(Home home) {
        this.home = home;
    }

    /// @param from `built in`, or the path of its file
    /// @param usedBy workflows that declare it or name it
    /// @param trouble why it cannot be used; empty when it can
    public record Line(String name, Reach reach, String from, List<String> usedBy, String trouble) {

        public Line {
            usedBy = List.copyOf(usedBy);
        }
    }

    /// @param tier `deep`, `standard` or `fast`
    /// @param access `read` or `edit`
    /// @param about when it is to be employed
    public record Reach(String tier, String access, String about) {}

    /// @param from `built in`, the path of its file, or empty where there is none
    public record Knowledge(String name, String about, String from) {}

    /// A role as people read it.
    ///
    /// @param text its file
    public record Card(Line line, List<Knowledge> skills, String text) {

        public Card {
            skills = List.copyOf(skills);
        }
    }

    /// In the order of their names.
    public List<Line> list() {
        var sources = sources();
        var roles = new Roles(sources);
        var workflows = workflows();
        return roles.names().keySet().stream().map(name -> line(roles, name, workflows)).toList();
    }

    /// @throws DefinitionProblem when there is none, or its file cannot be used
    public Card show(String name) {
        var sources = sources();
        var roles = new Roles(sources);
        var role = roles.named(name);
        return new Card(
                line(roles, name, workflows()),
                skills(role, new Skills(sources)),
                roles.text(name));
    }

    /// What is wrong with role files, skills and instruction files, or probably not meant, as they
    /// lie in the work tree.
    ///
    /// @param files paths; all of the repository's own when there is none
    public List<Workflows.Remark> lint(List<String> files) {
        var lint = new RoleLint(home.surroundings().directory(), home.place().root());
        var remarks = files.isEmpty() ? lint.all() : lint.these(files);
        return remarks.stream().map(Roster::remark).toList();
    }

    private static Workflows.Remark remark(Remark remark) {
        return new Workflows.Remark(
                remark.code().text(),
                remark.place().toString(),
                remark.mistake(),
                remark.what() + "; " + remark.remedy());
    }

    /// Files that no run reads as they are: they differ from what is committed.
    public List<String> uncommitted() {
        return repository().stream()
                .flatMap(repository -> repository.main().status().paths().stream())
                .filter(path ->
                        Stream.of(Roles.FOLDER, Skills.FOLDER)
                                .anyMatch(folder -> path.startsWith(folder + "/")))
                .toList();
    }

    private static Line line(Roles roles, String name, Map<String, Employed> workflows) {
        var users =
                workflows.entrySet().stream()
                        .filter(workflow -> workflow.getValue().roles().contains(name))
                        .map(Map.Entry::getKey)
                        .toList();
        var from = roles.names().getOrDefault(name, Roles.BUILT_IN);
        try {
            var role = roles.named(name);
            var reach =
                    new Reach(
                            role.reach().tier(), role.reach().access(), role.card().description());
            return new Line(name, reach, from, users, "");
        } catch (DefinitionProblem e) {
            return new Line(name, new Reach("", "", ""), from, users, e.complaint());
        }
    }

    private static List<Knowledge> skills(Role role, Skills skills) {
        var known = new ArrayList<Knowledge>();
        for (var name : role.knows().skills()) {
            known.add(
                    skills.named(name)
                            .map(skill ->
                                    new Knowledge(
                                            skill.name(), skill.description(), skill.source()))
                            .orElseGet(() -> new Knowledge(name, "", "")));
        }
        return known;
    }

    /// Those that can be read; `landfast workflow lint` says what is wrong with the others.
    private Map<String, Employed> workflows() {
        var all = new java.util.TreeMap<String, Employed>();
        var library = base().map(base -> new Library(base.repository(), base.commit()));
        var names = new LinkedHashSet<>(Definitions.builtins());
        library.ifPresent(own -> names.addAll(own.names()));
        for (var name : names) {
            try {
                var workflow =
                        library.<Workflow>map(own -> own.find(name).workflow())
                                .orElseGet(() -> Definitions.builtin(name).orElseThrow());
                all.put(name, Employed.of(workflow));
            } catch (DefinitionProblem _) {
                // It has mistakes, so nothing runs it.
            }
        }
        return all;
    }

    private Sources sources() {
        return base().<Sources>map(base -> base).orElseGet(Sources::none);
    }

    /// What a run that is started now would read. Outside of a repository there is only what ships.
    private Optional<BaseFiles> base() {
        return repository()
                .flatMap(repository -> {
                    var refs = repository.refs();
                    var head = refs.commit("HEAD");
                    return head.flatMap(commit -> named(repository, commit))
                            .flatMap(branch -> refs.value(Refs.branch(branch)))
                            .or(() -> head)
                            .map(commit -> new BaseFiles(repository, commit));
                });
    }

    private static Optional<String> named(Repository repository, String commit) {
        Config settings;
        try {
            settings = Project.at(repository, commit).settings();
        } catch (DefinitionException _) {
            // Whoever starts a run is told; here it only matters which branch it names.
            return Optional.empty();
        }
        return settings.text("base");
    }

    private Optional<Repository> repository() {
        try {
            return Optional.of(home.repository());
        } catch (RepositoryProblem | EnvironmentProblem | UsageProblem _) {
            return Optional.empty();
        }
    }
}
