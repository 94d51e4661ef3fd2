package dev.landfast.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.json.JsonMapper;

class WorkflowSchemaTest {

    private static final Path PUBLISHED = Path.of("docs/reference/workflow.schema.json");

    private static final Schema SCHEMA =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(WorkflowSchema.json(), InputFormat.JSON);

    static List<String> builtins() {
        return Definitions.builtins();
    }

    static Stream<Path> valid() throws IOException {
        return DefinitionFiles.in("valid");
    }

    @Test
    void the_published_file_is_what_the_code_prints() throws IOException {
        if (Boolean.getBoolean("golden")) {
            Files.createDirectories(PUBLISHED.getParent());
            Files.writeString(PUBLISHED, WorkflowSchema.json());
        }
        assertThat(Files.readString(PUBLISHED)).isEqualTo(WorkflowSchema.json());
    }

    @ParameterizedTest
    @MethodSource("builtins")
    void accepts_every_definition_that_ships(String name) {
        assertThat(problems(Definitions.builtinText(name).orElseThrow())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("valid")
    void accepts_what_the_parser_accepts(Path file) throws IOException {
        assertThat(problems(Files.readString(file))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ workflow: a, steps: [{ id: x, agnet: developer }] }",
                "{ workflow: a, steps: [{ id: x, agent: developer, color: red }] }",
                "{ workflow: a, steps: [{ agent: developer }] }",
                "{ workflow: a, steps: [] }",
                "{ workflow: A, steps: [{ id: x, agent: developer }] }",
                "{ workflow: a, steps: [{ id: x, merge: sideways }] }",
                "{ workflow: a, steps: [{ id: x, loop: { repairs: 0, steps: [{ id: y, run: z }] } }] }",
                "{ workflow: a, gates: { g: [{ coverage: 120 }] }, steps: [{ id: x, gate: g }] }"
            })
    void refuses_wrong_shapes(String yaml) {
        assertThat(problems(yaml)).isNotEmpty();
    }

    private static List<String> problems(String yaml) {
        var value = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        var json = JsonMapper.builder().build().writeValueAsString(value);
        return SCHEMA.validate(json, InputFormat.JSON).stream().map(Object::toString).toList();
    }
}
