package dev.landfast.cli;

/// What stands behind one verb of the command line. Made when the verb is called, for one call.
interface Command {

    /// What may follow the verb.
    Usage usage();

    ExitCode run(Words words, Session session);
}
