package dev.landfast.process;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// The shim of a running task, as far as we can watch it.
sealed interface ShimProcess {

    /// @return whether it has ended
    boolean await(Duration atMost) throws InterruptedException;

    boolean alive();

    void kill();

    /// Its number, even when it has ended.
    long pid();

    /// Known only of a child of this program that has ended.
    OptionalInt exitCode();

    /// Started by this program: the kernel tells us when it ends.
    record Own(Process process) implements ShimProcess {
        @Override
        public boolean await(Duration atMost) throws InterruptedException {
            return process.waitFor(atMost.toNanos(), TimeUnit.NANOSECONDS);
        }

        @Override
        public boolean alive() {
            return process.isAlive();
        }

        @Override
        public void kill() {
            process.destroyForcibly();
        }

        @Override
        public long pid() {
            return process.pid();
        }

        @Override
        public OptionalInt exitCode() {
            return alive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
        }
    }

    /// Started by an earlier program and found again: looked at again and again, more and more
    /// rarely.
    record Adopted(Proc proc) implements ShimProcess {
        private static final Duration SHORTEST = Duration.ofMillis(1);
        private static final Duration LONGEST = Duration.ofMillis(50);

        /// The process that wrote `claimed`, if it still lives and really is the shim of `state`:
        /// number and start time agree, and it holds that file open, or is one that was made ahead
        /// and leaves that to its helpers.
        static Optional<Adopted> of(Proc claimed, StateDirectory state) {
            return ProcessTable.find(claimed.pid())
                    .filter(proc -> proc.start() == claimed.start())
                    .filter(proc ->
                            ProcessTable.holds(proc.pid(), Set.of(state.leash()))
                                    || Shim.isHeld(ProcessTable.words(proc.pid())))
                    .map(Adopted::new);
        }

        @Override
        public boolean await(Duration atMost) throws InterruptedException {
            long end = System.nanoTime() + atMost.toNanos();
            Duration pause = SHORTEST;
            while (alive()) {
                if (System.nanoTime() >= end) {
                    return false;
                }
                Thread.sleep(pause);
                pause =
                        pause.multipliedBy(2).compareTo(LONGEST) < 0
                                ? pause.multipliedBy(2)
                                : LONGEST;
            }
            return true;
        }

        @Override
        public boolean alive() {
            return ProcessTable.find(proc.pid())
                    .filter(now -> now.start() == proc.start())
                    .isPresent();
        }

        @Override
        public void kill() {
            Sweep.kill(proc);
        }

        @Override
        public long pid() {
            return proc.pid();
        }

        @Override
        public OptionalInt exitCode() {
            return OptionalInt.empty();
        }
    }
}
