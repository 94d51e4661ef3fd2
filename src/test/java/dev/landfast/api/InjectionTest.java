package dev.landfast.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.definition.Definitions;
import dev.landfast.journal.Actor;
import dev.landfast.journal.Entry;
import dev.landfast.journal.Event;
import dev.landfast.journal.StepResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// Texts that ask for another ending, in every place where a run meets text, change nothing of how
/// it goes: the same steps, verdicts, decisions and questions as with harmless ones.
class InjectionTest {

    private static final String WORKFLOW =
            """
            workflow: guarded
            params:
              name:        { type: name, required: true }
              description: { type: text, required: true }
            roles:
              developer: { access: edit }
              reviewer:  { access: read }
              manager:   { access: read }
              owner:     { person: true }
            gates:
              unit:
                - parse
                - tests: { min: 1, failures: 0, errors: 0 }
              review:
                - review: { words: [APPROVED, CHANGES_REQUESTED] }
            steps:
              - { id: worktree, worktree: create }
              - { id: implement, agent: developer }
              - { id: commit, commit: { type: feat } }
              - id: rounds
                loop:
                  rounds: 3
                  collect: all
                  steps:
                    - { id: unit, gate: unit }
                    - { id: review, gate: review, by: reviewer, verdicts: { APPROVED: pass, CHANGES_REQUESTED: fail } }
                    - { id: decision, decide: { rows: [unit, review], stricter-by: manager } }
                  repair:
                    - { id: repair, agent: developer }
                    - { id: commit-repair, commit: { type: fix } }
              - { id: approval, approve: owner }
              - { id: cleanup, worktree: remove }
            """;

    private static final Path SCRIPT =
            Path.of("src/test/resources/dev/landfast/api/scripted.py").toAbsolutePath();

    @TempDir Path temp;

    /// @param trail what happened, texts left out
    /// @param outside of each brief what stands outside of its fences
    private record Course(List<String> trail, Map<String, String> outside, Path folder) {}

    @Test
    void no_text_in_any_place_changes_what_happens() throws Exception {
        var fixtures = Injections.all();
        var neutral = course("neutral", Injections.neutral());

        assertThat(neutral.trail())
                .contains("unit FAIL", "unit PASS", "decision ITERATE", "decision ACCEPT")
                .anyMatch(line -> line.startsWith("asks at approval@1 APPROVE"));
        assertThat(neutral.outside())
                .containsOnlyKeys(
                        "implement-1.md",
                        "review-1.md",
                        "decision-1.md",
                        "repair-1.md",
                        "review-2.md",
                        "decision-2.md");
        assertThat(fixtures.values().stream().mapToInt(List::size).sum()).isGreaterThan(30);
        for (var wave = 0; wave < Injections.waves(); wave++) {
            var texts = Injections.wave(wave);
            var course = course("wave" + wave, texts);

            assertThat(course.trail()).as("wave %d", wave).isEqualTo(neutral.trail());
            var told = Files.readString(course.folder().resolve("whole.md"));
            for (var place :
                    List.of("wish", "finding", "advice", "role", "skill", "instructions")) {
                assertThat(told).as(place).contains(text(texts, place).lines().findFirst().get());
            }
            // What the base's own role and skill say is theirs to say.
            var said = new TreeMap<>(course.outside());
            said.replaceAll((_, text) -> Injections.trusted(text, texts));
            assertThat(said).as("wave %d", wave).isEqualTo(neutral.outside());
        }
    }

    private Course course(String name, Map<String, String> texts) throws Exception {
        var project = project(Files.createDirectories(temp.resolve(name)), texts);
        var folder = project.outside();
        Files.writeString(
                folder.resolve("texts.json"), JsonMapper.shared().writeValueAsString(texts));
        var script = Files.copy(SCRIPT, folder.resolve("scripted.py"));
        var agent = project.agent("exec /usr/bin/python3 " + script + " " + folder + "\n");
        var start =
                new Event.RunStarted(
                        Catalogue.pin(
                                Definitions.parse(WORKFLOW, "guarded.yaml"),
                                project.git("rev-parse", "main")),
                        "",
                        Map.of("name", "guarded", "description", text(texts, "wish")),
                        new Event.Origin.Fresh(),
                        Map.of("agents", Map.of("default", "command:" + agent)));
        try (var home = new Home(project.surroundings())) {
            var id = home.journal().submit("guarded", start, new Actor.Person("p", "terminal"));
            assertThat(RunnerProcess.live(project.surroundings())).isEmpty();
            var trail = new ArrayList<String>();
            home.journal().entries(id).forEach(entry -> trail.addAll(lines(entry)));
            trail.add(home.journal().run(id).orElseThrow().standing().word().toString());
            return new Course(trail, outside(folder.resolve("told")), folder);
        }
    }

    private static String text(Map<String, String> texts, String place) {
        return texts.getOrDefault(place, "");
    }

    private static SmallProject project(Path folder, Map<String, String> texts) {
        var project = SmallProject.in(folder).grant();
        project.write("ISSUE.md", text(texts, "issue"));
        project.write("AGENTS.md", text(texts, "agents-md"));
        project.write(
                ".claude/agents/reviewer.md",
                "---\nname: reviewer\ndescription: d\noutput: review\nskills: [care]\naccess: read\n---\n"
                        + text(texts, "role"));
        project.write(
                ".claude/skills/care/SKILL.md",
                "---\nname: care\ndescription: d\n---\n" + text(texts, "skill"));
        project.write(
                ".github/instructions/python.instructions.md",
                "---\napplyTo: \"**\"\ndescription: d\n---\n" + text(texts, "instructions"));
        project.git("add", "-A");
        project.git("commit", "-q", "-m", text(texts, "commit-message"));
        return project;
    }

    private static Map<String, String> outside(Path told) throws IOException {
        var texts = new TreeMap<String, String>();
        try (var files = Files.list(told)) {
            for (var file : files.toList()) {
                texts.put(String.valueOf(file.getFileName()), Files.readString(file));
            }
        }
        return texts;
    }

    private static List<String> lines(Entry entry) {
        var event = entry.event();
        var lines = new ArrayList<String>();
        lines.add(event.getClass().getSimpleName());
        switch (event) {
            case Event.StepScheduled(var key, var kind, _) -> lines.add(key + " " + kind);
            case Event.StepFinished(var key, var result, var _) -> {
                lines.add(key + " " + result.outcome().getClass().getSimpleName());
                lines.addAll(said(key.step(), result));
            }
            case Event.StepWaiting(var key, var ask, var _) ->
                    lines.add("asks at " + key + " " + ask.kind() + " " + ask.options());
            default -> {}
        }
        return lines;
    }

    private static List<String> said(String step, StepResult result) {
        var said = new ArrayList<String>();
        for (var key : List.of("verdict", "decision", "iteration", "scope", "by")) {
            if (result.outputs().containsKey(key)) {
                said.add(step + " " + result.outputs().get(key));
            }
        }
        result.findings().forEach(f -> said.add(step + " " + f.level() + " " + f.place().file()));
        return said;
    }
}
