package dev.landfast.gate;

import dev.landfast.process.ContainmentLevel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// A verdict of nothing, written and read once. What turns records into JSON and back is made when
/// it is first needed, which takes longer than reading all verdicts of a gate.
public final class Rehearsal {

    private static final Path NOWHERE = Path.of("nowhere");

    private Rehearsal() {}

    /// Whoever knows early that verdicts will be read has this done meanwhile.
    public static void run() {
        var passed = Store.rehearsed(new Gates.Passed(evidence(), ""), Gates.Passed.class);
        Store.rehearsed(
                new PythonProbe.Answer(new Python(NOWHERE, "", Map.of("", ""), ""), Map.of("", "")),
                PythonProbe.Answer.class);
        var check =
                new CheckReport(
                        "", new Verdict.Pass(), passed.evidence(), List.of(), Optional.of(""));
        new GateReport("", new GateReport.Measured("", "", ""), List.of(check), Duration.ZERO)
                .toJson();
    }

    private static Evidence evidence() {
        var log = new EvidenceLog();
        log.count("", 0);
        log.measure("", 0, OptionalDouble.of(0), OptionalDouble.empty());
        log.ran(
                new Evidence.Run(
                        new Evidence.Tool("", "", ""),
                        List.of(""),
                        Map.of("", ""),
                        new Evidence.Where(NOWHERE, "", List.of(), NOWHERE, NOWHERE),
                        new Evidence.Result(
                                OptionalInt.of(0),
                                Duration.ZERO,
                                NOWHERE,
                                ContainmentLevel.NONE,
                                "")));
        return log.evidence();
    }
}
