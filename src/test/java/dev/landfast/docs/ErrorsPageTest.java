package dev.landfast.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ErrorsPageTest {

    private static final Pattern QUOTED = Pattern.compile("\"(LF-[0-9]{3})[\" ]");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (LF-[0-9]{3}) \\|");

    @Test
    void the_page_has_a_row_for_every_code_of_the_sources_and_no_other() throws IOException {
        var page = Files.readString(Path.of("docs/reference/errors.md"));
        var rows = ROW.matcher(page).results().map(m -> m.group(1)).toList();

        assertThat(rows).doesNotHaveDuplicates();
        assertThat(rows).containsExactlyElementsOf(codes());
    }

    private static TreeSet<String> codes() throws IOException {
        var codes = new TreeSet<String>();
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                QUOTED.matcher(Files.readString(file))
                        .results()
                        .forEach(m -> codes.add(m.group(1)));
            }
        }
        return codes;
    }
}
