package dev.landfast.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Plants one violation at a time in a small program that keeps to its map.
class MapRulesTest {

    private static final String MAP =
            """
            ## The map
            | package | what it is | may use |
            |---|---|---|
            | `top` | asks | `middle` |
            | `middle` | decides | `bottom` |
            | `later` | *planned*: not there yet | `bottom` |
            | `bottom` | keeps | – |

            ## Doors to the outside
            | what | only in |
            |---|---|
            | `java.lang.System.getenv` | `top` |
            | `java.util.zip.**` | `bottom` |
            """;

    @TempDir private Path folder;

    @BeforeEach
    void a_program_that_keeps_to_its_map() throws IOException {
        for (var name : List.of("top", "middle", "bottom")) {
            source(
                    name,
                    "package-info",
                    "@org.jspecify.annotations.NullMarked package app.%s;".formatted(name));
        }
        source(
                "top",
                "Top",
                "public class Top { Object m = new app.middle.Middle(); Object e = System.getenv(); }");
        source("middle", "Middle", "public class Middle { Object b = new app.bottom.Bottom(); }");
        source("bottom", "Bottom", "public class Bottom { Object z = new java.util.zip.CRC32(); }");
    }

    @Test
    void a_program_that_keeps_to_its_map_has_no_problems() throws IOException {
        assertThat(problems(MAP)).isEmpty();
    }

    @Test
    void a_use_that_no_row_allows_fails() throws IOException {
        source("bottom", "Back", "class Back { Object up = new app.top.Top(); }");

        assertThat(problems(MAP))
                .singleElement()
                .asString()
                .startsWith("'bottom' uses 'top', which its row does not");
    }

    @Test
    void a_use_by_a_mere_mention_of_the_type_fails() throws IOException {
        source("top", "Past", "interface Past { app.bottom.Bottom past(); }");

        assertThat(problems(MAP)).singleElement().asString().startsWith("'top' uses 'bottom'");
    }

    @Test
    void a_package_without_a_row_fails() throws IOException {
        source("stray", "package-info", "@org.jspecify.annotations.NullMarked package app.stray;");
        source("stray", "Stray", "class Stray {}");

        assertThat(problems(MAP)).containsExactly("package 'stray' has no row in ARCHITECTURE.md");
    }

    @Test
    void a_class_outside_of_any_package_fails() throws IOException {
        write("app/Loose.java", "package app; class Loose {}");

        assertThat(problems(MAP)).contains("package 'app' has no row in ARCHITECTURE.md");
    }

    @Test
    void a_row_without_a_package_fails() throws IOException {
        assertThat(problems(MAP.replace("*planned*: ", ""))).contains("row 'later' has no package");
    }

    @Test
    void a_planned_row_that_has_code_fails() throws IOException {
        source("later", "package-info", "@org.jspecify.annotations.NullMarked package app.later;");
        source("later", "Later", "class Later {}");

        assertThat(problems(MAP)).containsExactly("row 'later' is marked planned, but has code");
    }

    @Test
    void an_allowance_that_nobody_uses_fails() throws IOException {
        assertThat(problems(MAP.replace("asks | `middle`", "asks | `middle`, `bottom`")))
                .containsExactly("row 'top' may use 'bottom', but does not");
    }

    @Test
    void a_row_that_may_use_one_above_fails() throws IOException {
        assertThat(problems(MAP.replace("keeps | –", "keeps | `top`")))
                .contains("row 'bottom' may use 'top', which is not a row below it");
    }

    @Test
    void everything_below_allows_just_that() throws IOException {
        source("top", "Past", "interface Past { app.bottom.Bottom past(); }");

        assertThat(problems(MAP.replace("asks | `middle`", "asks | everything below"))).isEmpty();
    }

    @Test
    void what_is_for_all_needs_no_allowance() throws IOException {
        source("top", "Past", "interface Past { app.bottom.Bottom past(); }");

        assertThat(problems(MAP.replace("| keeps |", "| *for all*: keeps |"))).isEmpty();
    }

    @Test
    void a_row_that_stands_twice_fails() throws IOException {
        assertThat(problems(MAP.replace("| `later`", "| `bottom` | again | – |\n| `later`")))
                .contains("row 'bottom' stands twice");
    }

    @Test
    void a_door_used_elsewhere_fails() throws IOException {
        source("middle", "Peek", "class Peek { String home = System.getenv(\"HOME\"); }");

        assertThat(problems(MAP))
                .singleElement()
                .asString()
                .startsWith("'middle' touches java.lang.System.getenv, a door of [top] only");
    }

    @Test
    void a_door_used_by_a_method_reference_fails() throws IOException {
        source(
                "middle",
                "Peek",
                "class Peek { java.util.function.UnaryOperator<String> f = System::getenv; }");

        assertThat(problems(MAP))
                .singleElement()
                .asString()
                .startsWith("'middle' touches java.lang.System.getenv");
    }

    @Test
    void a_library_mentioned_elsewhere_fails() throws IOException {
        source("middle", "Peek", "interface Peek { java.util.zip.CRC32 sum(); }");

        assertThat(problems(MAP))
                .singleElement()
                .asString()
                .startsWith("'middle' touches java.util.zip.CRC32");
    }

    @Test
    void a_door_given_to_who_does_not_use_it_fails() throws IOException {
        assertThat(
                        problems(
                                MAP.replace(
                                        "| `java.lang.System.getenv` | `top`",
                                        "| `java.lang.System.getenv` | `top`, `middle`")))
                .containsExactly(
                        "door [java.lang.System.getenv] is given to 'middle', which does not use it");
    }

    @Test
    void a_package_without_its_null_marks_fails() throws IOException {
        source("bottom", "package-info", "package app.bottom;");

        assertThat(problems(MAP))
                .containsExactly("package app.bottom has no @NullMarked package-info");
    }

    @Test
    void a_package_too_deep_fails() throws IOException {
        write(
                "app/bottom/a/b/package-info.java",
                "@org.jspecify.annotations.NullMarked package app.bottom.a.b;");
        write(
                "app/bottom/a/b/c/package-info.java",
                "@org.jspecify.annotations.NullMarked package app.bottom.a.b.c;");
        write("app/bottom/a/b/Four.java", "package app.bottom.a.b; class Four {}");
        write("app/bottom/a/b/c/Five.java", "package app.bottom.a.b.c; class Five {}");

        assertThat(problems(MAP)).containsExactly("package app.bottom.a.b.c is deeper than 4");
    }

    private void source(String into, String name, String text) throws IOException {
        var head = name.equals("package-info") ? "" : "package app.%s; ".formatted(into);
        write("app/%s/%s.java".formatted(into, name), head + text);
    }

    private void write(String path, String text) throws IOException {
        var file = folder.resolve("sources").resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private List<String> problems(String map) throws IOException {
        var classes = Files.createDirectories(folder.resolve("classes"));
        try (var tree = Files.walk(folder.resolve("sources"))) {
            var words =
                    Stream.concat(
                            Stream.of(
                                    "-d",
                                    classes.toString(),
                                    "-cp",
                                    System.getProperty("java.class.path")),
                            tree.map(Path::toString).filter(name -> name.endsWith(".java")));
            assertThat(
                            ToolProvider.getSystemJavaCompiler()
                                    .run(null, null, null, words.toArray(String[]::new)))
                    .isZero();
        }
        return new MapRules(
                        "app",
                        ArchitectureMap.parse(map),
                        new ClassFileImporter().importPath(classes))
                .problems();
    }
}
