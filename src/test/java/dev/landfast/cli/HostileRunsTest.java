package dev.landfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.api.SmallProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What strangers write is carried all the way: into a brief, an environment, a question's answer,
/// a commit and a landing. It stays a word.
@Timeout(300)
class HostileRunsTest {

    private static final List<String> HOSTILE =
            List.of(
                    "; touch pwned",
                    "$(touch pwned)",
                    "`touch pwned`",
                    "| touch pwned",
                    "> pwned",
                    "a\n--author=pwned <p@w.ned>",
                    "a\n\nLandfast-Run: pwned",
                    "../../pwned",
                    "../.git/hooks/post-commit",
                    "@pwned",
                    "%s%n%x",
                    "'; touch pwned; '",
                    "\"; touch pwned; \"",
                    "x\nSigned-off-by: pwned",
                    "${params.name} ${steps.question.answer}",
                    "# pwned");

    private static final String WORKFLOW =
            """
            workflow: asked
            about: a stranger's word on its way to the base
            params:
              name:        { type: name, required: true }
              description: { type: text, required: true }
            roles:
              developer: { tier: standard, access: edit }
            gates:
              unit: [parse]
            steps:
              - { id: worktree,  worktree: create }
              - { id: question,  ask: { question: "What of ${params.description}?" } }
              - { id: implement, agent: developer }
              - id: note
                run: [sh, -c, 'printf "%s|%s" "$WISH" "$SAID" > "said-$LANDFAST_WORKSPACE.txt"']
                env: { WISH: "${params.description}", SAID: "${steps.question.answer}" }
              - { id: commit,    commit: { type: feat } }
              - { id: push,      push: { upstream: true } }
              - id: landing
                loop:
                  rounds: 40
                  again-when: steps.land.moved
                  steps:
                    - { id: conflicts, merge: update }
                    - { id: final,     gate: unit }
                    - { id: land,      merge: land }
                  exhausted: escalate
              - { id: cleanup, worktree: remove }
            """;

    @TempDir private Path folder;
    private SmallProject project;
    private Shell shell;
    private Path agent;

    @BeforeEach
    void a_project() throws IOException {
        project = SmallProject.in(folder);
        agent =
                project.agent(
                        "cat > /dev/null\necho \"$LANDFAST_STEP\" > did-$LANDFAST_WORKSPACE.txt\n");
        Files.createDirectories(folder.resolve("state"));
        shell = Shell.at(project);
        project.write(".landfast/workflows/asked.yaml", WORKFLOW);
        project.git("add", "-A");
        project.git("commit", "-q", "-m", "a workflow that asks");
        project.git("push", "-q");
    }

    @Test
    void a_word_is_carried_from_wish_and_answer_to_the_base_and_is_never_more_than_a_word()
            throws Exception {
        var before = guarded();
        for (var n = 0; n < HOSTILE.size(); n++) {
            start("run-" + n, HOSTILE.get(n));
        }
        shell.carry();
        for (var n = 0; n < HOSTILE.size(); n++) {
            var answered = shell.landfast("answer", "run-" + n, HOSTILE.get(n), "--detach");
            assertThat(answered.code()).as(answered.err()).isZero();
        }
        shell.carry();

        for (var n = 0; n < HOSTILE.size(); n++) {
            var shown = shell.landfast("show", "run-" + n);
            assertThat(shown.out().lines().findFirst().orElse(""))
                    .as(shell.landfast("why", "run-" + n).out())
                    .contains("done");
            var note = project.git("show", "main:said-run-" + n + ".txt");
            assertThat(note).isEqualTo((HOSTILE.get(n) + "|" + HOSTILE.get(n)).strip());
        }
        assertThat(guarded()).isEqualTo(before);
        harmless();
    }

    /// No file, branch, author or trailer is there that a word asked for.
    private void harmless() throws IOException {
        try (var files = Files.walk(folder)) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())))
                    .doesNotContain("pwned", "post-commit");
        }
        assertThat(project.git("for-each-ref", "--format=%(refname)", "refs/heads", "refs/remotes"))
                .isEqualTo("refs/heads/main\nrefs/remotes/origin/main");
        assertThat(project.git("log", "--format=%an %ae %cn %ce", "main")).doesNotContain("pwned");
        assertThat(project.git("log", "--format=%(trailers:key=Landfast-Run)", "main"))
                .contains("Landfast-Run: ")
                .doesNotContain("pwned");
    }

    @Test
    void a_rescue_is_given_back_under_no_name_that_leads_elsewhere() throws Exception {
        start("kept", "a note");
        shell.carry();
        var worktree = Path.of(shell.landfast("shell", "kept", "--path").out().strip());
        Files.writeString(worktree.resolve("notes.txt"), "not finished\n");
        shell.landfast("cancel", "kept", "--detach");
        shell.carry();
        assertThat(shell.landfast("worktree", "rm", "kept").code()).isZero();
        var before = guarded();

        for (var word : HOSTILE) {
            var result = shell.landfast("rescue", "restore", "kept", "--as=" + word);
            assertThat(result.code()).as(word + ": " + result.out() + result.err()).isEqualTo(2);
        }

        assertThat(guarded()).isEqualTo(before);
        assertThat(shell.landfast("rescue", "restore", "kept", "--as=again").code()).isZero();
    }

    private void start(String name, String wish) {
        var started =
                shell.landfast(
                        "run",
                        "asked",
                        name,
                        wish,
                        "--agent",
                        "default=command:" + agent,
                        "--trust",
                        "--detach");
        assertThat(started.code()).as(started.err()).isZero();
    }

    /// What git would run or heed, here and there, and what lies beside the repository.
    private List<String> guarded() throws IOException {
        var found = new ArrayList<String>();
        for (var git : List.of(project.root().resolve(".git"), project.remote())) {
            found.add(Files.readString(git.resolve("HEAD")));
            try (var hooks = Files.list(git.resolve("hooks"))) {
                hooks.map(Path::toString).sorted().forEach(found::add);
            }
        }
        found.add(Files.readString(project.remote().resolve("config")));
        try (Stream<Path> beside = Files.list(folder)) {
            beside.map(Path::toString).sorted().forEach(found::add);
        }
        return found;
    }
}
