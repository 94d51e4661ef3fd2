package dev.landfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Names and values that come from strangers are refused or harmless: no file appears that should
/// not, nothing drives the terminal, and nothing is taken for a bug of ours. `HostileRunsTest`
/// carries some of them to a landing.
@Timeout(60)
class HostileWordsTest {

    private static final List<String> HOSTILE =
            List.of(
                    "; touch pwned",
                    "$(touch pwned)",
                    "`touch pwned`",
                    "| touch pwned",
                    "&& touch pwned",
                    "> pwned",
                    "a\nb",
                    "a\r\nb",
                    "a\tb",
                    "../../pwned",
                    "../.git/hooks/post-commit",
                    "/etc/passwd",
                    "..",
                    ".",
                    "~/pwned",
                    "-",
                    "--",
                    "-rf",
                    "--upload-pack=touch pwned",
                    "--output=pwned",
                    "-c",
                    "@pwned",
                    "@{-1}",
                    "HEAD~1",
                    "refs/heads/main",
                    "main.lock",
                    "a..b",
                    "a b",
                    "",
                    " ",
                    "x".repeat(10_000),
                    "\u001b[2J\u001b[31mred",
                    "\u001b]0;title\u0007",
                    "\u009b31m",
                    "\u202egnp.exe",
                    "\u2066hidden\u2069",
                    "\u0000",
                    "a\u0000b",
                    "${jndi:ldap://x}",
                    "${params.name}",
                    "%s%n%x",
                    "'; DROP TABLE runs; --",
                    "\"quoted\"",
                    "\\",
                    "*",
                    "?",
                    "[a-z]",
                    "ünï/cødé",
                    "💥",
                    "con:",
                    "a=b",
                    "name=x",
                    "key=${HOME}");

    /// Places where a word of the caller's is read; `{}` stands for it.
    private static final List<List<String>> PLACES =
            List.of(
                    List.of(
                            "run",
                            "feature",
                            "{}",
                            "what is wanted",
                            "--agent=default=human",
                            "--detach"),
                    List.of("run", "feature", "fine", "{}", "--agent=default=human", "--detach"),
                    List.of("run", "{}", "login", "--agent=default=human", "--detach"),
                    List.of(
                            "run",
                            "feature",
                            "fine",
                            "text",
                            "--base={}",
                            "--agent=default=human",
                            "--detach"),
                    List.of(
                            "run",
                            "feature",
                            "fine",
                            "text",
                            "--variant={}",
                            "--agent=default=human",
                            "--detach"),
                    List.of("run", "feature", "fine", "text", "--agent=default={}", "--detach"),
                    List.of("show", "{}"),
                    List.of("workflow", "show", "{}"),
                    List.of("worktree", "rm", "{}"),
                    List.of("rescue", "restore", "{}"),
                    List.of("gate", "run", "--base={}", "--only=nothing"),
                    List.of("gate", "run", "--only={}"),
                    List.of("gate", "run", "--gate={}", "--only=nothing"),
                    List.of("gate", "run", "--save={}", "--only=nothing"),
                    List.of("gate", "explain", "{}"),
                    List.of("{}"));

    private static final Pattern GUARDED =
            Pattern.compile("^project/\\.git/(config|HEAD|packed-refs|refs/|hooks/|info/)");

    @TempDir private static Path folder;
    private static Shell shell = Shell.bare(Path.of(System.getProperty("java.io.tmpdir")));

    @BeforeAll
    static void repository() {
        shell = Shell.with(folder);
        shell.submitted("known");
    }

    /// Each word in a third of the places, so that every place meets a third of the words.
    static Stream<Arguments> words() {
        return IntStream.range(0, HOSTILE.size() * PLACES.size())
                .filter(n -> (n / PLACES.size() + n % PLACES.size()) % 3 == 0)
                .mapToObj(n ->
                        Arguments.of(
                                HOSTILE.get(n / PLACES.size()), PLACES.get(n % PLACES.size())));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("words")
    void is_refused_or_harmless(String word, List<String> place) throws Exception {
        var words = new ArrayList<String>();
        place.forEach(each -> words.add(each.replace("{}", word)));
        var before = files();
        var result = shell.landfast(words.toArray(String[]::new));
        assertThat(result.code()).as(result.err()).isNotEqualTo(31);
        assertThat(result.out() + result.err())
                .doesNotContain("\u001b", "\u009b", "\u0007", "\u202e", "\u2066", "\u0000")
                .doesNotContain("\tat ");
        assertThat(result.err().length()).isLessThan(4_000);
        assertThat(files()).isEqualTo(before);
        assertThat(folder.resolve("pwned")).doesNotExist();
        shell.journal(journal ->
                journal.runs().stream()
                        .filter(run -> !run.about().name().equals("known"))
                        .forEach(run ->
                                assertThat(run.about().name())
                                        .matches("[A-Za-z0-9_][A-Za-z0-9_-]*")));
    }

    /// Every file, what git runs and heeds included; of its files that matter what is in them.
    private static List<String> files() throws Exception {
        try (var walk = Files.walk(folder)) {
            return walk.map(folder::relativize)
                    .map(Path::toString)
                    .filter(name -> !name.startsWith("home/state"))
                    .map(name -> GUARDED.matcher(name).find() ? name + " " + text(name) : name)
                    .sorted()
                    .toList();
        }
    }

    private static String text(String name) {
        var file = folder.resolve(name);
        try {
            return Files.isRegularFile(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void there_are_more_than_a_hundred_cases() {
        assertThat(words()).hasSizeGreaterThan(100);
    }
}
