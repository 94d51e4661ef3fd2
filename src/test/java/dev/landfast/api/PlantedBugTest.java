package dev.landfast.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// That they are found is the long suite's to show.
class PlantedBugTest {

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource
    void can_still_be_planted(PlantedBug bug) throws Exception {
        assertThat(bug.plant(folder)).isNotEmptyDirectory();
    }
}
