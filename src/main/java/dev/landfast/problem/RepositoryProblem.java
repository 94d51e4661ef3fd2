package dev.landfast.problem;

/// The repository, its state or its journal is not as it must be (LF-4xx).
public final class RepositoryProblem extends LandfastException {

    private static final long serialVersionUID = 1L;

    public RepositoryProblem(String code, String what, String where, String remedy) {
        super(code, what, where, remedy);
    }

    @Override
    public RepositoryProblem because(Throwable cause) {
        initCause(cause);
        return this;
    }
}
