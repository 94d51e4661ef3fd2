package dev.landfast.step;

import dev.landfast.agent.AgentChoice;
import dev.landfast.process.Bounds;
import dev.landfast.process.Containment;
import dev.landfast.process.ContainmentLevel;
import dev.landfast.project.Confinement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What keeps the agent of one attempt at its seat.
///
/// @param chosen who sits there
/// @param place the attempt's folder
record Cell(Confinement confinement, AgentChoice chosen, Seat seat, Place place) {

    /// @param scratch the attempt's folder; the agent itself may write its desk in it
    /// @param home what its program keeps between attempts
    record Place(Path scratch, Path home) {}

    /// Whether somebody else's program runs in it.
    boolean holdsProgram() {
        return switch (chosen) {
            case AgentChoice.Command _, AgentChoice.Coding _, AgentChoice.Acp _ -> true;
            case AgentChoice.Replay _, AgentChoice.Human _ -> false;
        };
    }

    /// @param given the environment of its processes; what the level needs is put in
    /// @param branches what the agent's own git directory shows
    /// @param fresh whether that directory is made anew
    Containment around(Map<String, String> given, List<String> branches, boolean fresh) {
        var bounds =
                bounds(given, branches, fresh)
                        .writing(
                                List.of(
                                        AgentWork.desk(place.scratch()),
                                        AgentWork.made(place.home())))
                        .reading(programs());
        var containment = confinement.around(bounds, given.getOrDefault("PATH", ""));
        given.put("TMPDIR", temporary(containment).toString());
        return containment;
    }

    /// Where files can be replaced the worktree's own link leads to the shadow; elsewhere variables
    /// do.
    private Bounds bounds(Map<String, String> given, List<String> branches, boolean fresh) {
        var shadow = seat.shadow().filter(_ -> holdsProgram());
        if (shadow.isEmpty()) {
            return seat.bounds();
        }
        if (fresh) {
            shadow.get().make(branches);
        }
        var folder = shadow.get().folder().toString();
        if (confinement.level() != ContainmentLevel.STRICT) {
            given.put("GIT_DIR", folder);
            given.put("GIT_WORK_TREE", seat.directory().toString());
            return seat.bounds();
        }
        var link = place.scratch().resolve("git-link");
        try {
            Files.writeString(link, "gitdir: " + folder + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return seat.bounds().showing(seat.directory().resolve(".git"), link);
    }

    /// The usual place where that is the task's own: a deep one is too long for sockets.
    private Path temporary(Containment containment) {
        return containment.level() == ContainmentLevel.STRICT
                ? Path.of("/tmp")
                : AgentWork.made(AgentWork.desk(place.scratch()).resolve("tmp"));
    }

    /// The agent's own program, and files that its command names, such as a script.
    private List<Path> programs() {
        return words().stream()
                .filter(word -> word.startsWith("/"))
                .map(Path::of)
                .filter(Files::isRegularFile)
                .flatMap(file -> confinement.guard().needs(file).stream())
                .toList();
    }

    private List<String> words() {
        return switch (chosen) {
            case AgentChoice.Command(var command) -> command;
            case AgentChoice.Acp(var command) -> command;
            case AgentChoice.Coding coding -> coding.program();
            case AgentChoice.Replay _, AgentChoice.Human _ -> List.of();
        };
    }
}
