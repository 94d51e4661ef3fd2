package dev.landfast.syntax;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// A test as pytest or unittest would collect it.
///
/// @param name `test_x` or `Class::test_x`
/// @param skips its own, and those of its classes and its module
/// @param cases how many it is parametrised with: 0 when it is not, {@link #UNCOUNTED} when that is
///   computed
/// @param reading what it does; taken to pieces when somebody asks, as most tests of a file have
///   not changed
public record PythonTest(String name, Lines lines, List<Skip> skips, int cases, Reading reading) {

    public static final int UNCOUNTED = Integer.MAX_VALUE;

    public PythonTest {
        skips = List.copyOf(skips);
    }

    /// A body as written, and in pieces.
    public static final class Reading {

        private final String written;
        private final Supplier<String> text;
        private final Supplier<Body> pieces;
        private Optional<Body> body = Optional.empty();

        /// @param text in normal form
        Reading(String written, Supplier<String> text, Supplier<Body> pieces) {
            this.written = written;
            this.text = text;
            this.pieces = pieces;
        }

        synchronized Body body() {
            if (body.isEmpty()) {
                body = Optional.of(pieces.get());
            }
            return body.get();
        }
    }

    public Body body() {
        return reading.body();
    }

    /// Whether it does what the other one does in the same words, however they are formatted. Takes
    /// neither to pieces.
    public boolean doesTheSameAs(PythonTest other) {
        return reading.written.equals(other.reading.written)
                || reading.text.get().equals(other.reading.text.get());
    }

    /// @param first counts from 1, decorators included
    public record Lines(int first, int last) {}

    /// What it does.
    ///
    /// @param text in normal form and without docstring, `pass` and `...`; empty when nothing is
    ///   left
    /// @param hash the same for bodies that do the same in the same words
    /// @param swallowed lines of handlers that let a failure pass
    public record Body(
            String text,
            String hash,
            List<Assertion> assertions,
            List<Call> calls,
            List<Integer> swallowed) {

        public Body {
            assertions = List.copyOf(assertions);
            calls = List.copyOf(calls);
            swallowed = List.copyOf(swallowed);
        }
    }

    /// The name without its classes.
    public String simpleName() {
        return name.substring(name.lastIndexOf(':') + 1);
    }

    public boolean isSkippedAlways() {
        return skips.stream().anyMatch(Skip::always);
    }
}
