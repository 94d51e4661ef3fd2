package dev.landfast.problem;

/// A definition or a configuration file is wrong: whoever wrote it mends it (LF-3xx). `where` is
/// `file:line:column`.
public non-sealed class DefinitionProblem extends LandfastException {

    private static final long serialVersionUID = 1L;

    public DefinitionProblem(String code, String what, String where, String remedy) {
        super(code, what, where, remedy);
    }

    @Override
    public DefinitionProblem because(Throwable cause) {
        initCause(cause);
        return this;
    }
}
