package dev.landfast.engine;

/// The version of the rules by which the decider reads a journal.
///
/// It is part of a run: a later version that would decide differently keeps the older rules for the
/// runs that were started under them.
public final class Interpreter {

    public static final int VERSION = 1;

    private Interpreter() {}
}
