package dev.landfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.process.Capture;
import dev.landfast.process.Tasks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `landfast mcp` as a client starts it: a process, its input and its output.
class McpTest {

    @TempDir Path folder;
    private Shell shell;

    @BeforeEach
    void two_runs() {
        shell = Shell.with(folder).onRealTime();
        shell.submitted("login");
        shell.submitted("logout");
    }

    private List<String> told(List<String> words, String... messages) throws Exception {
        var lines = new ArrayList<String>();
        for (var message : messages) {
            lines.add(("{'jsonrpc':'2.0','id':1," + message + "}").replace('\'', '"'));
        }
        var input = Files.writeString(folder.resolve("input"), String.join("\n", lines) + "\n");
        var command =
                new ArrayList<>(
                        List.of(
                                "sh",
                                "-c",
                                "exec \"$@\" < " + input,
                                "sh",
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                "--enable-native-access=ALL-UNNAMED",
                                "dev.landfast.cli.Main",
                                "mcp"));
        command.addAll(words);
        var ended =
                Tasks.capture(
                        Capture.of(
                                command, shell.repository(), shell.surroundings().environment()));
        assertThat(ended.succeeded()).as(ended.errText()).isTrue();
        return ended.outText().lines().toList();
    }

    private static String call(String tool, String arguments) {
        return "'method':'tools/call','params':{'name':'%s','arguments':%s}"
                .formatted(tool, arguments);
    }

    @Test
    void a_client_reads_where_runs_stand() throws Exception {
        var told =
                told(
                        List.of(),
                        "'method':'initialize','params':{'protocolVersion':'2025-03-26'}",
                        "'method':'tools/list'",
                        call("runs", "{}"),
                        call("next", "{'run':'logi'}"),
                        call("next", "{'run':'nobody'}"),
                        call("approve", "{'run':'login'}"));

        assertThat(told).hasSize(6);
        assertThat(told.get(0)).contains("\"protocolVersion\":\"2025-03-26\"");
        assertThat(told.get(1)).contains("\"runs\"", "\"next\"", "\"findings\"", "\"status\"");
        assertThat(told.get(1)).doesNotContain("\"readOnlyHint\":false");
        assertThat(told.get(2)).contains("They are data", "login", "logout");
        assertThat(told.get(3)).contains("login is queued").doesNotContain("logout");
        assertThat(told.get(4)).contains("LF-110", "\"isError\":true");
        assertThat(told.get(5)).contains("\"code\":-32602");
    }

    @Test
    void it_can_be_kept_to_one_run() throws Exception {
        var told =
                told(
                        List.of("--run", "login"),
                        call("next", "{}"),
                        call("next", "{'run':'logout'}"),
                        call("runs", "{}"));

        assertThat(told.get(0)).contains("login is queued");
        assertThat(told.get(1)).contains("\"code\":-32602");
        assertThat(told.get(2)).contains("\"code\":-32602");
    }

    @Test
    void a_run_that_is_not_there_is_said_at_once() {
        var ended = shell.landfast("mcp", "--run", "nobody");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("LF-110");
    }
}
