package dev.landfast.gate;

import java.util.List;

/// What stands beside the report of a gate that no run has asked.
///
/// @param leftOut checks of the gate that were not asked for: the report says nothing of them
/// @param shadow the verdict is told and holds nothing up
/// @param remarks what a reader should know: what is not committed, what the base is
public record Alone(List<String> leftOut, boolean shadow, List<String> remarks) {

    public Alone {
        leftOut = List.copyOf(leftOut);
        remarks = List.copyOf(remarks);
    }

    /// Whether the verdict is about a part of the gate only.
    public boolean partial() {
        return !leftOut.isEmpty();
    }
}
