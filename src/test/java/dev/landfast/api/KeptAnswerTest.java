package dev.landfast.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Who asks about a gate again while nothing has moved is told what was said before.
class KeptAnswerTest {

    private static final List<String> PARSE = List.of("parse");

    @TempDir private Path temp;
    private SmallProject project;
    private Path programs;
    private Duration ahead = Duration.ofMinutes(1);

    /// What was measured, as somebody was told who waited for it.
    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void a_branch() throws IOException {
        project = SmallProject.in(temp);
        programs = Files.createDirectories(temp.resolve("programs"));
        Files.createSymbolicLink(programs.resolve("python3"), Path.of("/usr/bin/python3"));
        Files.writeString(programs.resolve("pyright"), "#!/bin/sh\n");
        Files.createSymbolicLink(programs.resolve("uv"), temp.resolve("uv"));
        project.with("PATH", programs + ":" + project.surroundings().variable("PATH"));
        project.git("switch", "-q", "-c", "bye");
        project.write("greet/more.py", "X = 1\n");
        project.git("add", "-A");
        project.git("commit", "-q", "-m", "more");
    }

    private static GateOrder order(
            Optional<String> commit, Optional<String> base, boolean trusted) {
        return new GateOrder(
                GateOrder.Which.usual(),
                new GateOrder.Against(commit, base),
                PARSE,
                new GateOrder.Options(trusted, false, Optional.empty()));
    }

    private Gated ask(Surroundings around, GateOrder order) {
        try (var landfast = Landfast.open(later(around))) {
            return landfast.gates().run(order, told::add);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Gated ask(Optional<String> commit, Optional<String> base, boolean trusted) {
        return ask(project.surroundings(), order(commit, base, trusted));
    }

    private Gated ask(Surroundings around) {
        return ask(around, order(Optional.empty(), Optional.empty(), false));
    }

    /// When what was just made for a test is long settled.
    private Surroundings later(Surroundings now) {
        return new Surroundings(
                now.environment(), Clock.offset(now.clock(), ahead), now.directory(), now.person());
    }

    private Gated ask() {
        return ask(Optional.empty(), Optional.empty(), false);
    }

    /// Measured, taken over check by check, kept.
    private Gated askedBefore() {
        ask();
        var second = ask();
        told.clear();
        assertThat(second.rows()).allMatch(Gated.Row::reused);
        return second;
    }

    @Test
    void the_third_answer_is_the_second_word_for_word() {
        var second = askedBefore();

        var third = ask();

        assertThat(told).isEmpty();
        assertThat(third.said()).isEqualTo(second.said());
        assertThat(third.rows()).isEqualTo(second.rows());
        assertThat(third.findings()).isEmpty();
        assertThat(third.beside()).isEqualTo(second.beside());
        assertThat(Gated.FORMATS)
                .allSatisfy(form -> assertThat(third.as(form)).isEqualTo(second.as(form)));
    }

    @Test
    void in_a_worktree_of_its_own_as_well() {
        var other = temp.resolve("other");
        project.git("worktree", "add", "-q", "-b", "other", other.toString(), "bye");
        askedBefore();
        var there = project.surroundings().in(other);

        ask(there);
        assertThat(told).hasSize(1);
        ask(there);
        assertThat(told).hasSize(1);
        ask();
        assertThat(told).hasSize(1);
    }

    /// Something that an answer depends on.
    private record Moved(String what, Move move) {

        @Override
        public String toString() {
            return what;
        }
    }

    private interface Move {
        void in(KeptAnswerTest test) throws IOException;
    }

    static Stream<Moved> moved() {
        return Stream.of(
                new Moved("a commit", test -> test.commit("greet/more.py", "X = 2\n")),
                new Moved("an edit", test -> test.project.write("greet/more.py", "X = 3\n")),
                new Moved("a new file", test -> test.project.write("greet/new.py", "Y = 1\n")),
                new Moved("another branch", test -> test.project.git("switch", "-q", "-c", "b2")),
                new Moved("the base", KeptAnswerTest::theBaseMoves),
                new Moved("another base", test -> test.project.git("branch", "master", "bye")),
                new Moved(
                        "what the branch follows",
                        test -> test.project.git("branch", "-q", "-u", "origin/main")),
                new Moved(
                        "a remote",
                        test -> test.project.git("remote", "rename", "origin", "upstream")),
                new Moved("the environment", test -> test.project.with("LANG", "C")),
                new Moved("where programs are", KeptAnswerTest::anotherPath),
                new Moved("a program on the path", test -> test.program("ruff")),
                new Moved("a program that may be run now", test -> test.allow("pyright")),
                new Moved("where a link leads", test -> test.fill("uv")),
                new Moved("a setting of the main checkout", KeptAnswerTest::worktreeSetting),
                new Moved("a lock file of a manager", test -> test.ignored("uv.lock")),
                new Moved("an interpreter of the checkout", KeptAnswerTest::ownInterpreter),
                new Moved("the interpreter", KeptAnswerTest::anotherInterpreter));
    }

    private void commit(String file, String text) {
        project.write(file, text);
        project.git("add", "-A");
        project.git("commit", "-q", "-m", "one more");
    }

    private void theBaseMoves() {
        project.git("switch", "-q", "main");
        commit("greet/base.py", "Z = 1\n");
        project.git("push", "-q", "origin", "main");
        project.git("switch", "-q", "bye");
    }

    private void anotherPath() {
        project.with("PATH", project.surroundings().variable("PATH").replace(programs + ":", ""));
    }

    private void program(String name) throws IOException {
        Files.createSymbolicLink(programs.resolve(name), Path.of("/bin/true"));
    }

    private void allow(String name) throws IOException {
        if (!programs.resolve(name).toFile().setExecutable(true)) {
            throw new IOException("not executable");
        }
    }

    private void fill(String name) throws IOException {
        Files.createSymbolicLink(temp.resolve(name), Path.of("/bin/true"));
    }

    private void worktreeSetting() {
        project.git("config", "extensions.worktreeConfig", "true");
        project.git("config", "--worktree", "branch.bye.description", "other");
    }

    /// What git does not show as an edit.
    private void ignored(String name) throws IOException {
        Files.writeString(project.root().resolve(".git/info/exclude"), name + "\n");
        project.write(name, "");
    }

    private void ownInterpreter() throws IOException {
        Files.writeString(project.root().resolve(".git/info/exclude"), ".venv\n");
        var folder = Files.createDirectories(project.root().resolve(".venv/bin"));
        Files.createSymbolicLink(folder.resolve("python"), Path.of("/usr/bin/python3"));
    }

    /// The same name in the same folder leads elsewhere.
    private void anotherInterpreter() throws IOException {
        var link = programs.resolve("python3");
        Files.delete(link);
        Files.writeString(link, "#!/bin/sh\nexec /usr/bin/python3 \"$@\"\n");
        if (!link.toFile().setExecutable(true)) {
            throw new IOException("not executable");
        }
    }

    @ParameterizedTest
    @MethodSource("moved")
    void nothing_is_kept_over(Moved moved) throws IOException {
        askedBefore();
        moved.move().in(this);

        ask();

        assertThat(told).hasSize(1);
    }

    @Test
    void an_edit_that_is_taken_back_brings_the_answer_back() {
        askedBefore();
        var was = "X = 1\n";
        project.write("greet/more.py", "X = 3\n");
        ask(Optional.of("bye"), Optional.empty(), false);
        project.write("greet/more.py", was);
        told.clear();

        var again = ask();

        assertThat(told).isEmpty();
        assertThat(again.beside().lists().remarks()).isEmpty();
    }

    @Test
    void what_does_not_pass_is_measured_each_time() {
        commit("greet/more.py", "X = (\n");
        for (var time = 0; time < 3; time++) {
            assertThat(ask().end()).isEqualTo(Gated.End.FAILED);
        }

        assertThat(told).hasSize(3);
    }

    /// `bye~1` may mean something else tomorrow without any name having moved.
    @Test
    void a_question_whose_words_are_not_plain_names_is_asked_each_time() {
        for (var time = 0; time < 3; time++) {
            ask(Optional.of("bye"), Optional.of("bye~1"), false);
        }
        assertThat(told).hasSize(3);
        told.clear();
        var id = project.git("rev-parse", "bye");
        for (var time = 0; time < 3; time++) {
            ask(Optional.of(id), Optional.of("main"), false);
        }
        // The checks have been here before, by another name.
        assertThat(told).hasSize(1);
    }

    @Test
    void whoever_says_that_they_trust_something_is_heard_each_time() {
        for (var time = 0; time < 3; time++) {
            ask(Optional.empty(), Optional.empty(), true);
        }

        assertThat(told).hasSize(3);
    }

    /// `refs/stash` comes before a branch of that name.
    @Test
    void a_branch_that_something_else_is_called_like_is_asked_for_each_time() {
        project.git("branch", "stash", "bye");
        project.git("update-ref", "refs/stash", "main");

        for (var time = 0; time < 3; time++) {
            ask(Optional.of("stash"), Optional.of("main"), false);
        }

        assertThat(told).hasSize(3);
    }

    @Test
    void what_git_cannot_say_in_letters_is_no_obstacle() {
        var odd = "git update-ref \"$(printf 'refs/remotes/origin/f\\374r')\" HEAD";
        project.run(project.root(), "/bin/sh", "-c", odd);

        for (var time = 0; time < 3; time++) {
            assertThat(ask().end()).isEqualTo(Gated.End.PASSED);
        }

        assertThat(told).hasSize(3);
    }

    /// Of two changes in one tick of the clock the second cannot be seen.
    @Test
    void what_was_touched_a_moment_ago_is_not_built_upon() throws IOException {
        ask();
        Files.setLastModifiedTime(programs.resolve("pyright"), FileTime.from(Instant.now()));
        ahead = Duration.ZERO;

        for (var time = 0; time < 2; time++) {
            ask();
        }

        assertThat(told).hasSize(3);
    }

    @Test
    void from_another_folder_it_is_asked_anew() {
        askedBefore();
        var below = project.surroundings().in(Path.of("greet"));

        ask(below);

        assertThat(told).hasSize(1);
    }

    @Test
    void a_damaged_answer_is_none() throws IOException {
        var second = askedBefore();
        var file = kept();
        var bytes = Files.readAllBytes(file);

        for (var length = 0; length < bytes.length; length += 1 + bytes.length / 50) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertThat(KeptFile.read(file)).isEmpty();
            var other = bytes.clone();
            other[length] ^= 1;
            Files.write(file, other);
            assertThat(KeptFile.read(file)).isEmpty();
        }
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        told.clear();
        assertThat(ask().as("md")).contains("PASS");
        assertThat(told).hasSize(1);
        assertThat(KeptFile.read(file).orElseThrow().answer().beside()).isEqualTo(second.beside());
    }

    private Path kept() throws IOException {
        try (var all = Files.walk(temp.resolve("state"))) {
            return all.filter(file -> file.getParent().endsWith("kept")).findFirst().orElseThrow();
        }
    }
}
