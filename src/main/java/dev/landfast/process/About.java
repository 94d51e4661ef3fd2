package dev.landfast.process;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What must be known of a task to take it over after a crash; the first file of its directory.
/// Says nothing of command and environment: they may hold secrets.
record About(String id, long startedNanos, Limits limits, Control control, boolean splitStderr) {

    /// How it is held: in which process tree, in which containment.
    record Control(TreeControl tree, ContainmentLevel containment) {}

    String text() {
        return String.join(
                "\n",
                "id " + id,
                "started " + startedNanos,
                "wall " + limits.wall(),
                "idle " + limits.idle(),
                "logBytes " + limits.logBytes(),
                "grace " + limits.grace(),
                "tree " + control.tree(),
                "containment " + control.containment(),
                "splitStderr " + splitStderr,
                "end\n");
    }

    /// Whether it was written to its end, perhaps by a newer version.
    static boolean whole(String text) {
        return text.endsWith("\nend\n");
    }

    /// Empty when the text is not whole.
    static Optional<About> parse(String text) {
        if (!whole(text)) {
            return Optional.empty();
        }
        Map<String, String> values =
                Arrays.stream(text.split("\n"))
                        .map(line -> line.split(" ", 2))
                        .filter(pair -> pair.length == 2)
                        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        try {
            return Optional.of(of(name -> Optional.ofNullable(values.get(name)).orElseThrow()));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private static About of(Function<String, String> value) {
        Limits limits =
                new Limits(
                        Duration.parse(value.apply("wall")),
                        Duration.parse(value.apply("idle")),
                        Long.parseLong(value.apply("logBytes")),
                        Duration.parse(value.apply("grace")));
        Control control =
                new Control(
                        TreeControl.valueOf(value.apply("tree")),
                        ContainmentLevel.valueOf(value.apply("containment")));
        return new About(
                value.apply("id"),
                Long.parseLong(value.apply("started")),
                limits,
                control,
                Boolean.parseBoolean(value.apply("splitStderr")));
    }
}
