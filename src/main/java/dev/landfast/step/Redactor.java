package dev.landfast.step;

import dev.landfast.journal.Artifact;
import dev.landfast.journal.Artifacts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Takes the values of variables out of what is kept, however they are spelled there, and leaves
/// their names. It works on bytes as they pass, so that a value is found wherever it stands and
/// however large the rest is.
public final class Redactor {

    /// Shorter ones are words of any text.
    private static final int SHORTEST = 6;

    private static final int PIECE = 64 << 10;

    private final List<Secret> secrets;
    private final int longest;

    private record Secret(String value, String instead) {}

    /// @param values by name
    Redactor(Map<String, String> values) {
        this.secrets =
                values.entrySet().stream()
                        .filter(each -> each.getValue().length() >= SHORTEST)
                        .flatMap(each ->
                                Spellings.of(each.getValue()).stream()
                                        .map(value ->
                                                new Secret(
                                                        latin(value), "[" + each.getKey() + "]")))
                        .distinct()
                        .sorted(Comparator.comparingInt(each -> -each.value().length()))
                        .toList();
        this.longest = secrets.stream().mapToInt(each -> each.value().length()).max().orElse(0);
    }

    /// Of one who works in an environment.
    ///
    /// @param values by name, that were handed to somebody
    public static Redactor in(Map<String, String> environment, Map<String, String> values) {
        var all = new HashMap<>(Logins.of(environment));
        all.putAll(values);
        return new Redactor(all);
    }

    /// A letter a byte, so that text and files are searched alike.
    private static String latin(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    boolean idle() {
        return secrets.isEmpty();
    }

    /// The text without the values.
    public String text(String text) {
        if (idle()) {
            return text;
        }
        var clean = clean(latin(text), true);
        return new String(
                clean.done().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /// @param done what can be handed on
    /// @param rest how many characters at the end may still be the beginning of a value
    private record Clean(String done, int rest) {}

    private Clean clean(String text, boolean last) {
        var done = new StringBuilder();
        var end = end(text, last);
        var at = 0;
        for (var found : found(text, end)) {
            done.append(text, at, found.at()).append(found.secret().instead());
            at = found.end();
        }
        if (at < end) {
            done.append(text, at, end);
            at = end;
        }
        return new Clean(done.toString(), text.length() - at);
    }

    private int end(String text, boolean last) {
        return last ? text.length() : Math.max(0, text.length() - longest + 1);
    }

    /// Every value that begins before the end, in order.
    private List<Found> found(String text, int end) {
        var all = new ArrayList<Found>();
        var next = secrets.stream().map(each -> Found.first(each, text, 0)).toList();
        for (var at = 0; ; at = all.getLast().end()) {
            var from = at;
            next = next.stream().map(each -> each.from(text, from)).filter(Found::is).toList();
            var first =
                    next.stream()
                            .filter(each -> each.at() < end)
                            .min(Comparator.comparingInt(Found::at));
            if (first.isEmpty()) {
                return all;
            }
            all.add(first.get());
        }
    }

    /// Of two at one place the longer comes first.
    ///
    /// @param at -1 where there is none any more
    private record Found(Secret secret, int at) {

        static Found first(Secret secret, String text, int from) {
            return new Found(secret, text.indexOf(secret.value(), from));
        }

        /// The next one that does not begin before.
        Found from(String text, int begin) {
            return at >= begin || !is() ? this : first(secret, text, begin);
        }

        boolean is() {
            return at >= 0;
        }

        int end() {
            return at + secret.value().length();
        }
    }

    /// Blots the values out in a file that nobody writes any more. What is read of it by its place
    /// is found there as before.
    void blot(Path file) {
        if (idle() || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (var channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var in = Channels.newInputStream(channel);
            var rest = "";
            var place = 0L;
            for (var last = false; !last; ) {
                channel.position(place + rest.length());
                var chunk = in.readNBytes(PIECE);
                last = chunk.length == 0;
                var text = rest + new String(chunk, StandardCharsets.ISO_8859_1);
                var done = end(text, last);
                for (var found : found(text, done)) {
                    channel.write(blots(found.secret().value().length()), place + found.at());
                    done = Math.max(done, found.end());
                }
                rest = text.substring(done);
                place += done;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ByteBuffer blots(int length) {
        return ByteBuffer.wrap("*".repeat(length).getBytes(StandardCharsets.ISO_8859_1));
    }

    /// Stores the content of a text file without the values.
    Artifact kept(Artifacts artifacts, String name, Path file) {
        try (var in = new Passing(Files.newInputStream(file))) {
            return artifacts.put(name, "text/plain", in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Passing extends InputStream {

        private final InputStream in;
        private String rest = "";
        private byte[] ready = new byte[0];
        private int next;
        private boolean over;

        Passing(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            while (next == ready.length) {
                if (over) {
                    return -1;
                }
                fill();
            }
            var count = Math.min(length, ready.length - next);
            System.arraycopy(ready, next, into, offset, count);
            next += count;
            return count;
        }

        private void fill() throws IOException {
            var chunk = in.readNBytes(PIECE);
            over = chunk.length == 0;
            var text = rest + new String(chunk, StandardCharsets.ISO_8859_1);
            var clean = clean(text, over);
            rest = text.substring(text.length() - clean.rest());
            ready = clean.done().getBytes(StandardCharsets.ISO_8859_1);
            next = 0;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
