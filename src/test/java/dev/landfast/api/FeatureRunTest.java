package dev.landfast.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.landfast.definition.Definitions;
import dev.landfast.journal.Actor;
import dev.landfast.journal.Event;
import dev.landfast.report.JsonReport;
import dev.landfast.report.TextReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureRunTest {

    @TempDir Path temp;

    @Test
    void an_honest_change_lands() throws Exception {
        var project = SmallProject.in(temp);
        var agent = project.agent(SmallProject.HONEST);
        var run = run(project, "say-goodbye", agent);

        assertThat(run).isEqualTo("done");
        assertThat(project.git("log", "-1", "--format=%B", "main")).contains("Landfast-Run: ");
        assertThat(project.git("show", "main:greet/core.py")).contains("Goodbye");
        assertThat(project.git("ls-remote", "origin", "main"))
                .startsWith(project.git("rev-parse", "main"));
        assertThat(project.root().resolve("greet/core.py")).content().contains("Goodbye");
        assertThat(project.root().resolve(".worktrees/say-goodbye")).doesNotExist();
        assertThat(project.root().resolve(".git/landfast/kept")).doesNotExist();
        assertThat(project.git("branch", "--list", "feature/*")).isEmpty();
        assertThat(project.git("ls-remote", "--heads", "origin").lines()).hasSize(1);
    }

    @Test
    void somebody_elses_push_between_two_steps_is_landed_on_and_the_branch_goes() throws Exception {
        var project = SmallProject.in(temp);
        project.hook(
                "post-receive",
                """
                while read -r old new ref; do
                    case $new:$ref in 0000000*) ;; *:refs/heads/feature/*)
                        tree=$(git rev-parse main^{tree})
                        theirs=$(git -c user.name=Other -c user.email=other@example.org commit-tree \\
                                -p main -m 'somebody else' "$tree")
                        git update-ref refs/heads/main "$theirs";;
                    esac
                done
                """);

        assertThat(run(project, "say-goodbye", project.agent(SmallProject.HONEST)))
                .isEqualTo("done");
        assertThat(project.git("log", "--format=%s", "main")).contains("somebody else");
        assertThat(project.git("ls-remote", "origin", "main"))
                .startsWith(project.git("rev-parse", "main"));
        assertThat(project.git("ls-remote", "--heads", "origin").lines()).hasSize(1);
    }

    @Test
    void a_base_that_was_named_is_where_the_run_starts_and_lands() throws Exception {
        var project = SmallProject.in(temp);
        var main = project.git("rev-parse", "main");
        project.git("branch", "maintenance");
        project.git("push", "-q", "origin", "maintenance");

        var run =
                run(
                        project,
                        "say-goodbye",
                        Map.of(
                                "agents",
                                Map.of("default", "command:" + project.agent(SmallProject.HONEST)),
                                "base",
                                "maintenance"));

        assertThat(run).isEqualTo("done");
        assertThat(project.git("rev-parse", "main")).isEqualTo(main);
        assertThat(project.git("show", "maintenance:greet/core.py")).contains("Goodbye");
        assertThat(project.git("ls-remote", "origin", "maintenance"))
                .startsWith(project.git("rev-parse", "maintenance"));
    }

    @Test
    void its_report_meets_the_published_schema_and_says_what_is_proven() throws Exception {
        var project = SmallProject.in(temp);
        run(project, "say-goodbye", project.agent(SmallProject.HONEST));

        try (var home = new Home(project.surroundings())) {
            var view = new Works(home).view(home.journal().runs().getFirst());
            var json = JsonReport.write(view);

            assertThat(problems(json)).isEmpty();
            assertThat(view.proof().landing()).isPresent();
            assertThat(String.join("\n", TextReport.lines(view)))
                    .contains("DONE")
                    .contains("unit · tests")
                    .doesNotContain("not enforced");
            assertThat(TextReport.markdown(view)).contains("Run it again:");
        }
    }

    private static List<String> problems(String json) throws IOException {
        var schema = Files.readString(Path.of("docs/reference/run-report.schema.json"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema, InputFormat.JSON)
                .validate(json, InputFormat.JSON)
                .stream()
                .map(String::valueOf)
                .toList();
    }

    private static String run(SmallProject project, String name, Path agent) throws Exception {
        return run(project, name, Map.of("agents", Map.of("default", "command:" + agent)));
    }

    private static String run(SmallProject project, String name, Map<String, Object> options)
            throws Exception {
        var workflow = Definitions.builtin("feature").orElseThrow();
        var start =
                new Event.RunStarted(
                        Catalogue.pin(workflow, project.git("rev-parse", "main")),
                        "standard-lite",
                        Map.of("name", name, "description", "Say goodbye as well"),
                        new Event.Origin.Fresh(),
                        options);
        try (var home = new Home(project.surroundings())) {
            var id = home.journal().submit(name, start, new Actor.Person("person", "terminal"));
            assertThat(RunnerProcess.live(project.surroundings())).isEmpty();
            return home.journal().run(id).orElseThrow().standing().word().toString();
        }
    }
}
