package dev.landfast.problem;

/// Something around us is missing, full, locked or broken (LF-2xx for what a step lacks, LF-5xx for
/// all else).
public final class EnvironmentProblem extends LandfastException {

    private static final long serialVersionUID = 1L;

    public EnvironmentProblem(String code, String what, String where, String remedy) {
        super(code, what, where, remedy);
    }

    @Override
    public EnvironmentProblem because(Throwable cause) {
        initCause(cause);
        return this;
    }
}
