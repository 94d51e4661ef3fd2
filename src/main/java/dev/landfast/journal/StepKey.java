package dev.landfast.journal;

/// Names one attempt at one task of a run; never used twice.
///
/// @param path ids from the root, with the round of each loop: `quality.2/unit`
/// @param attempt counts from 1 and survives retries and resumptions
public record StepKey(String path, int attempt) {

    /// The id of the task itself: the last part of the path without a round.
    public String step() {
        var last = path.substring(path.lastIndexOf('/') + 1);
        var dot = last.lastIndexOf('.');
        return dot < 0 ? last : last.substring(0, dot);
    }

    /// Whether somebody may mean it by a name: the task's id, the path, or the whole key.
    public boolean isCalled(String name) {
        return name.equals(step()) || name.equals(path) || name.equals(toString());
    }

    /// `quality.2/unit@1`.
    @Override
    public String toString() {
        return path + "@" + attempt;
    }
}
