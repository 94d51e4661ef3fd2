package dev.landfast.problem;

/// The family of everything that stops Landfast, sealed by whose turn it is.
///
/// Each says with which code one can look it up, what is wrong, where, and what to do: `LF-203 gate
/// 'coverage' cannot run: pytest-cov is missing in .venv; run 'uv sync'`.
public abstract sealed class LandfastException extends RuntimeException
        permits UsageProblem, DefinitionProblem, RepositoryProblem, EnvironmentProblem {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String what;
    private final String where;
    private final String remedy;

    /// @param code `LF-` and three digits, never given a second meaning
    /// @param what what is wrong, in one sentence without a full stop
    /// @param where a path, `file:line:column`, a step; empty where `what` says it
    /// @param remedy what to do about it, a sentence or a command; never a weaker proof
    LandfastException(String code, String what, String where, String remedy) {
        super(sentence(code, what, where, remedy));
        this.code = code;
        this.what = what;
        this.where = where;
        this.remedy = remedy;
    }

    private static String sentence(String code, String what, String where, String remedy) {
        return code
                + " "
                + (where.isEmpty() ? "" : where + ": ")
                + what
                + (remedy.isEmpty() ? "" : "; " + remedy);
    }

    /// Code, place and what is wrong, for where the remedy is shown beside it.
    public String complaint() {
        return sentence(code, what, where, "");
    }

    /// The same problem with what caused it.
    public LandfastException because(Throwable cause) {
        initCause(cause);
        return this;
    }

    public String code() {
        return code;
    }

    public String what() {
        return what;
    }

    public String where() {
        return where;
    }

    public String remedy() {
        return remedy;
    }
}
