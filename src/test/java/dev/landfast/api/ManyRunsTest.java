package dev.landfast.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.engine.LocalDriver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManyRunsTest {

    @TempDir Path temp;

    @Test
    void a_run_that_waits_for_its_turn_to_land_keeps_no_place_of_the_one_that_has_it()
            throws Exception {
        allLand(4, 1);
    }

    @Test
    @Tag("long")
    void ten_runs_at_once_all_land() throws Exception {
        allLand(10, 8);
    }

    private void allLand(int count, int places) throws Exception {
        var project = SmallProject.in(temp);
        project.git("remote", "remove", "origin");
        var own = new OwnRun(project, OwnRun.SMALL);
        try (var home = new Home(project.surroundings())) {
            var runs = new ArrayList<String>();
            for (var n = 0; n < count; n++) {
                runs.add(own.submit(home, "run" + n));
            }
            var setup = new Works(home).setup().atOnce(places);
            try (var driver = LocalDriver.open(home.journal(), setup).orElseThrow()) {
                assertThat(driver.awaitRest(Duration.ofMinutes(4))).isTrue();
            }
            assertThat(runs)
                    .allSatisfy(id ->
                            assertThat(OwnRun.standing(home, id).word().toString())
                                    .isEqualTo("done"));
        }
        for (var n = 0; n < count; n++) {
            assertThat(project.git("show", "main:run" + n + ".py")).isEqualTo("X = 1");
        }
    }
}
