package dev.landfast.agent.dialect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What real programs printed, kept for the tests of the dialects: the property `landfast.record`
/// names the folder. Nothing of the machine stays in it.
final class Recording {

    private static final Optional<Path> FOLDER =
            Optional.ofNullable(System.getProperty("landfast.record")).map(Path::of);

    private Recording() {}

    /// Each call's output as `MAKER/SCENARIO-CALL.jsonl`, with its exit code in a first line.
    static void keep(Bench bench, String scenario) throws IOException {
        if (FOLDER.isEmpty() || !Files.isDirectory(bench.folder.resolve("attempts"))) {
            return;
        }
        var to = Files.createDirectories(FOLDER.get().resolve(bench.maker.word()));
        try (var logs = Files.walk(bench.folder.resolve("attempts"))) {
            var number = 0;
            for (var log :
                    logs.filter(file -> file.endsWith("log") && !file.startsWith("home"))
                            .filter(file -> Files.exists(file.resolveSibling("rc")))
                            .sorted()
                            .toList()) {
                number++;
                var text =
                        "exit "
                                + code(log.resolveSibling("rc"))
                                + "\n"
                                + Files.readString(log)
                                        .replace(bench.folder.toString(), "/bench")
                                        // As Claude Code names a folder for a project.
                                        .replaceAll("projects/-[A-Za-z0-9-]+/", "projects/-bench/")
                                        .replace(bench.model.url(), "http://127.0.0.1:1");
                Files.writeString(to.resolve(scenario + "-" + number + ".jsonl"), text);
            }
        }
    }

    /// Its second word, see the shim.
    private static String code(Path result) throws IOException {
        var words = Files.readString(result).strip().split(" ");
        return words.length > 1 ? words[1] : "none";
    }
}
