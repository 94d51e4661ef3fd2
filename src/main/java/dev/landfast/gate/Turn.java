package dev.landfast.gate;

/// When a tool is started where more want to run than there are cores for.
public enum Turn {

    /// Others wait for what it says, and it takes longest.
    FIRST,

    /// As most do.
    USUAL,

    /// Begun before it is known whether it is needed: it takes what the others leave.
    AHEAD
}
