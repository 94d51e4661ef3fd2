package dev.landfast.api;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UndisturbedProbe {
    @TempDir Path temp;

    @Test
    void probe() throws Exception {
        for (var i = 0; i < 2; i++) {
            var walk = new Walk(temp.resolve("w" + i), java.util.List.of());
            var calls = walk.calls(KillAt.Calls.DURABLE);
            Files.write(Path.of("/tmp/calls-" + i), calls);
        }
    }
}
