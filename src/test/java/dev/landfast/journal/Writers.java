package dev.landfast.journal;

/// Writers as they come to be when the file lock fails to do its part.
final class Writers {

    private Writers() {}

    static Writer withoutLock(Journal journal) {
        var elsewhere = journal.folder().resolve("another.lock");
        return journal.writer(RunnerLock.acquire(elsewhere).orElseThrow());
    }
}
