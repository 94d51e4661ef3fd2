package dev.landfast.api;

import dev.landfast.definition.DefinitionException;
import dev.landfast.definition.Definitions;
import dev.landfast.definition.Workflow;
import dev.landfast.git.Repository;
import dev.landfast.problem.DefinitionProblem;
import dev.landfast.problem.LandfastException;
import dev.landfast.problem.UsageProblem;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/// The definitions that a run may be started from: those that ship, and those that a commit of the
/// repository has. What lies uncommitted in a work tree is none of them.
final class Library {

    private static final String ENDING = ".yaml";

    private final Repository repository;
    private final String commit;

    /// @param commit whose definitions count
    Library(Repository repository, String commit) {
        this.repository = repository;
        this.commit = commit;
    }

    /// A definition and where it was found.
    ///
    /// @param file its path in the repository; empty when it ships
    record Entry(Workflow workflow, Optional<String> file) {}

    /// The repository's own definition of a name, else the one that ships.
    ///
    /// @throws UsageProblem when there is neither
    /// @throws DefinitionProblem when it has mistakes
    Entry find(String name) {
        var own = Optional.ofNullable(own().get(name));
        if (own.isPresent()) {
            var text = repository.trees().text(commit, own.get()).orElseThrow();
            return new Entry(reading(() -> Definitions.parse(text, own.get())), own);
        }
        return reading(() -> Definitions.builtin(name))
                .map(workflow -> new Entry(workflow, Optional.empty()))
                .orElseThrow(() -> unknown(name));
    }

    /// Paths of the repository's own definitions by name.
    Map<String, String> own() {
        var found = new TreeMap<String, String>();
        for (var path : repository.trees().files(commit, List.of(Catalogue.FOLDER)).keySet()) {
            var name = path.substring(Catalogue.FOLDER.length());
            if (name.endsWith(ENDING) && name.indexOf('/') < 0) {
                found.put(name.substring(0, name.length() - ENDING.length()), path);
            }
        }
        return found;
    }

    /// The names of all.
    Set<String> names() {
        var names = new LinkedHashSet<>(Definitions.builtins());
        names.addAll(own().keySet());
        return names;
    }

    private LandfastException unknown(String name) {
        var names = names();
        var uncommitted = Definitions.inRepository(repository.root()).containsKey(name);
        return new UsageProblem(
                "LF-130",
                "there is no workflow '" + name + "'",
                "",
                uncommitted
                        ? "its file is not committed on the base yet: commit it first"
                        : Nearest.to(name, names)
                                .map(meant -> "did you mean '" + meant + "'?")
                                .orElse("there are: " + String.join(", ", names) + wish(name)));
    }

    /// Somebody who begins with what they want.
    private static String wish(String name) {
        return name.contains(" ")
                ? "; what is wanted comes last: " + Workflows.beginning(name)
                : "";
    }

    /// Turns the mistakes of a definition into a problem that a person is told.
    static <T> T reading(Supplier<T> read) {
        try {
            return read.get();
        } catch (DefinitionException e) {
            throw problem(e);
        }
    }

    private static DefinitionProblem problem(DefinitionException e) {
        var first = e.problems().getFirst();
        var more = e.problems().size() - 1;
        var meant = first.meant().map(word -> "did you mean '" + word + "'? ").orElse("");
        var rest = more == 0 ? "" : "\nand " + more + " more: landfast workflow lint FILE";
        return new DefinitionProblem(
                        first.code(),
                        first.what(),
                        first.position().toString(),
                        meant + first.remedy() + rest)
                .because(e);
    }
}
