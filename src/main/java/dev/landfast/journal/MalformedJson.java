package dev.landfast.journal;

/// Text that is no JSON, or JSON of another shape. Who reads it knows whose fault that is and says
/// so with a problem of its own.
public final class MalformedJson extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MalformedJson(String what) {
        super(what);
    }
}
