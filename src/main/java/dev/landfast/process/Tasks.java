package dev.landfast.process;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// Starts tasks and finds them again.
public final class Tasks {

    /// A shim that was just started may need this long to say who it is.
    private static final Duration SHIM_COMES_UP = Duration.ofSeconds(2);

    private final Path shimArea;
    private final MonotonicClock clock;
    private final Supplier<Platform.Mode> mode;
    private final Spares spares = new Spares();
    private volatile Optional<Path> installed = Optional.empty();

    private Tasks(Path shimArea, MonotonicClock clock, Supplier<Platform.Mode> mode) {
        this.shimArea = shimArea.toAbsolutePath();
        this.clock = clock;
        this.mode = mode;
    }

    /// Installs the shim (one file, named by its content) below `shimArea` when it is first needed.
    public static Tasks open(Path shimArea) {
        return open(shimArea, MonotonicClock.system());
    }

    public static Tasks open(Path shimArea, MonotonicClock clock) {
        return new Tasks(shimArea, clock, Platform::mode);
    }

    static Tasks open(Path shimArea, MonotonicClock clock, Platform.Mode mode) {
        return new Tasks(shimArea, clock, () -> mode);
    }

    /// Starts the task. What prevents it is not thrown: the task has then ended `NotStarted`.
    public Task start(TaskSpec spec) {
        TaskSpec.Options options = spec.options();
        StateDirectory state = StateDirectory.at(options.stateDirectory());
        About.Control control =
                new About.Control(mode.get().control(), options.containment().level());
        About about =
                new About(
                        spec.id(),
                        clock.nanos(),
                        options.limits(),
                        control,
                        options.separateStderr());
        Optional<String> obstacle = obstacle(spec);
        if (obstacle.isPresent()) {
            return notStarted(state, about, obstacle.get());
        }
        try {
            Path script = script();
            state.create(about);
            return launch(spec, script, state, about);
        } catch (FileAlreadyExistsException e) {
            String what = state.used() ? " was used by another task" : " is in the way";
            return notStarted(state, about, state.path() + what);
        } catch (IOException e) {
            return notStarted(state, about, "cannot start: " + e.getMessage());
        }
    }

    private Task launch(TaskSpec spec, Path script, StateDirectory state, About about)
            throws IOException {
        Optional<Path> stdin = spec.options().stdin();
        Map<String, String> environment = environment(spec);
        List<String> words = Shim.words(spec, state, mode.get());
        boolean usual = stdin.isEmpty() && !about.splitStderr();
        Optional<Process> ready = usual ? spares.take(state, words, environment) : Optional.empty();
        Process process =
                ready.isPresent()
                        ? ready.get()
                        : Launch.detached(
                                Shim.running(script, words), state.shimLog(), environment, stdin);
        Runnable spare =
                usual
                        ? () -> spares.prepare(Shim.holding(script, mode.get()), environment)
                        : () -> {};
        spare.run();
        return LiveTask.watching(state, about, new ShimProcess.Own(process), clock, spare);
    }

    /// The task of a state directory after this program was away: still running, ended, or LOST.
    /// Empty when no task was ever started there.
    public Optional<Task> attach(Path stateDirectory) {
        StateDirectory state = StateDirectory.at(stateDirectory);
        Optional<About> about = state.about();
        if (about.isEmpty()) {
            state.forget();
        }
        return about.map(known -> attach(state, known));
    }

    /// Runs a short internal command to its end.
    ///
    /// @throws CaptureException when there is no result
    public static Captured capture(Capture request) {
        return new CaptureRunner(request, CaptureRunner.Brood.ANY).run();
    }

    /// As {@link #capture}, at less cost, for a command that starts no program which goes into the
    /// background or talks to a terminal; its own program is given with its folder.
    ///
    /// @throws CaptureException when there is no result
    public static Captured captureQuickly(Capture request) {
        return new CaptureRunner(request, CaptureRunner.Brood.DESCENDANTS).run();
    }

    private Task attach(StateDirectory state, About about) {
        Ending ending = new Ending(state, about);
        if (state.result().isPresent()) {
            return found(state, about);
        }
        if (neverCameUp(state)) {
            return new EndedTask(
                    state, about, ending.notStarted("its starter died before the shim came up"));
        }
        Optional<Proc> claimed = state.shim();
        Optional<ShimProcess.Adopted> shim =
                claimed.flatMap(proc -> ShimProcess.Adopted.of(proc, state));
        if (shim.isPresent()) {
            return LiveTask.watching(state, about, shim.get(), clock, () -> {});
        }
        // Nobody is there to write a result any more, so nothing may go on unseen.
        Proc gone = claimed.orElse(new Proc(0, 0, 0, 0, 0));
        new TaskTree(about.id(), state, new ShimProcess.Adopted(gone)).kill();
        return found(state, about);
    }

    /// Two threads may install it at once: both put the same content in the same place.
    private Path script() throws IOException {
        if (installed.isEmpty()) {
            installed = Optional.of(Shim.install(shimArea));
        }
        return installed.orElseThrow();
    }

    /// Whether the shim never ran, and now never will.
    private static boolean neverCameUp(StateDirectory state) {
        try {
            if (state.claim()) {
                return true;
            }
        } catch (IOException e) {
            return false;
        }
        long end = System.nanoTime() + SHIM_COMES_UP.toNanos();
        while (state.shim().isEmpty() && !state.claimedByNobody() && System.nanoTime() < end) {
            // Its claim is there, its number will be in a moment.
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
        return state.claimedByNobody();
    }

    private static Task found(StateDirectory state, About about) {
        state.dropWords();
        TaskEnd end =
                new Ending(state, about)
                        .of(state.stop(), OptionalInt.empty(), state.recordedDuration());
        return new EndedTask(state, about, end);
    }

    private static Task notStarted(StateDirectory state, About about, String why) {
        return new EndedTask(state, about, new Ending(state, about).notStarted(why));
    }

    private static Optional<String> obstacle(TaskSpec spec) {
        TaskSpec.Options options = spec.options();
        List<String> wrapped = options.containment().wrap(spec.command(), spec.directory());
        return Platform.lack()
                .or(() -> Preflight.obstacle(wrapped, spec.directory(), spec.environment()))
                .or(() -> behind(wrapped, spec))
                .or(() -> options.stdin().flatMap(Preflight::unreadable));
    }

    /// What contains a command would say less clearly why it cannot run.
    private static Optional<String> behind(List<String> wrapped, TaskSpec spec) {
        return wrapped.equals(spec.command())
                ? Optional.empty()
                : Preflight.obstacle(spec.command(), spec.directory(), spec.environment());
    }

    /// What the shim inherits: of the task's environment what a shell does not change.
    private static Map<String, String> environment(TaskSpec spec) {
        Map<String, String> plain = new HashMap<>(spec.environment());
        plain.keySet().removeIf(name -> !ShellEnvironment.plain(name));
        return plain;
    }
}
