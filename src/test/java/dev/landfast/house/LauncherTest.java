package dev.landfast.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher as people start it, with a program in Java's place that tells what it was given.
class LauncherTest {

    @TempDir private Path folder;

    private Path home;

    @BeforeEach
    void an_installed_launcher() throws IOException {
        home = Files.createDirectories(folder.toRealPath().resolve("a home"));
        executable("landfast", Files.readString(Path.of("landfast")));
        executable("java", "#!/bin/sh\nfor word; do printf '<%s>' \"$word\"; done\ncat\nexit 7\n");
        var installs = Files.createDirectories(home.resolve("target/install"));
        Files.writeString(
                installs.resolve("launch"),
                "%s JAVA_HOME=\n%s/java\n%s/landfast:x\n".formatted(home, home, home));
        var built = Files.createFile(installs.resolve("built"));
        Files.setLastModifiedTime(built, FileTime.from(Instant.parse("2001-01-01T00:00:00Z")));
    }

    @Test
    void words_reach_the_program_as_they_were_given() throws Exception {
        var ended =
                start(
                        home.resolve("landfast").toString(),
                        "two words",
                        "line\nbreak",
                        "",
                        "$HOME*",
                        "-x");

        assertThat(ended.out())
                .isEqualTo(
                        "<%s/landfast:x><-Dlandfast.launcher=%s/landfast><dev.landfast.cli.Main>"
                                        .formatted(home, home)
                                + "<two words><line\nbreak><><$HOME*><-x>typed");
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void the_exit_code_is_the_programs() throws Exception {
        assertThat(start(home.resolve("landfast").toString()).code()).isEqualTo(7);
    }

    @Test
    void it_is_found_through_symlinks() throws Exception {
        var bin = Files.createDirectories(folder.resolve("bin"));
        Files.createSymbolicLink(home.resolve("lf"), Path.of("landfast"));
        Files.createSymbolicLink(bin.resolve("landfast"), Path.of("../a home/lf"));

        assertThat(start(bin.resolve("landfast").toString()).out())
                .contains("<-Dlandfast.launcher=%s/landfast>".formatted(home));
    }

    @Test
    void without_a_jdk_it_says_where_it_looked_and_what_to_get() throws Exception {
        // A JAVA_HOME other than the one it was made for leads to a new search; the JDK must be 25
        // or newer.
        var old = Files.createDirectories(folder.resolve("old"));
        Files.writeString(old.resolve("release"), "JAVA_VERSION=\"17.0.1\"\n");
        Files.copy(
                home.resolve("java"), Files.createDirectories(old.resolve("bin")).resolve("java"));
        Files.writeString(
                home.resolve("landfast"),
                Files.readString(Path.of("landfast"))
                        .replaceAll("/(usr/lib/jvm|usr/local/lib|opt|Library)/", "/nowhere/"));

        var ended = start(Map.of("JAVA_HOME", old.toString()), home.resolve("landfast").toString());

        assertThat(ended.code()).isEqualTo(30);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err())
                .startsWith("landfast: LF-590 no JDK 25 or newer was found")
                .contains(old.toString(), "https://adoptium.net", "export JAVA_HOME=");
    }

    @Test
    void without_maven_it_says_so_when_sources_are_newer() throws Exception {
        Files.createDirectories(home.resolve("src/main"));
        var jdk = Files.createDirectories(folder.resolve("jdk"));
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25.0.3\"\n");
        Files.copy(
                home.resolve("java"), Files.createDirectories(jdk.resolve("bin")).resolve("java"));
        Files.copy(home.resolve("java"), jdk.resolve("bin/javac"));

        var ended = start(Map.of("JAVA_HOME", jdk.toString()), home.resolve("landfast").toString());

        assertThat(ended.code()).isEqualTo(30);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).startsWith("landfast: LF-591 Maven is missing");
    }

    @Test
    void a_locale_that_cannot_name_every_file_is_replaced() throws Exception {
        executable("java", "#!/bin/sh\necho \"$LC_ALL $LC_CTYPE\"\n");

        assertThat(start(Map.of("LC_ALL", "C"), home.resolve("landfast").toString()).out())
                .isEqualTo("C.UTF-8 \n");
        assertThat(start(Map.of("LANG", "de_DE.UTF-8"), home.resolve("landfast").toString()).out())
                .isEqualTo(" \n");
        assertThat(start(home.resolve("landfast").toString()).out()).isEqualTo(" C.UTF-8\n");
    }

    private void executable(String name, String text) throws IOException {
        executable(home.resolve(name), text);
    }

    private static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private record Ended(int code, String out, String err) {}

    private Ended start(String... words) throws Exception {
        return start(Map.of(), words);
    }

    /// With a path that has the tools the launcher needs, but no Java and no Maven.
    private Ended start(Map<String, String> environment, String... words) throws Exception {
        var tools = Files.createDirectories(folder.resolve("tools"));
        for (var tool :
                List.of(
                        "env",
                        "bash",
                        "sh",
                        "cat",
                        "find",
                        "readlink",
                        "mkdir",
                        "flock",
                        "tail",
                        "cksum")) {
            // Not a symlink, which the deletion of the folder would warn about.
            executable(tools.resolve(tool), "#!/bin/sh\nexec /usr/bin/%s \"$@\"\n".formatted(tool));
        }
        var builder = new ProcessBuilder(new ArrayList<>(List.of(words)));
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", tools.toString(), "HOME", folder.toString()));
        builder.environment().putAll(environment);
        builder.directory(folder.toFile());
        builder.redirectInput(typed());
        var out = folder.resolve("out").toFile();
        var err = folder.resolve("err").toFile();
        var process = builder.redirectOutput(out).redirectError(err).start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Ended(
                process.exitValue(),
                Files.readString(out.toPath()),
                Files.readString(err.toPath()));
    }

    private File typed() throws IOException {
        return Files.writeString(folder.resolve("typed"), "typed").toFile();
    }
}
