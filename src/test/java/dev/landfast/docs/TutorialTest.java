package dev.landfast.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The tutorial is done as a reader would do it: files are saved, commands typed, output compared.
///
/// A block whose first line names a file is that file. In a `console` block a line that begins with
/// `$ ` is typed and must succeed; the lines after it are its output, in which `…` stands for
/// anything, other lines included.
@Tag("long")
class TutorialTest {

    private static final Path PAGE = Path.of("docs/tutorial/first-feature.md");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)(?: (\\S+))?\n(.*?)^```$");

    @TempDir private Path folder;

    /// A command with what the page says it prints.
    private record Typed(String command, List<String> shown) {}

    @Test
    @Timeout(300)
    void the_tutorial_works_as_it_is_written() throws Exception {
        var project = Files.createDirectories(folder.resolve("home/greeting"));
        launcher();
        var blocks = BLOCK.matcher(Files.readString(PAGE)).results().toList();

        assertThat(blocks).isNotEmpty();
        for (var block : blocks) {
            if (block.group(2) != null) {
                Files.writeString(project.resolve(block.group(2)), block.group(3));
            } else if (block.group(1).equals("console")) {
                for (var typed : typed(block.group(3))) {
                    var printed = run(project, typed.command());
                    assertThat(printed).as(typed.command()).matches(pattern(typed.shown()));
                }
            }
        }
    }

    private static List<Typed> typed(String block) {
        var all = new ArrayList<Typed>();
        for (var line : block.lines().toList()) {
            if (line.startsWith("$ ")) {
                all.add(new Typed(line.substring(2), new ArrayList<>()));
            } else {
                all.getLast().shown().add(line);
            }
        }
        return all;
    }

    private static Pattern pattern(List<String> shown) {
        var parts = String.join("\n", shown).strip().split("…", -1);
        var quoted = Arrays.stream(parts).map(Pattern::quote).toList();
        return Pattern.compile(String.join(".*", quoted), Pattern.DOTALL);
    }

    /// The program as this build has it, without the launcher's look at whether to build.
    private void launcher() throws IOException {
        var file = Files.createDirectories(folder.resolve("bin")).resolve("landfast");
        Files.writeString(
                file,
                """
                #!/bin/sh
                exec '%s' --enable-native-access=ALL-UNNAMED -Dlandfast.launcher='%s' \\
                    -cp '%s' dev.landfast.cli.Main "$@"
                """
                        .formatted(
                                Path.of(System.getProperty("java.home"), "bin", "java"),
                                file,
                                System.getProperty("java.class.path")));
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private String run(Path project, String command) throws Exception {
        var builder = new ProcessBuilder("bash", "-c", command).directory(project.toFile());
        var home = folder.resolve("home");
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        builder.environment().put("HOME", home.toString());
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        builder.environment().put("NO_COLOR", "1");
        builder.environment().put("XDG_STATE_HOME", home.resolve("state").toString());
        builder.environment().merge("PATH", folder + "/bin", (was, ours) -> ours + ":" + was);
        // Reports and news go to two streams, and only the order within each is certain.
        var errors = folder.resolve("errors");
        var process = builder.redirectError(errors.toFile()).start();
        process.getOutputStream().close();
        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(command + ": " + Files.readString(errors)).isZero();
        return (Files.readString(errors) + printed).strip();
    }
}
