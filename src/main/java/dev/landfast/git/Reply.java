package dev.landfast.git;

import dev.landfast.process.Captured;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What one git command gave back.
final class Reply {

    private static final int DIED = 128;

    /// git's own code for "cannot go on" is 128; beyond it a signal ended the process.
    private final int code;

    private final byte[] out;
    private final String err;

    Reply(Captured captured) {
        this.code = captured.code();
        this.out = captured.out();
        this.err = captured.errText();
    }

    int code() {
        return code;
    }

    boolean ok() {
        return code == 0;
    }

    /// Ended by a signal: git itself exits with 128 or 129 at most.
    boolean killed() {
        return code > DIED + 1;
    }

    String err() {
        return err;
    }

    byte[] bytes() {
        return out;
    }

    String text() {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(out)).toString();
        } catch (CharacterCodingException e) {
            throw Trouble.undecodablePath().because(e);
        }
    }

    /// For content, where a strange byte must not stop anything.
    String lenientText() {
        return new String(out, StandardCharsets.UTF_8);
    }

    /// All of it without the line end that git adds.
    String line() {
        var text = text();
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }

    /// The fields of `-z` output; an empty field is kept, the end of the output is not one.
    List<String> fields() {
        var text = text();
        var fields = new ArrayList<String>();
        var start = 0;
        for (var end = text.indexOf('\0'); end >= 0; end = text.indexOf('\0', start)) {
            fields.add(text.substring(start, end));
            start = end + 1;
        }
        if (start < text.length()) {
            fields.add(text.substring(start));
        }
        return fields;
    }
}
