package dev.landfast.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Plants one violation at a time.
class SourceRulesTest {

    @TempDir private Path sources;

    @Test
    void a_plain_file_has_no_problems() throws IOException {
        assertThat(
                        problems(
                                """
                                import java.util.List;
                                /// A thing.
                                public record Thing(int a, int b, int c, int d, int e) {
                                    static int count;
                                    void four(int a, int b, int c, int d) {}
                                }
                                """))
                .isEmpty();
    }

    @Test
    void a_file_of_more_than_400_lines_fails() throws IOException {
        assertThat(problems("// line\n".repeat(400))).isEmpty();
        assertThat(problems("// line\n".repeat(401)))
                .singleElement()
                .asString()
                .endsWith("401 lines, 400 at most");
    }

    @Test
    void a_folder_that_is_named_by_nothing_fails() throws IOException {
        Files.createDirectories(sources.resolve("dev/util"));

        assertThat(problems("class A {}")).singleElement().asString().endsWith("not 'util'");
    }

    @Test
    void a_method_of_more_than_40_lines_fails() throws IOException {
        assertThat(problems("class A {\nvoid m() {\n%s}\n}".formatted("//\n".repeat(38))))
                .isEmpty();
        assertThat(problems("class A {\nvoid m() {\n%s}\n}".formatted("//\n".repeat(39))))
                .singleElement()
                .asString()
                .endsWith(":2: method 'm' has 41 lines, 40 at most");
    }

    @Test
    void a_fifth_parameter_of_a_public_method_fails() throws IOException {
        assertThat(problems("class A { public void m(int a, int b, int c, int d, int e) {} }"))
                .singleElement()
                .asString()
                .endsWith("method 'm' has 5 parameters, 4 at most");
    }

    @Test
    void a_sixth_parameter_fails_anywhere() throws IOException {
        assertThat(problems("class A { A(int a, int b, int c, int d, int e) {} }")).isEmpty();
        assertThat(problems("class A { A(int a, int b, int c, int d, int e, int f) {} }"))
                .singleElement()
                .asString()
                .endsWith("method '<init>' has 6 parameters, 5 at most");
    }

    @Test
    void a_scenario_in_a_test_may_be_long_and_take_what_it_needs() throws IOException {
        var scenario =
                "class A {\nvoid m(int a, int b, int c, int d, int e, int f) {\n%s}\n}"
                        .formatted("//\n".repeat(39));

        assertThat(problems(scenario)).hasSize(2);
        assertThat(new SourceRules(sources, true).problems()).isEmpty();
    }

    @Test
    void a_sixth_component_fails() throws IOException {
        assertThat(problems("record A(int a, int b, int c, int d, int e, int f) {}"))
                .singleElement()
                .asString()
                .endsWith("record 'A' has 6 components, 5 at most");
    }

    @Test
    void an_import_by_star_fails() throws IOException {
        assertThat(problems("import java.util.*; class A {}"))
                .singleElement()
                .asString()
                .endsWith("imports are explicit");
    }

    @Test
    void a_public_type_without_a_comment_fails() throws IOException {
        assertThat(problems("public class A {}"))
                .singleElement()
                .asString()
                .endsWith("public type 'A' has no /// comment");
    }

    private List<String> problems(String text) throws IOException {
        Files.writeString(sources.resolve("A.java"), text);
        return new SourceRules(sources, false).problems();
    }
}
