package dev.landfast.journal;

/// Another process has taken over the writing; this one must stop for good and touch nothing more.
///
/// No problem of the family, because nobody has to do anything: the other process goes on.
public final class Fenced extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Fenced(long mine, long current) {
        super("fenced: the token is " + current + ", not " + mine);
    }

    Fenced() {
        super("this writer was closed");
    }
}
