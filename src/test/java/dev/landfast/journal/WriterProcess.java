package dev.landfast.journal;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/// A writer in a process of its own, for tests that kill it. Says on stdout what has been
/// acknowledged.
final class WriterProcess {

    private WriterProcess() {}

    /// @param args the state directory and what to do: `append` or `post`
    public static void main(String[] args) {
        var journal = Journal.open(Path.of(args[0]), Clock.systemUTC());
        var id = journal.submit("login", JournalTest.START, new Actor.Engine());
        System.out.println("run " + id);
        if (args[1].equals("post")) {
            for (var i = 0; ; i++) {
                journal.post(id, new Event.Noted("n", "text " + i), new Actor.Engine());
                System.out.println("ack " + i);
            }
        }
        var writer = journal.writer().orElse(null);
        if (writer == null) {
            System.out.println("refused");
            return;
        }
        System.out.println("token " + writer.token());
        writer.append(Transition.of(writer.link(id, new Actor.Engine(), JournalTest.START)));
        for (var i = 0; ; i++) {
            var event = new Event.Noted("n", "text " + i);
            writer.append(Transition.of(writer.link(id, new Actor.Engine(), event)));
            System.out.println("ack " + i);
        }
    }

    static Process start(Path state, String what) throws java.io.IOException {
        return new ProcessBuilder(
                        List.of(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                WriterProcess.class.getName(),
                                state.toString(),
                                what))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
