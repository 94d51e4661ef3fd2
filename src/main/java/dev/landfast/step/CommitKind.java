package dev.landfast.step;

import dev.landfast.definition.Config;
import dev.landfast.engine.StepExecutor;
import dev.landfast.git.NewCommit;
import dev.landfast.git.Repository;
import dev.landfast.git.Staging;
import dev.landfast.git.Trailer;
import dev.landfast.journal.Finding;
import dev.landfast.journal.StepResult;
import dev.landfast.journal.StepResult.Outcome;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// `commit`: formats and fixes what was changed, stages it by explicit path and commits it with the
/// run's trailers. Repeated after a crash it finds its own commit.
final class CommitKind implements StepExecutor {

    private final Repository repository;
    private final Sites sites;
    private final Formatting formatting;
    private final RunInfo.Source runs;
    private final Clock clock;

    CommitKind(
            Repository repository,
            Sites sites,
            Formatting formatting,
            RunInfo.Source runs,
            Clock clock) {
        this.repository = repository;
        this.sites = sites;
        this.formatting = formatting;
        this.runs = runs;
        this.clock = clock;
    }

    /// Runs formatters and fixers on files of a worktree.
    @FunctionalInterface
    interface Formatting {

        /// @param names such as `black`, `isort`, `ruff`
        /// @return what was done, a line each
        List<String> fix(String run, List<String> names) throws InterruptedException;
    }

    @Override
    public String kind() {
        return "commit";
    }

    @Override
    public StepResult execute(Attempt attempt) throws InterruptedException {
        var known = probe(attempt);
        if (known.isPresent()) {
            return known.get();
        }
        var site = sites.of(attempt.run());
        var with = attempt.input().with().map("commit");
        var fixed = formatting.fix(attempt.run(), with.texts("fix-first"));
        var wanted = with.texts("paths");
        var staging = new Staging(site.checkout());
        var plan = wanted.isEmpty() ? staging.everything() : staging.plan(wanted);
        if (!plan.refused().isEmpty()) {
            return refused(plan.refused());
        }
        return commit(attempt, site, new Content(with, plan.paths(), fixed));
    }

    @Override
    public Optional<StepResult> probe(Attempt attempt) {
        var site = sites.of(attempt.run());
        var base = Optional.of(sites.bases(attempt.run()).last());
        return repository.commits().withTrailer(site.head(), base, step(attempt)).stream()
                .filter(found -> found.trailer(Trailer.RUN).equals(Optional.of(attempt.run())))
                .findFirst()
                .map(found -> passed(found.id(), true, List.of()));
    }

    private record Content(Config with, List<String> paths, List<String> fixed) {}

    private StepResult commit(Attempt attempt, Site site, Content content) {
        var head = site.head();
        if (content.paths().isEmpty()) {
            return nothing(attempt, site, content.with());
        }
        var commit =
                new NewCommit(
                        "",
                        List.of(head),
                        message(attempt, content),
                        List.of(new Trailer(Trailer.RUN, attempt.run()), step(attempt)),
                        clock.instant());
        return site.checkout()
                .commit(content.paths(), commit)
                .map(made -> passed(made, true, content.paths()))
                .orElseGet(() -> nothing(attempt, site, content.with()));
    }

    /// In a repair an unchanged tree is the gate's to judge again; a first commit without content
    /// is work that was not done.
    private StepResult nothing(Attempt attempt, Site site, Config with) {
        var head = site.head();
        var empty = sites.bases(attempt.run()).last().equals(head);
        if (empty && !with.flag("allow-empty", false)) {
            return Steps.fail(
                    "nothing-to-commit",
                    "nothing was changed, so there is nothing to commit at " + Steps.title(attempt),
                    "do the work in the worktree, then retry the run");
        }
        return passed(head, false, List.of());
    }

    private StepResult passed(String commit, boolean changed, List<String> files) {
        var outputs = new LinkedHashMap<String, Object>();
        outputs.put("commit", commit);
        outputs.put("tree", repository.refs().tree(commit).orElseThrow());
        outputs.put("changed", changed);
        outputs.put("files", (long) files.size());
        return Steps.pass(outputs);
    }

    private static StepResult refused(List<Staging.Refused> refused) {
        var findings = new ArrayList<Finding>();
        for (var one : refused) {
            findings.add(
                    new Finding(
                            "not-staged-"
                                    + one.reason()
                                            .name()
                                            .toLowerCase(Locale.ROOT)
                                            .replace('_', '-'),
                            Finding.Level.CRITICAL,
                            new Finding.Place(one.path(), 0),
                            one.detail(),
                            Optional.of("take it out of the worktree or out of the change")));
        }
        return new StepResult(
                new Outcome.Fail(refused.size() + " file(s) must not be committed", "not-staged"),
                Map.of(),
                findings,
                List.of(),
                Optional.empty());
    }

    private static Trailer step(Attempt attempt) {
        return new Trailer(Trailer.STEP, attempt.key().toString());
    }

    private String message(Attempt attempt, Content content) {
        var type = content.with().text("type").orElse("chore");
        var scope = content.with().text("scope").orElseGet(() -> runs.of(attempt.run()).name());
        var description =
                Steps.param(attempt, "description").lines().findFirst().orElse("").strip();
        var subject =
                content.with()
                        .text("subject")
                        .or(() -> Optional.of(description).filter(text -> !text.isEmpty()))
                        .orElse(attempt.task().head().about());
        var repair = attempt.input().findings().isEmpty() ? "" : "mend findings of ";
        var lines = new ArrayList<String>();
        lines.add(CommitMessage.first(type, scope, repair + subject));
        lines.add("");
        for (var finding : attempt.input().findings().stream().limit(10).toList()) {
            lines.add("- " + CommitMessage.line(finding.rule() + " " + finding.place()));
        }
        content.paths().stream()
                .limit(20)
                .forEach(path -> lines.add("- " + CommitMessage.line(path)));
        if (content.paths().size() > 20) {
            lines.add("- and %d more".formatted(content.paths().size() - 20));
        }
        content.with().texts("body").forEach(line -> lines.add("- " + CommitMessage.line(line)));
        content.fixed().forEach(line -> lines.add("- " + CommitMessage.line(line)));
        return String.join("\n", lines);
    }
}
