package dev.landfast.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemovalTest {

    @TempDir private Path folder;

    private Path tree(String name) throws IOException {
        var tree = folder.resolve(name);
        for (var number = 0; number < 50; number++) {
            var below = Files.createDirectories(tree.resolve("a/b" + number));
            Files.writeString(below.resolve("file"), "text");
        }
        return tree;
    }

    @Test
    void a_whole_tree_goes_and_what_its_links_lead_to_stays() throws IOException {
        var tree = tree("tree");
        var kept =
                Files.writeString(Files.createDirectory(folder.resolve("kept")).resolve("f"), "");
        Files.createSymbolicLink(tree.resolve("folder"), kept.getParent());
        Files.createSymbolicLink(tree.resolve("file"), kept);
        Files.createSymbolicLink(tree.resolve("nowhere"), folder.resolve("nothing"));

        Removal.of(tree);

        assertThat(tree).doesNotExist();
        assertThat(kept).exists();
    }

    @Test
    void a_link_in_the_place_of_a_folder_goes_alone() throws IOException {
        var kept = tree("kept");
        var link = Files.createSymbolicLink(folder.resolve("link"), kept);
        Removal.of(link);
        assertThat(link).doesNotExist();
        assertThat(kept.resolve("a/b0/file")).exists();

        var again = Files.createSymbolicLink(folder.resolve("again"), kept);
        Removal.ofShared(again);
        assertThat(kept.resolve("a/b0/file")).exists();
    }

    @Test
    void a_folder_nobody_may_write_in_goes_too() throws IOException {
        var tree = tree("tree");
        assertThat(tree.resolve("a/b0").toFile().setWritable(false)).isTrue();
        assertThat(Removal.wherePossible(tree)).isTrue();
        assertThat(tree).doesNotExist();
    }

    @Test
    void what_is_not_there_is_no_mistake() throws IOException {
        Removal.of(folder.resolve("nothing"));
        Removal.ofShared(folder.resolve("nothing"));
        assertThat(Removal.wherePossible(folder.resolve("nothing"))).isTrue();
    }

    @Test
    void several_may_empty_the_same_folder_at_the_same_time() throws Exception {
        var trash = Files.createDirectory(folder.resolve("trash"));
        for (var number = 0; number < 20; number++) {
            Files.move(tree("t" + number), trash.resolve("t" + number));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Object> emptying =
                    () -> {
                        Removal.ofShared(trash);
                        return trash;
                    };
            var all = IntStream.range(0, 4).mapToObj(_ -> emptying).toList();
            for (var each : threads.invokeAll(all)) {
                assertThat(each.get()).isEqualTo(trash);
            }
        }
        assertThat(trash).doesNotExist();
    }
}
