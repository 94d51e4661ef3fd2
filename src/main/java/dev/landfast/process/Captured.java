package dev.landfast.process;

import java.nio.charset.StandardCharsets;

/// What a short command gave back. A code above 128 is 128 + the signal it died of.
public final class Captured {

    private final int code;
    private final byte[] out;
    private final byte[] err;

    Captured(int code, byte[] out, byte[] err) {
        this.code = code;
        this.out = out;
        this.err = err;
    }

    public int code() {
        return code;
    }

    public boolean succeeded() {
        return code == 0;
    }

    /// The bytes as they came; the array is the caller's to keep.
    public byte[] out() {
        return out.clone();
    }

    public byte[] err() {
        return err.clone();
    }

    /// Standard output as UTF-8, malformed bytes replaced.
    public String outText() {
        return new String(out, StandardCharsets.UTF_8);
    }

    public String errText() {
        return new String(err, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "code %d, %d bytes out, %d bytes err".formatted(code, out.length, err.length);
    }
}
