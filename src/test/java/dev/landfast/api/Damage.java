package dev.landfast.api;

/// Something a crash must never do.
record Damage(Kind kind, String what) {

    enum Kind {
        /// The run did not end right without a hand.
        STUCK,
        /// Somebody's work is gone or there twice.
        WORK,
        /// An event that somebody saw, or saw the effect of, is gone.
        EVENT,
        /// Merged or pushed more than once.
        TWICE,
        /// A worktree or branch that nobody needs is still there.
        LEFTOVER
    }
}
