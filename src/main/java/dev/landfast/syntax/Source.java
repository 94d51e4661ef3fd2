package dev.landfast.syntax;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A file's text with its tree.
final class Source {

    /// A megabyte of Python is data. The largest module of CPython has a quarter of it.
    private static final int LARGEST = 1 << 20;

    private static final Pattern CODING =
            Pattern.compile("^[ \\t\\f]*#.*?coding[:=][ \\t]*([-_.a-zA-Z0-9]+)");
    private static final int ASCII = 0x80;
    private static final Node NOTHING =
            new Node(new Node.Kind("nothing", true), "", 0, 0, List.of());

    private final String text;
    private final Node root;
    private final int[] lines;
    private final Optional<String> trouble;

    private Source(String text, Node root, Optional<String> trouble) {
        this.text = text;
        this.root = root;
        this.lines = lines(text);
        this.trouble = trouble;
    }

    static Source of(byte[] content) {
        if (content.length > LARGEST) {
            return unreadable("it is larger than " + (LARGEST >> 10) + " KiB");
        }
        var text = decoded(content);
        if (text.isEmpty()) {
            return unreadable("it is not UTF-8 and names no encoding that it is in");
        }
        return text.get().indexOf('\0') < 0
                ? parsed(text.get())
                : unreadable("it holds a zero byte");
    }

    private static Source unreadable(String why) {
        return new Source("", NOTHING, Optional.of(why));
    }

    private static Source parsed(String text) {
        var read = Grammar.python().read(ascii(text));
        Optional<String> trouble = Optional.empty();
        if (read.deep()) {
            trouble = Optional.of("it is nested deeper than " + Grammar.DEEPEST);
        } else if (read.broken()) {
            trouble = Optional.of("not all of it is Python");
        }
        return new Source(text, read.root(), trouble);
    }

    /// The parser counts bytes. With a byte a character, its offsets are ours; which letter it is
    /// in a name, a comment or a string makes no difference to the tree.
    private static String ascii(String text) {
        if (StandardCharsets.US_ASCII.newEncoder().canEncode(text)) {
            return text;
        }
        var chars = text.toCharArray();
        for (var i = 0; i < chars.length; i++) {
            if (chars[i] >= ASCII) {
                chars[i] = '_';
            }
        }
        return new String(chars);
    }

    private static Optional<String> decoded(byte[] content) {
        return decoded(content, StandardCharsets.UTF_8)
                .map(text -> text.startsWith("\uFEFF") ? text.substring(1) : text)
                .or(() -> named(content).flatMap(charset -> decoded(content, charset)));
    }

    private static Optional<String> decoded(byte[] content, Charset charset) {
        try {
            return Optional.of(charset.newDecoder().decode(ByteBuffer.wrap(content)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /// The encoding that one of the first two lines names.
    private static Optional<Charset> named(byte[] content) {
        var head =
                new String(content, 0, Math.min(content.length, 400), StandardCharsets.ISO_8859_1);
        return head.lines()
                .limit(2)
                .map(CODING::matcher)
                .filter(found -> found.find())
                .findFirst()
                .flatMap(found -> charset(found.group(1)));
    }

    private static Optional<Charset> charset(String name) {
        try {
            return Optional.of(Charset.forName(name.replace("latin-", "latin")));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }

    private static int[] lines(String text) {
        var starts = new int[16];
        var line = 0;
        for (var at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            if (++line == starts.length) {
                starts = Arrays.copyOf(starts, 2 * line);
            }
            starts[line] = at + 1;
        }
        return Arrays.copyOf(starts, line + 1);
    }

    Node root() {
        return root;
    }

    /// What keeps the tree from being the whole truth.
    Optional<String> trouble() {
        return trouble;
    }

    String of(Node node) {
        return text.substring(node.start(), node.end());
    }

    /// Counts from 1.
    int line(int offset) {
        var found = Arrays.binarySearch(lines, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    int line(Node node) {
        return line(node.start());
    }

    /// The line's text from its beginning to here.
    String before(Node node) {
        return text.substring(lines[line(node) - 1], node.start());
    }
}
