package dev.landfast.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;

/// Tells a client of the Model Context Protocol where runs stand, on standard input and output.
final class McpCommand implements Command {

    @Override
    public Usage usage() {
        return Usage.none()
                .value("run", "RUN", "tell of this run and of no other")
                .example("mcp --run login");
    }

    @Override
    public ExitCode run(Words words, Session session) {
        var tools = session.landfast().readingTools(words.value("run"));
        try (var in = new FileInputStream(FileDescriptor.in)) {
            tools.serve(in, session::send);
        } catch (IOException e) {
            // Whoever asked has gone away, which is how this ends.
            return ExitCode.DONE;
        }
        return ExitCode.DONE;
    }
}
