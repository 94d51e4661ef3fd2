package dev.landfast.process;

/// How surely all processes of a task can be stopped.
public enum TreeControl {
    /// The task lives in its own PID namespace: the kernel kills every member with its init.
    PID_NAMESPACE("every process of the task dies with it, whatever it did to hide"),

    /// By process group, environment marker, inherited file and descent, repeated until none is
    /// left.
    PROCESS_GROUP(
            "a process that left the task's session, cleared its environment, closed its inherited"
                    + " files and lost its parent can survive the task");

    private final String meaning;

    TreeControl(String meaning) {
        this.meaning = meaning;
    }

    public String meaning() {
        return meaning;
    }
}
