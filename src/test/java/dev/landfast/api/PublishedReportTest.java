package dev.landfast.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Holds a report that somebody has against the published schema, the whole of it. `./dev demo`
/// hands over the demonstration's as `landfast.report`.
@Tag("long")
class PublishedReportTest {

    @Test
    void a_report_meets_the_published_schema() throws Exception {
        var report = Files.readString(Path.of(System.getProperty("landfast.report")));
        var schema = Files.readString(Path.of("docs/reference/run-report.schema.json"));

        var wrong =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(schema, InputFormat.JSON)
                        .validate(report, InputFormat.JSON);

        assertThat(wrong).isEmpty();
    }
}
