package dev.landfast.engine;

/// Something that happened at a path and stays true whatever is run again: the raw material of
/// candidates, evidence, authorship and the progress breaker.
record Mark(String path, long seq, What what) {

    sealed interface What {
        /// The step left a new candidate behind.
        record Committed(String commit, String tree) implements What {}

        record Failed(String signature, String tree) implements What {}

        /// A gate was measured.
        ///
        /// @param digest stands for outcome, findings and artifacts
        record Measured(String digest) implements What {}

        /// A person did the step's work.
        record Authored(String person) implements What {}
    }
}
