package dev.landfast.problem;

/// The caller asked for something that does not make sense: it is their turn (LF-1xx).
public final class UsageProblem extends LandfastException {

    private static final long serialVersionUID = 1L;

    public UsageProblem(String code, String what, String where, String remedy) {
        super(code, what, where, remedy);
    }

    @Override
    public UsageProblem because(Throwable cause) {
        initCause(cause);
        return this;
    }
}
