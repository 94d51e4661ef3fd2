package dev.landfast.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {

    @TempDir private Path folder;

    @Test
    void it_stands_in_place_of_what_was_there_and_nothing_beside_it() throws IOException {
        var file = folder.resolve("some/where/it");
        WholeFile.put(file, new byte[] {1});
        WholeFile.put(file, new byte[] {2});
        assertThat(file).hasBinaryContent(new byte[] {2});
        try (var left = Files.list(folder.resolve("some/where"))) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void of_what_could_not_be_put_there_nothing_is_left() throws IOException {
        var taken = Files.createDirectories(folder.resolve("taken/by/others")).getParent();
        assertThatThrownBy(() -> WholeFile.put(taken, new byte[] {1}))
                .isInstanceOf(IOException.class);
        try (var left = Files.list(folder.resolve("taken"))) {
            assertThat(left).containsExactly(taken);
        }
    }
}
