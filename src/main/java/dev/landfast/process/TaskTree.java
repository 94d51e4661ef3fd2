package dev.landfast.process;

import java.nio.file.Path;
import java.util.List;

/// All processes of one task but its shim, and the ways to signal them.
///
/// A process belongs to the task when it carries the task's marker, holds the task's lock, or
/// descends from one that does. The shim and its log keepers hold the lock too; they share the
/// shim's group, do not carry the marker, and are left alone so that they can finish the log and
/// write the result.
final class TaskTree {

    private final String marker;
    private final Path lock;
    private final ShimProcess shim;

    TaskTree(String id, StateDirectory state, ShimProcess shim) {
        this.marker = Sweep.MARKER + id;
        this.lock = state.realLock();
        this.shim = shim;
    }

    /// Oldest first.
    List<Proc> members() {
        boolean hasShim = shim.alive();
        return Sweep.withDescendants(proc ->
                ProcessTable.carries(proc.pid(), marker)
                        || (!(hasShim && proc.group() == shim.pid())
                                && ProcessTable.holds(proc.pid(), lock)));
    }

    /// SIGINT to the command and its group, as the terminal's ctrl-C would.
    void interrupt() {
        Signals.interruptGroups(
                members().stream()
                        .filter(Proc::leadsSession)
                        .filter(this::startedByShim)
                        .map(Proc::group)
                        .toList());
    }

    /// SIGTERM to every member that is not part of the shim's own machinery.
    void terminate() {
        members().stream().filter(proc -> proc.group() != shim.pid()).forEach(Sweep::terminate);
    }

    /// SIGKILL to everything, until nothing is left.
    ///
    /// @return how many were killed
    int kill() {
        return Sweep.untilNoneLeft(this::members);
    }

    private boolean startedByShim(Proc proc) {
        return ProcessTable.find(proc.parent())
                .filter(parent -> parent.group() == shim.pid())
                .isPresent();
    }
}
