package dev.landfast.engine;

/// What a run may spend, in US dollars.
///
/// @param limit what was said, with all that was granted since
/// @param gone what is spent, or set aside for what is under way or never became known
public record Means(double limit, double gone) {

    public double left() {
        return Math.max(0, limit - gone);
    }
}
