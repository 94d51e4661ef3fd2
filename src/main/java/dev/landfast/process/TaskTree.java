package dev.landfast.process;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// All processes of one task but its shim, and the ways to signal them.
///
/// A process belongs to the task when it carries the task's marker, holds the file that its shim
/// gave it to inherit or a pipe to its logs, or descends from one that does. The shim and its log
/// keepers hold it too; they share the shim's group, carry no marker, and are left alone so that
/// they can finish the log and write the result. The namespace of the command is in that group as
/// well and belongs to the task: it carries the marker, with no name in it where it was made before
/// the task was known.
final class TaskTree {

    private final String marker;
    private final Path leash;
    private final ShimProcess shim;

    TaskTree(String id, StateDirectory state, ShimProcess shim) {
        this.marker = Sweep.MARKER + id;
        this.leash = state.leash();
        this.shim = shim;
    }

    /// Oldest first.
    List<Proc> members() {
        boolean hasShim = shim.alive();
        Set<Path> held = new HashSet<>(Set.of(leash));
        if (hasShim) {
            ProcessTable.all().stream()
                    .filter(this::keeper)
                    .flatMap(proc -> ProcessTable.pipeInto(proc.pid()).stream())
                    .forEach(held::add);
        }
        return Sweep.withDescendants(proc ->
                ProcessTable.carries(proc.pid(), marker)
                        || isMadeAhead(proc)
                        || (!(hasShim && keeper(proc)) && ProcessTable.holds(proc.pid(), held)));
    }

    /// The namespace that was there before the task had a name.
    private boolean isMadeAhead(Proc proc) {
        return keeper(proc) && ProcessTable.carries(proc.pid(), Sweep.MARKER);
    }

    private boolean keeper(Proc proc) {
        return proc.group() == shim.pid();
    }

    /// SIGINT to the command and its group, as the terminal's ctrl-C would.
    ///
    /// @return whether there was a command to hear it: what a containment waits with is deaf, and
    ///   so is the task until that has let go of it
    boolean interrupt() {
        List<Proc> members = members();
        List<Long> groups =
                members.stream()
                        .filter(Proc::leadsSession)
                        .filter(this::startedByShim)
                        .map(Proc::group)
                        .toList();
        boolean heard =
                members.stream()
                        .filter(proc -> groups.contains(proc.group()))
                        .anyMatch(proc -> !ProcessTable.ignoresInterrupt(proc.pid()));
        Signals.interruptGroups(groups);
        return heard;
    }

    /// SIGTERM to every member that is not part of the shim's own machinery.
    void terminate() {
        members().stream().filter(proc -> !keeper(proc)).forEach(Sweep::terminate);
    }

    /// SIGKILL to everything that is there now.
    void killOnce() {
        members().forEach(Sweep::kill);
    }

    /// SIGKILL to everything, until nothing is left.
    ///
    /// @return how many were killed
    int kill() {
        return Sweep.untilNoneLeft(this::members);
    }

    private boolean startedByShim(Proc proc) {
        return ProcessTable.find(proc.parent()).filter(this::keeper).isPresent();
    }
}
