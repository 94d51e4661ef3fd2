package dev.landfast.engine;

import dev.landfast.journal.Finding;
import java.util.List;

/// Something that happened at a path and stays true whatever is run again: the raw material of
/// candidates, evidence, authorship and the progress breaker.
///
/// @param way the path's segments, split once because marks are compared often
record Mark(String path, List<String> way, long seq, What what) {

    static Mark of(String path, long seq, What what) {
        return new Mark(path, Paths.segments(path), seq, what);
    }

    /// Id of the step that left it.
    String step() {
        return Paths.id(way.getLast());
    }

    sealed interface What {
        /// The step left a new candidate behind.
        record Committed(String commit, String tree) implements What {}

        record Failed(String signature, String tree) implements What {}

        /// A gate was measured.
        ///
        /// @param digest stands for outcome, findings and artifacts
        record Measured(String digest) implements What {}

        /// A person does the step themselves, from the attempt after this one on.
        record Taken(int attempt, String person) implements What {}

        /// A person remarked on the change. The mark's number is the remark's.
        record Commented(Finding.Place place, String text, String person) implements What {}

        /// A round of a loop, which the mark is at, has a remark to mend.
        record Heeded(long comment) implements What {}

        /// A person did the step's work.
        record Authored(String person) implements What {}
    }
}
