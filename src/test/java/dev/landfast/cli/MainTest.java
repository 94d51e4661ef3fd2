package dev.landfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {

    @TempDir private Path folder;

    @Test
    void the_temporary_folder_is_real() {
        assertThat(Files.isDirectory(folder)).isTrue();
    }
}
