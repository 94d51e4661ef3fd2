package dev.landfast.agent.role;

import dev.landfast.agent.role.Remark.Code;
import dev.landfast.agent.role.Remark.Place;
import dev.landfast.definition.Workflow;
import dev.landfast.problem.DefinitionProblem;
import dev.landfast.yaml.Frontmatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Finds a role: the repository's own in `.claude/agents`, else the one that ships.
public final class Roles {

    /// Where a repository keeps its own, as coding agents do.
    public static final String FOLDER = ".claude/agents";

    /// Stands for a path where a role or a skill ships with Landfast.
    public static final String BUILT_IN = "built in";

    private static final String ENDING = ".md";

    private final Sources sources;

    public Roles(Sources sources) {
        this.sources = sources;
    }

    /// The names of those that ship.
    public static List<String> shipped() {
        return Shipped.lines("roles/names.txt");
    }

    /// Every role that can be named, with where it comes from.
    public Map<String, String> names() {
        var names = new TreeMap<String, String>();
        shipped().forEach(name -> names.put(name, BUILT_IN));
        for (var path : files()) {
            sources.text(path)
                    .flatMap(text -> RoleFile.read(text, path).role())
                    .ifPresent(role -> names.merge(role.name(), path, Roles::first));
        }
        return names;
    }

    private static String first(String known, String path) {
        return known.equals(BUILT_IN) ? path : known;
    }

    /// The role of that name, as its file says.
    ///
    /// @throws DefinitionProblem when there is none, or its file cannot be used
    public Role named(String name) {
        return read(name).role();
    }

    /// The role as a workflow employs it: access is the stricter of what the workflow and the file
    /// say, skills are those of both. How strong a model is what the repository's own file says,
    /// else the workflow. One that the workflow says something about needs no file: then that is
    /// all there is to its duties.
    ///
    /// @throws DefinitionProblem when there is none, or its file cannot be used
    public Role named(String name, Workflow.Role employed) {
        var found =
                find(name)
                        .or(() -> employed.more().text("about").map(about -> made(name, about)))
                        .orElseThrow(() -> unknown(name));
        var reach = found.role().reach();
        var access = reach.edits() ? employed.access() : reach.access();
        var own = found.tiered() && !found.role().card().source().equals(BUILT_IN);
        return found.role()
                .reaching(own ? reach.tier() : employed.tier(), access)
                .knowing(employed.skills());
    }

    /// The text of a role's file.
    public String text(String name) {
        var source = read(name).role().card().source();
        return source.equals(BUILT_IN)
                ? shippedText(name).orElseThrow()
                : sources.text(source).orElseThrow();
    }

    private record Found(Role role, boolean tiered) {}

    private static Found made(String name, String about) {
        var duties = "You are the " + name + ": " + about + ".";
        var role =
                new Role(
                        new Role.Card(name, about, BUILT_IN),
                        new Role.Reach("standard", "edit", Optional.empty(), List.of()),
                        new Role.Knows(List.of(), true),
                        Optional.empty(),
                        duties);
        return new Found(role, false);
    }

    private Found read(String name) {
        return find(name).orElseThrow(() -> unknown(name));
    }

    private Optional<Found> find(String name) {
        for (var path : files(name)) {
            var read = RoleFile.read(sources.text(path).orElse(""), path);
            if (read.role().filter(role -> role.name().equals(name)).isPresent()) {
                return Optional.of(new Found(read.role().get(), read.tiered()));
            }
            // A file of that name which cannot be used is not passed over for another role.
            if (read.role().isEmpty() && path.endsWith("/" + name + ENDING)) {
                throw mistake(read);
            }
        }
        return shippedText(name)
                .map(text -> RoleFile.read(text, BUILT_IN))
                .map(read ->
                        new Found(read.role().orElseThrow(() -> mistake(read)), read.tiered()));
    }

    private static DefinitionProblem mistake(RoleFile.Read read) {
        return read.remarks().stream().filter(Remark::mistake).findFirst().orElseThrow().problem();
    }

    private DefinitionProblem unknown(String name) {
        var known = new TreeSet<>(names().keySet());
        var path = FOLDER + "/" + name + ENDING;
        var guess = RoleFile.meant(name, known).map(m -> RoleFile.question(m) + " ").orElse("");
        return new Remark(
                        Code.UNKNOWN_NAME,
                        new Place(path, 1),
                        true,
                        "there is no role '" + name + "'",
                        guess
                                + "commit "
                                + path
                                + " on the base; 'landfast role ls' lists those there are")
                .problem();
    }

    /// Those whose file has the name first.
    private List<String> files(String name) {
        var ordered = new ArrayList<String>();
        files().stream().filter(p -> p.endsWith("/" + name + ENDING)).forEach(ordered::add);
        files().stream().filter(p -> !ordered.contains(p)).forEach(ordered::add);
        return ordered;
    }

    private List<String> files() {
        return sources.below(FOLDER).stream().filter(path -> path.endsWith(ENDING)).toList();
    }

    private static Optional<String> shippedText(String name) {
        return shipped().contains(name)
                ? Optional.of(Shipped.text("roles/" + name + ENDING))
                : Optional.empty();
    }

    /// What a role file may name.
    ///
    /// @param answers names of answer schemas
    public record Known(Skills skills, Set<String> answers) {}

    /// What is wrong with the text of a role file, or probably not meant.
    public static List<Remark> remarks(String text, String file, Known known) {
        var read = RoleFile.read(text, file);
        var remarks = new ArrayList<>(read.remarks());
        read.role()
                .ifPresent(role -> {
                    role.knows().skills().stream()
                            .filter(skill -> known.skills().named(skill).isEmpty())
                            .map(skill ->
                                    known.skills().unknown(skill, place(text, file, "skills")))
                            .map(Remark::asDoubt)
                            .forEach(remarks::add);
                    role.output()
                            .filter(output -> !known.answers().contains(output))
                            .map(output -> noAnswer(output, place(text, file, "output"), known))
                            .ifPresent(remarks::add);
                });
        return remarks;
    }

    private static Place place(String text, String file, String key) {
        return new Place(
                file,
                Frontmatter.read(text)
                        .map(Frontmatter::lines)
                        .orElse(Map.of())
                        .getOrDefault(key, 1));
    }

    private static Remark noAnswer(String output, Place place, Known known) {
        var guess =
                RoleFile.meant(output, known.answers())
                        .map(meant -> RoleFile.question(meant) + " ")
                        .orElse("");
        return new Remark(
                Code.UNKNOWN_NAME,
                place,
                true,
                "there is no answer schema '" + output + "'",
                guess + "there are: " + String.join(", ", new TreeSet<>(known.answers())));
    }
}
