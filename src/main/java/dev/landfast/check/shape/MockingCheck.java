package dev.landfast.check.shape;

import dev.landfast.check.shape.Places.Role;
import dev.landfast.check.shape.Shape.Replaced;
import dev.landfast.definition.Config;
import dev.landfast.gate.Bench;
import dev.landfast.gate.Check;
import dev.landfast.gate.Findings;
import dev.landfast.gate.Plant;
import dev.landfast.gate.Verdict;
import dev.landfast.journal.Finding;
import dev.landfast.journal.Finding.Level;
import dev.landfast.journal.Finding.Place;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Tests that put something else in the place of code: stand-ins of unittest.mock and pytest-mock,
/// pretended networks, and monkeypatching of what is not somebody else's library.
///
/// `allow` names what may be replaced: `time`, `randomness`, `environment`, or a dotted name with
/// all below it.
public final class MockingCheck implements Check {

    private static final Map<String, List<String>> KINDS =
            Map.of(
                    "time",
                    List.of("time", "datetime", "zoneinfo", "asyncio.sleep", "sched"),
                    "randomness",
                    List.of("random", "secrets", "uuid", "os.urandom", "numpy.random"),
                    "environment",
                    List.of(
                            "os.environ",
                            "os.environb",
                            "os.getenv",
                            "os.getcwd",
                            "os.getpid",
                            "os.getuid",
                            "os.name",
                            "os.cpu_count",
                            "sys.argv",
                            "sys.stdin",
                            "sys.stdout",
                            "sys.stderr",
                            "sys.platform",
                            "sys.path",
                            "platform",
                            "socket.gethostname",
                            "pathlib.Path.home",
                            "pathlib.Path.cwd",
                            "locale",
                            "getpass"));

    @Override
    public String name() {
        return "mocking";
    }

    @Override
    public Set<String> settings() {
        return Set.of("findings", "new", "allow");
    }

    @Override
    public Optional<Plant> plant(Bench bench, Config with) {
        var text =
                """
                from unittest.mock import MagicMock


                def test_canary() -> None:
                    assert MagicMock()
                """;
        return Optional.of(
                Plant.file(Shapes.ground(bench, with).anyTest("canary_mocking"), text)
                        .with(Map.of("findings", 0L, "new", 0L, "allow", List.of())));
    }

    @Override
    public Verdict judge(Bench bench, Config with) throws InterruptedException {
        Set<String> allowed = new LinkedHashSet<>();
        with.texts("allow").forEach(a -> allowed.addAll(KINDS.getOrDefault(a, List.of(a))));
        var modules = Shapes.candidate(bench, with);
        bench.log().count("files", modules.of(Role.TEST).size());
        return Limit.judge(
                bench,
                with,
                findings(modules, allowed),
                () -> findings(Shapes.base(bench, with), allowed));
    }

    private static List<Finding> findings(Modules modules, Set<String> allowed) {
        var names = new Names(modules.shape().modules());
        var findings = new ArrayList<Finding>();
        for (var module : modules.of(Role.TEST)) {
            for (var mark : module.marks().replaced()) {
                if (counts(names, mark) && !isAllowed(names, mark.target(), allowed)) {
                    findings.add(finding(module.path(), mark));
                }
            }
        }
        return findings;
    }

    private static boolean isAllowed(Names names, String target, Set<String> allowed) {
        var beyond = beyondOwn(names, target);
        return allowed.stream().anyMatch(a -> isOf(target, a) || isOf(beyond, a));
    }

    /// `app.clock.time.time` replaces `time.time` as the own module app.clock sees it.
    private static String beyondOwn(Names names, String target) {
        var own = "";
        for (var end = target.indexOf('.'); end > 0; end = target.indexOf('.', end + 1)) {
            if (names.module(target.substring(0, end)).isPresent()) {
                own = target.substring(0, end + 1);
            }
        }
        return target.substring(own.length());
    }

    private static boolean isOf(String target, String allowed) {
        return target.equals(allowed) || target.startsWith(allowed + ".");
    }

    /// A monkeypatch of somebody else's module replaces no own code; a stand-in counts whatever it
    /// stands for.
    private static boolean counts(Names names, Replaced mark) {
        if (!mark.how().startsWith("monkeypatch.") && !mark.how().startsWith("mp.")) {
            return true;
        }
        return !mark.imported() || names.isOwn(mark.target());
    }

    private static Finding finding(String path, Replaced mark) {
        return Findings.advised(
                Findings.of(
                        "mocking",
                        Level.HIGH,
                        new Place(path, mark.line()),
                        mark.how()
                                + (mark.target().isEmpty() ? "" : " of " + mark.target())
                                + " puts something else in the place of code"),
                "test what the code does, with the real thing or a harness that behaves like it");
    }
}
