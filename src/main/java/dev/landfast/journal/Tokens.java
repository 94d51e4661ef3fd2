package dev.landfast.journal;

import java.util.function.LongBinaryOperator;

/// What a model read and wrote, counted the same way for every provider.
///
/// @param input all that was read, what came from the cache and what was put there included
/// @param cachedInput the part of the input that came from the cache
/// @param cacheWrites the part of the input that was put into the cache, where that is priced apart
/// @param output all that was written, reasoning included
public record Tokens(long input, long cachedInput, long cacheWrites, long output) {

    public static final Tokens NONE = new Tokens(0, 0, 0, 0);

    /// Where nothing is said of a cache.
    public static Tokens of(long input, long output) {
        return new Tokens(input, 0, 0, output);
    }

    /// For providers that count the cache beside the input, not within it.
    public static Tokens apart(long fresh, long cachedInput, long cacheWrites, long output) {
        return new Tokens(fresh + cachedInput + cacheWrites, cachedInput, cacheWrites, output);
    }

    /// The part of the input that had nothing to do with a cache.
    public long fresh() {
        return Math.max(0, input - cachedInput - cacheWrites);
    }

    public Tokens plus(Tokens other) {
        return each(other, Long::sum);
    }

    /// What is left of it without an earlier count.
    public Tokens minus(Tokens other) {
        return each(other, (a, b) -> a - b);
    }

    /// Whether some count is lower than it was: the counter began anew in between.
    public boolean fellBelow(Tokens earlier) {
        return input < earlier.input
                || cachedInput < earlier.cachedInput
                || cacheWrites < earlier.cacheWrites
                || output < earlier.output;
    }

    private Tokens each(Tokens other, LongBinaryOperator by) {
        return new Tokens(
                by.applyAsLong(input, other.input),
                by.applyAsLong(cachedInput, other.cachedInput),
                by.applyAsLong(cacheWrites, other.cacheWrites),
                by.applyAsLong(output, other.output));
    }
}
