package dev.landfast.step;

import dev.landfast.agent.brief.Brief;
import dev.landfast.agent.brief.BriefWriter;
import dev.landfast.agent.brief.Material;
import dev.landfast.agent.role.Instructions;
import dev.landfast.agent.role.Role;
import dev.landfast.agent.role.Roles;
import dev.landfast.agent.role.Skills;
import dev.landfast.definition.Durations;
import dev.landfast.engine.StepExecutor.Attempt;
import dev.landfast.file.WholeFile;
import dev.landfast.git.Repository;
import dev.landfast.git.Trees;
import dev.landfast.project.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Puts a brief together: what the definition, the pinned base and the branch say about one
/// attempt.
///
/// An attempt is told one thing only. What it was told is kept before anybody reads it, so that an
/// attempt that is taken up after a crash, with half its work in the files, is not told another.
final class Briefing {

    /// Where an attempt keeps what it was told.
    static final String GIVEN = "given.md";

    private final Crew crew;
    private final RunInfo.Source runs;
    private final Sites sites;
    private final Repository repository;

    Briefing(Crew crew, RunInfo.Source runs, Sites sites, Repository repository) {
        this.crew = crew;
        this.runs = runs;
        this.sites = sites;
        this.repository = repository;
    }

    /// Where an attempt works.
    ///
    /// @param directory the worktree, or a copy of what was committed there
    /// @param scratch what is its own, outside of both
    record Desk(Path directory, Path scratch) {}

    /// A role as the run's workflow employs it.
    Role role(String run, String name) {
        var roles = new Roles(crew.sources().apply(run));
        return Optional.ofNullable(runs.of(run).workflow().inputs().roles().get(name))
                .map(employed -> roles.named(name, employed))
                .orElseGet(() -> roles.named(name));
    }

    /// What the attempt is told.
    Brief give(Attempt attempt, AgentWork.Task task, Desk desk) {
        var named = role(attempt.run(), task.role());
        var role = task.answers().map(named::answering).orElse(named);
        var matter =
                new BriefWriter.Matter(
                        Steps.title(attempt),
                        task.wish(),
                        attempt.input().findings(),
                        measuring(attempt).lines(),
                        task.facts());
        var brief = BriefWriter.write(role, matter, material(attempt, role, desk));
        return keep(brief, desk.scratch());
    }

    private Material material(Attempt attempt, Role role, Desk desk) {
        var with = attempt.input().with();
        var sources = crew.sources().apply(attempt.run());
        var changed = changed(attempt, desk);
        var files =
                Stream.of(
                                changed.stream().map(Trees.Counted::path),
                                attempt.input().findings().stream().map(f -> f.place().file()),
                                with.texts("reads").stream())
                        .flatMap(each -> each)
                        .filter(file -> !file.isEmpty())
                        .distinct()
                        .toList();
        var skills = new Skills(sources).named(role.knowing(with.texts("skills")).knows().skills());
        var instructions =
                role.knows().instructions()
                        ? new Instructions(sources).of(files)
                        : List.<dev.landfast.agent.role.Instruction>of();
        return new Material(
                new Material.Files(
                        changed.stream().map(Briefing::line).toList(), with.texts("reads")),
                new Material.Knowledge(skills, instructions),
                limits(attempt),
                measuring(attempt).words(),
                new Material.Room(
                        tokens(attempt.run()), AgentWork.desk(desk.scratch()).toString()));
    }

    private Measuring measuring(Attempt attempt) {
        return new Measuring(
                attempt, runs.of(attempt.run()).workflow(), repository, sites.bases(attempt.run()));
    }

    /// The branch against its base: with what is not committed yet, for who works in the worktree.
    private List<Trees.Counted> changed(Attempt attempt, Desk desk) {
        var checkout = sites.of(attempt.run()).checkout();
        var head = checkout.commit();
        var inWorktree = desk.directory().equals(checkout.path());
        var now = inWorktree ? checkout.tree(Optional.of(head), checkout.status().paths()) : head;
        return repository.trees().counted(sites.bases(attempt.run()).last(), now);
    }

    private static String line(Trees.Counted file) {
        return file.added() < 0
                ? file.path() + " (no text)"
                : "%s +%d -%d".formatted(file.path(), file.added(), file.removed());
    }

    private List<String> limits(Attempt attempt) {
        var limits = new ArrayList<String>();
        limits.add("time for this attempt: " + Durations.format(AgentWork.limit(attempt)));
        attempt.input()
                .dollars()
                .or(() -> attempt.input().with().number("budget"))
                .ifPresent(most -> limits.add("cost of this attempt: " + money(most)));
        var all = runs.of(attempt.run()).workflow().body().limits();
        all.cost().ifPresent(most -> limits.add("cost of the whole run: " + money(most)));
        all.agentAttempts()
                .ifPresent(most -> limits.add("attempts of agents in the whole run: " + most));
        return limits;
    }

    private static String money(double dollars) {
        return String.format(Locale.ROOT, "%.2f US dollars", dollars);
    }

    private int tokens(String run) {
        return Project.at(repository, runs.of(run).start().pin().base())
                .settings()
                .map("brief")
                .integer("tokens")
                .map(Long::intValue)
                .orElse(Material.Room.USUAL_TOKENS);
    }

    /// What was given before counts.
    private static Brief keep(Brief brief, Path scratch) {
        var given = scratch.resolve(GIVEN);
        try {
            if (Files.exists(given)) {
                var before = Files.readString(given);
                return new Brief(brief.role(), before, brief.answer(), brief.beside());
            }
            for (var file : brief.beside().entrySet()) {
                put(AgentWork.desk(scratch).resolve(file.getKey()), file.getValue());
            }
            put(given, brief.text());
            return brief;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void put(Path file, String text) throws IOException {
        WholeFile.put(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
