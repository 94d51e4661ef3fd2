package dev.landfast.definition;

import dev.landfast.problem.DefinitionProblem;
import java.util.List;
import java.util.stream.Collectors;

/// A definition cannot be used. Holds every mistake that was found, in the order of the file; as a
/// problem of the family it is the first of them.
public final class DefinitionException extends DefinitionProblem {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /// @param problems at least one
    public DefinitionException(List<Problem> problems) {
        var first = problems.getFirst();
        super(first.code(), first.what(), first.position().toString(), first.advice());
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }

    /// All of them, one a line.
    @Override
    public String getMessage() {
        return problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
    }
}
