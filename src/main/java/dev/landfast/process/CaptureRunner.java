package dev.landfast.process;

import dev.landfast.process.CaptureException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Runs one short command so that at a timeout all of it can be killed.
final class CaptureRunner {

    /// What of a command can outlive its first process.
    enum Brood {
        /// Anything, so it gets a session of its own by which all of it is found.
        ANY,

        /// Nothing but what descends from it: it starts no program that goes into the background or
        /// talks to a terminal. That spares the start of one more program. A child that is left in
        /// the background all the same is not waited for, and not always found.
        DESCENDANTS
    }

    private static final int MOST_OUTPUT = 256 << 20;
    private static final Duration DRAIN = Duration.ofSeconds(2);
    private static final Duration SHORT = Duration.ofMillis(5);

    private final Capture request;
    private final Brood brood;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private volatile boolean tooMuch;

    CaptureRunner(Capture request, Brood brood) {
        this.request = request;
        this.brood = brood;
    }

    Captured run() {
        Process process = start();
        boolean ended = false;
        try {
            Captured captured = follow(process);
            ended = true;
            return captured;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CaptureException(
                    Reason.INTERRUPTED, "'" + request.title() + "' was interrupted", e);
        } finally {
            if (!ended) {
                killAll(process);
            }
        }
    }

    private Captured follow(Process process) throws InterruptedException {
        if (brood == Brood.DESCENDANTS
                && request.stdin().isEmpty()
                && process.waitFor(SHORT.toNanos(), TimeUnit.NANOSECONDS)) {
            readWhatIsThere(process.getInputStream(), out);
            readWhatIsThere(process.getErrorStream(), err);
            return new Captured(process.exitValue(), out.toByteArray(), err.toByteArray());
        }
        Thread reader =
                Thread.startVirtualThread(() -> read(process, process.getInputStream(), out));
        Thread errors =
                Thread.startVirtualThread(() -> read(process, process.getErrorStream(), err));
        request.stdin().ifPresent(bytes -> Thread.startVirtualThread(() -> write(process, bytes)));
        if (!process.waitFor(request.timeout().toNanos(), TimeUnit.NANOSECONDS)) {
            throw failed(Reason.TIMED_OUT, "took longer than " + request.timeout());
        }
        // A child that went into the background may hold the pipes open for ever.
        boolean drained = reader.join(DRAIN) && errors.join(DRAIN);
        if (tooMuch) {
            throw failed(Reason.TOO_MUCH_OUTPUT, "wrote more than " + MOST_OUTPUT + " bytes");
        }
        if (!drained) {
            throw failed(Reason.TIMED_OUT, "left a process behind that keeps its output open");
        }
        return new Captured(process.exitValue(), out.toByteArray(), err.toByteArray());
    }

    private Process start() {
        return switch (brood) {
            case ANY -> {
                refuse(obstacle());
                List<String> command = new ArrayList<>();
                Platform.tool("setsid").ifPresent(tool -> command.add(tool.toString()));
                command.addAll(request.command());
                yield launch(command);
            }
            // Nothing stands between: if it cannot start we are told, and look for the reason then.
            case DESCENDANTS -> {
                refuse(Preflight.unspeakable(request.command(), request.environment()));
                yield launch(request.command());
            }
        };
    }

    private Process launch(List<String> command) {
        try {
            return Launch.piped(command, request);
        } catch (IOException e) {
            refuse(obstacle());
            throw failed(Reason.NOT_STARTED, "cannot start: " + e.getMessage());
        }
    }

    private Optional<String> obstacle() {
        return Preflight.obstacle(request.command(), request.directory(), request.environment());
    }

    private void refuse(Optional<String> obstacle) {
        obstacle.ifPresent(why -> {
            throw failed(Reason.NOT_STARTED, why);
        });
    }

    private void read(Process process, InputStream in, ByteArrayOutputStream into) {
        byte[] buffer = new byte[32 * 1024];
        try {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (into.size() + count > MOST_OUTPUT) {
                    tooMuch = true;
                    process.destroyForcibly();
                    return;
                }
                into.write(buffer, 0, count);
            }
        } catch (IOException e) {
            // The pipe was closed under us: the process has been ended, and that is reported.
        }
    }

    /// What a process wrote is there once it has ended, so that no thread is needed to read it. A
    /// child that went into the background may hold the pipe open, and is not waited for.
    private static void readWhatIsThere(InputStream in, ByteArrayOutputStream into) {
        try {
            for (int count = in.available(); count > 0; count = in.available()) {
                into.write(in.readNBytes(count));
            }
        } catch (IOException e) {
            // Its pipe is closed: there is nothing more.
        }
    }

    private void write(Process process, byte[] bytes) {
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(bytes);
        } catch (IOException e) {
            // The command did not want all of it; its exit code says whether that matters.
        }
    }

    /// Nothing of it stays: neither its session nor what descends from it.
    private static void killAll(Process process) {
        long first = process.pid();
        Sweep.untilNoneLeft(() ->
                Sweep.withDescendants(proc -> proc.pid() == first || proc.session() == first));
        process.destroyForcibly();
        close(process.getInputStream());
        close(process.getErrorStream());
    }

    private static void close(InputStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            // Nothing is read from it any more.
        }
    }

    private CaptureException failed(Reason reason, String what) {
        return new CaptureException(reason, "'" + request.title() + "' " + what);
    }
}
