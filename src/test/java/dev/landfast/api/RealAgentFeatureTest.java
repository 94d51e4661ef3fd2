package dev.landfast.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.landfast.agent.Maker;
import dev.landfast.agent.model.CassetteModel;
import dev.landfast.agent.model.ModelServer;
import dev.landfast.agent.model.RealPrograms;
import dev.landfast.agent.model.ResultTable;
import dev.landfast.definition.Definitions;
import dev.landfast.git.GitTool;
import dev.landfast.git.Repository;
import dev.landfast.journal.Actor;
import dev.landfast.journal.Event;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The demonstration's whole workflow with the real programs of coding agents in all roles; the
/// model behind them does what the cassette has recorded.
@Tag("long")
@ExtendWith(ResultTable.class)
class RealAgentFeatureTest {

    private static final Path MATERIAL = Path.of("examples", "orders-demo").toAbsolutePath();

    @ParameterizedTest
    @EnumSource(Maker.class)
    void takes_the_demonstration_from_the_request_to_the_landing(Maker maker) throws Exception {
        assumeTrue(RealPrograms.has(maker), () -> maker.title() + " is not installed");
        var folder = RealPrograms.folder();
        try (var model = ModelServer.start(new CassetteModel(MATERIAL))) {
            var around = surroundings(folder);
            var python = Demo.python(around, Path.of("").toAbsolutePath()).orElseThrow();
            var demo = Demo.prepare(new Demo.Scene(MATERIAL, folder, python, false), around);
            var there = around.in(demo.root());

            var word = run(demo, there, RealPrograms.choice(maker, model.url()).written());

            assertThat(word).isEqualTo("done");
            assertThat(landed(demo, there)).contains("Landfast-Run: ");
            assertThat(model.asked().size()).isGreaterThanOrEqualTo(8);
        }
    }

    private static String landed(Demo demo, Surroundings there) {
        var repository = Repository.discover(demo.root(), GitTool.find(there.environment()));
        return repository.commits().message(repository.refs().commit("main").orElseThrow());
    }

    private static Surroundings surroundings(Path folder) {
        var environment = new LinkedHashMap<String, String>();
        environment.put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
        environment.put("HOME", folder.resolve("home").toString());
        environment.put("XDG_STATE_HOME", folder.resolve("state").toString());
        environment.put("XDG_CACHE_HOME", Path.of("target", "cache").toAbsolutePath().toString());
        environment.put("LANG", "C.UTF-8");
        environment.put("IS_SANDBOX", "1");
        environment.putAll(RealPrograms.environment());
        return new Surroundings(
                environment,
                Clock.systemUTC(),
                folder,
                new Surroundings.Speaker("person", "terminal"));
    }

    private static String run(Demo demo, Surroundings there, Map<String, Object> choice)
            throws Exception {
        Files.createDirectories(Path.of(there.variable("HOME")));
        try (var home = new Home(there)) {
            var base = home.repository().refs().commit("main").orElseThrow();
            var start =
                    new Event.RunStarted(
                            Catalogue.pin(Definitions.builtin("feature").orElseThrow(), base),
                            "standard",
                            Map.of(
                                    "name",
                                    demo.wish().name(),
                                    "description",
                                    demo.wish().description()),
                            new Event.Origin.Fresh(),
                            Map.of(Works.AGENTS, Map.of("default", choice)));
            var person = new Actor.Person("person", "terminal");
            var id = home.journal().submit(demo.wish().name(), start, person);
            assertThat(RunnerProcess.live(there)).isEmpty();
            return home.journal().run(id).orElseThrow().standing().word().toString();
        }
    }
}
