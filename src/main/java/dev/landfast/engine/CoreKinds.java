package dev.landfast.engine;

import java.util.Set;

/// The few kinds of step whose meaning the core knows, because they are about waiting, asking and
/// evidence rather than about work.
final class CoreKinds {

    static final String APPROVE = "approve";
    static final String ASK = "ask";
    static final String WAIT = "wait";
    static final String WORKFLOW = "workflow";
    static final String GATE = "gate";
    static final String AGENT = "agent";
    static final String DECIDE = "decide";

    /// Kinds whose output `commit` says which commit they looked at; they make none.
    static final Set<String> NAMES_A_COMMIT =
            Set.of(GATE, APPROVE, DECIDE, WORKFLOW, "probe", "deploy", "push", "report");

    /// Kinds whose effect belongs to one run: a fork does them again for itself.
    static final Set<String> MADE_ANEW = Set.of("worktree");

    private CoreKinds() {}
}
