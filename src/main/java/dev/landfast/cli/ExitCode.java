package dev.landfast.cli;

import dev.landfast.api.RunStatus;
import dev.landfast.problem.DefinitionProblem;
import dev.landfast.problem.EnvironmentProblem;
import dev.landfast.problem.LandfastException;
import dev.landfast.problem.RepositoryProblem;
import dev.landfast.problem.UsageProblem;

/// How a command ends, for scripts: by whose turn it is.
enum ExitCode {
    DONE(0, "done"),
    GATES(1, "a gate failed, or the run escalated"),
    USAGE(2, "the command was not understood"),
    DEFINITION(3, "a workflow or landfast.yaml is wrong"),
    REPOSITORY(4, "the repository is not as it must be"),
    PERSON(5, "the run waits for a person"),
    PARKED(6, "the run is paused, or waits for a moment in time"),
    CANCELLED(7, "the run was cancelled"),
    ENVIRONMENT(30, "something around Landfast is missing or broken"),
    BUG(31, "a bug of ours"),
    /// What a shell makes of ctrl-C (128 + SIGINT).
    DETACHED(130, "ctrl-C: a run that was followed goes on, a measurement ends");

    private final int number;
    private final String about;

    ExitCode(int number, String about) {
        this.number = number;
        this.about = about;
    }

    int number() {
        return number;
    }

    String about() {
        return about;
    }

    static ExitCode of(LandfastException problem) {
        return switch (problem) {
            case UsageProblem _ -> USAGE;
            case DefinitionProblem _ -> DEFINITION;
            case RepositoryProblem _ -> REPOSITORY;
            case EnvironmentProblem _ -> ENVIRONMENT;
        };
    }

    /// For a command that followed a run until it got no further by itself.
    static ExitCode of(RunStatus status) {
        return switch (status) {
            case QUEUED, RUNNING, DONE -> DONE;
            case WAITING -> PERSON;
            case PARKED, PAUSED -> PARKED;
            case ESCALATED, FAILED -> GATES;
            case BLOCKED -> ENVIRONMENT;
            case CANCELLED -> CANCELLED;
        };
    }
}
