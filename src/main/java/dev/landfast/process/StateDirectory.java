package dev.landfast.process;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The files of one task, written by this program (`about`, `words`, `stop`) and by its shim (the
/// rest).
///
/// `about` what to know for taking over · `words` the command line of a shim that was made ahead ·
/// `pid` the shim, the claim that it may run, and held open by the whole tree · `course` whether
/// the command began, and whether output was left out · `rc` how it ended · `log`, `stderr` its
/// output, `.a` and `.b` the end of one that is full · `stop` why it was stopped · `shim.log` what
/// the shim itself complained about.
record StateDirectory(Path path) {

    private static final String WORDS = "words";
    private static final Set<OpenOption> EMPTIED =
            Set.of(
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    LinkOption.NOFOLLOW_LINKS);
    private static final int RESULT_BYTES = 32;
    private static final Pattern RESULT = Pattern.compile("ended (\\d{1,3}) (\\d+) *\n");
    private static final Pattern SHIM = Pattern.compile("(\\d+) (\\d+)\n");
    private static final String NOBODY = "nobody\n";
    private static final int LONGEST_COMPLAINT = 500;

    /// How the command ended, by the shim's word.
    record Result(int code, int strays) {}

    /// Why it was stopped, and how far up the ladder that went.
    record Stop(Reason reason, TaskEnd.Rung rung) {}

    enum Reason {
        CANCELLED,
        WALL,
        IDLE
    }

    static StateDirectory at(Path path) {
        return new StateDirectory(path.toAbsolutePath().normalize());
    }

    Path log() {
        return path.resolve("log");
    }

    Path stderr() {
        return path.resolve("stderr");
    }

    /// What every process of the task holds open, as `/proc` shows it: without symbolic links.
    Path leash() {
        try {
            return path.toRealPath().resolve("pid");
        } catch (IOException e) {
            return path.resolve("pid");
        }
    }

    Path shimLog() {
        return path.resolve("shim.log");
    }

    /// Makes the directory (for this user only) and its first files; they must not exist yet.
    void create(About about) throws IOException {
        if (Files.notExists(path)) {
            Files.createDirectories(
                    path,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        }
        Files.writeString(path.resolve("about"), about.text(), StandardOpenOption.CREATE_NEW);
        Files.createFile(log());
        if (about.splitStderr()) {
            Files.createFile(stderr());
        }
    }

    /// Drops what a starter left that died while it wrote the very first file.
    void forget() {
        if (text("about").filter(About::whole).isPresent()) {
            return;
        }
        try {
            Files.deleteIfExists(path.resolve("about"));
        } catch (IOException e) {
            // Then the next start says that it is in the way.
        }
    }

    Optional<About> about() {
        return text("about").flatMap(About::parse);
    }

    /// Whether any launcher ever used this directory.
    boolean used() {
        return Files.exists(path.resolve("about"));
    }

    /// The shim's process number and start time, by its own word.
    Optional<Proc> shim() {
        return text("pid")
                .map(SHIM::matcher)
                .filter(Matcher::matches)
                .map(found ->
                        new Proc(
                                Long.parseLong(found.group(1)),
                                0,
                                0,
                                0,
                                Long.parseLong(found.group(2))));
    }

    /// Takes the place of a shim that has not come up: from now on none can run here.
    ///
    /// @return false when a shim was faster
    boolean claim() throws IOException {
        try {
            Files.writeString(path.resolve("pid"), NOBODY, StandardOpenOption.CREATE_NEW);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    boolean claimedByNobody() {
        return text("pid").filter(NOBODY::equals).isPresent();
    }

    /// Writes what a shim that was made ahead is told: a command that sets its words.
    void words(List<String> words, Charset charset) throws IOException {
        String quoted =
                words.stream()
                        .map(word -> " '" + word.replace("'", "'\\''") + "'")
                        .collect(Collectors.joining("", "set --", "\n"));
        Path file = path.resolve(WORDS);
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(file, quoted.getBytes(charset));
    }

    /// When the task has ended nobody asks for them. The file stays, empty: ext4 looks at each one
    /// that was deleted lately before it makes another beside it. What else the task put in its
    /// place is left alone.
    void dropWords() {
        Path file = path.resolve(WORDS);
        if (!file.toFile().exists()) {
            return;
        }
        try {
            // A pipe would wait for somebody, and another name may be that of anybody's file.
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    && Files.getAttribute(file, "unix:nlink").equals(1)) {
                Files.newByteChannel(file, EMPTIED).close();
            }
        } catch (IOException | UnsupportedOperationException e) {
            // They go with the directory.
        }
    }

    boolean begun() {
        return course(line -> line.startsWith("begun"));
    }

    Optional<Result> result() {
        return text("rc")
                .filter(text -> text.length() == RESULT_BYTES)
                .map(RESULT::matcher)
                .filter(Matcher::matches)
                .map(found ->
                        new Result(
                                Integer.parseInt(found.group(1)),
                                Integer.parseInt(found.group(2))));
    }

    void stop(Stop stop) throws IOException {
        Path draft = path.resolve("stop.tmp");
        Files.writeString(draft, stop.reason() + " " + stop.rung() + "\n");
        Files.move(draft, path.resolve("stop"), StandardCopyOption.ATOMIC_MOVE);
    }

    Optional<Stop> stop() {
        return text("stop")
                .map(text -> text.strip().split(" ", -1))
                .filter(words -> words.length == 2)
                .map(words -> new Stop(Reason.valueOf(words[0]), TaskEnd.Rung.valueOf(words[1])));
    }

    boolean logTruncated() {
        return course("cut"::equals);
    }

    /// Bytes of output so far, those that only wait to end a log that is full included: a number
    /// that changes as long as the task says something.
    long output() {
        long sum = 0;
        for (String name : new String[] {"log", "stderr"}) {
            for (String part : new String[] {"", ".a", ".b"}) {
                Path file = path.resolve(name + part);
                sum = 31 * sum + file.toFile().length() + 7 * file.toFile().lastModified();
            }
        }
        return sum;
    }

    /// From the first file to the result, by the file system's clock.
    Duration recordedDuration() {
        try {
            return Duration.between(
                    Files.getLastModifiedTime(path.resolve("about")).toInstant(),
                    Files.getLastModifiedTime(path.resolve("rc")).toInstant());
        } catch (IOException e) {
            return Duration.ZERO;
        }
    }

    /// What the shim, or a tool on the way to the command, complained about.
    String complaints() {
        String text = text("shim.log").orElse("").strip();
        if (text.isEmpty() && !begun()) {
            text = (text("log").orElse("") + text("stderr").orElse("")).strip();
        }
        return text.substring(Math.max(0, text.length() - LONGEST_COMPLAINT));
    }

    private boolean course(Predicate<String> line) {
        return text("course").orElse("").lines().anyMatch(line);
    }

    private Optional<String> text(String name) {
        Path file = path.resolve(name);
        // Most are asked for before they are there, and an exception takes longer than a look.
        if (!file.toFile().exists()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
