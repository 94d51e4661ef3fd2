package dev.landfast.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfast.problem.UsageProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoTest {

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"orders", "orders.git"})
    void what_lies_in_its_place_is_left_as_it_is(String name) throws IOException {
        var mine = Files.writeString(Files.createDirectory(folder.resolve(name)).resolve("a"), "b");
        var scene =
                new Demo.Scene(
                        Path.of("examples/orders-demo"),
                        folder,
                        Path.of("/usr/bin/python3"),
                        false);

        assertThatThrownBy(() ->
                        Demo.prepare(
                                scene, SmallProject.in(folder.resolve("other")).surroundings()))
                .isInstanceOf(UsageProblem.class)
                .hasMessageContaining("something does already");
        assertThat(mine).hasContent("b");
        assertThat(folder.resolve("orders/app")).doesNotExist();
    }
}
