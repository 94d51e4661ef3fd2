package dev.landfast.api;

import dev.landfast.definition.Step;
import dev.landfast.definition.Steps;
import dev.landfast.definition.Workflow;
import dev.landfast.engine.State;
import dev.landfast.journal.Budgets;
import dev.landfast.journal.Entry;
import dev.landfast.journal.Event;
import dev.landfast.journal.Journal;
import dev.landfast.journal.RunSummary;
import dev.landfast.problem.LandfastException;
import dev.landfast.problem.UsageProblem;
import dev.landfast.project.Project;
import dev.landfast.view.AgentUse;
import dev.landfast.view.Total;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// What agents cost, from the journals of runs. A child run counts where it stands itself, once.
public final class Costs {

    /// What attempts can be put together by.
    public static final List<String> BY = List.of("run", "step", "role", "model", "workflow");

    private static final String UNKNOWN = "unknown";

    private final Home home;
    private final Catalogue catalogue;

    Costs(Home home) {
        this.home = home;
        this.catalogue = new Catalogue(home.repository());
    }

    /// @param by what the rows are
    /// @param budgets what bounds it, and how much of that is left
    public record Sheet(String by, List<Row> rows, Row total, List<Left> budgets) {

        public Sheet {
            rows = List.copyOf(rows);
            budgets = List.copyOf(budgets);
        }

        /// The stable shape of `--json`. Of what nothing is known there are no `dollars`.
        public Map<String, Object> fields() {
            var fields = new LinkedHashMap<String, Object>();
            fields.put("by", by);
            fields.put("rows", rows.stream().map(Row::fields).toList());
            fields.put("total", total.fields());
            fields.put("budgets", budgets);
            return fields;
        }
    }

    /// What some attempts used together.
    ///
    /// @param name what they have in common
    /// @param cost such as `$1.20`, `≥ $1.20` where a part is unknown, `unknown`
    /// @param basis the least sure one of all: `reported`, `priced`, `unknown`
    public record Row(String name, Count count, String cost, String basis, double dollars) {

        static Row of(String name, Total total) {
            var tokens = total.tokens();
            return new Row(
                    name,
                    new Count(
                            total.attempts(),
                            total.unknown(),
                            new Read(tokens.input(), tokens.cachedInput(), tokens.cacheWrites()),
                            tokens.output()),
                    total.cost(),
                    total.basisText(),
                    total.dollars());
        }

        Map<String, Object> fields() {
            var fields = new LinkedHashMap<String, Object>();
            fields.put("name", name);
            fields.put("attempts", count.attempts());
            fields.put("input_tokens", count.read().all());
            fields.put("cached_input_tokens", count.read().cached());
            fields.put("cache_write_tokens", count.read().cacheWrites());
            fields.put("output_tokens", count.output());
            if (count.unknown() == 0 || dollars > 0) {
                fields.put("dollars", dollars);
            }
            fields.put("attempts_of_unknown_cost", count.unknown());
            fields.put("basis", basis);
            return fields;
        }
    }

    /// @param unknown attempts whose cost is not known
    /// @param output tokens
    public record Count(int attempts, int unknown, Read read, long output) {}

    /// Input tokens.
    ///
    /// @param all the other two included
    public record Read(long all, long cached, long cacheWrites) {}

    /// What is left of a budget.
    ///
    /// @param of such as `run` or `day 2026-03-01`
    public record Left(String of, double limit, double gone, double left) {}

    /// What one run and the runs that it started used.
    public Sheet run(RunLine run, String by) {
        var journal = home.reading().orElseGet(home::journal);
        var uses = new ArrayList<Use>();
        collect(journal, run.id(), uses);
        var means = State.of(journal.entries(run.id())).means();
        var left = means.map(m -> new Left("run", m.limit(), m.gone(), m.left()));
        return sheet(by, uses, _ -> true, left.stream().toList());
    }

    /// What all runs used that began on the present day (UTC), with what that day may cost.
    public Sheet today(String by) {
        if (home.reading().isEmpty()) {
            return sheet(by, List.of(), _ -> true, List.of());
        }
        var budgets = home.reading().get().budgets();
        var today = budgets.today();
        var gone = budgets.spent(today);
        var left =
                limit().map(limit ->
                        new Left("day " + today, limit, gone, Math.max(0, limit - gone)));
        return sheet(by, all(), use -> use.day().equals(today), left.stream().toList());
    }

    /// What all runs used.
    public Sheet all(String by) {
        return sheet(by, all(), _ -> true, List.of());
    }

    private record Use(RunSummary run, String role, AgentUse use) {

        LocalDate day() {
            return Budgets.day(use.at());
        }

        String by(String what) {
            return switch (what) {
                case "run" -> run.about().name();
                case "step" -> use.key().step();
                case "role" -> role;
                case "model" -> use.usage().model().isEmpty() ? UNKNOWN : use.usage().model();
                case "workflow" -> run.about().workflow();
                default ->
                        throw new UsageProblem(
                                "LF-116",
                                "there is no format '" + what + "' for costs",
                                "",
                                "one of: " + String.join(", ", BY));
            };
        }
    }

    private List<Use> all() {
        var uses = new ArrayList<Use>();
        home.reading()
                .ifPresent(journal ->
                        journal.runs().reversed().forEach(run -> add(journal, run, uses)));
        return uses;
    }

    private void collect(Journal journal, String id, List<Use> uses) {
        journal.run(id).ifPresent(run -> add(journal, run, uses));
        for (var entry : journal.entries(id)) {
            if (entry.event() instanceof Event.ChildStarted child) {
                collect(journal, child.childRun(), uses);
            }
        }
    }

    private void add(Journal journal, RunSummary run, List<Use> uses) {
        var entries = journal.entries(run.id());
        for (var use : AgentUse.of(entries)) {
            uses.add(new Use(run, role(entries, use.key().step()), use));
        }
    }

    private String role(List<Entry> entries, String step) {
        if (!(entries.getFirst().event() instanceof Event.RunStarted start)) {
            return UNKNOWN;
        }
        return workflow(start)
                .flatMap(workflow -> Steps.find(workflow, step))
                .filter(Step.Task.class::isInstance)
                .map(Step.Task.class::cast)
                .flatMap(Costs::role)
                .orElse(UNKNOWN);
    }

    /// One that this version cannot read says nothing of its roles; what it cost is known all the
    /// same.
    private Optional<Workflow> workflow(Event.RunStarted start) {
        try {
            return Optional.of(catalogue.of(start));
        } catch (LandfastException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> role(Step.Task task) {
        return switch (task.kind()) {
            case "agent" -> task.with().text("agent");
            case "decide" -> task.with().map("decide").text("stricter-by");
            default -> task.with().text("by");
        };
    }

    private static Sheet sheet(
            String by, List<Use> uses, Predicate<Use> which, List<Left> budgets) {
        var rows = new LinkedHashMap<String, Total>();
        var total = Total.NONE;
        for (var use : uses.stream().filter(which).toList()) {
            var one = Total.NONE.plus(use.use().usage());
            rows.merge(use.by(by), one, Total::plus);
            total = total.plus(one);
        }
        var list = rows.entrySet().stream().map(e -> Row.of(e.getKey(), e.getValue())).toList();
        return new Sheet(by, list, Row.of("total", total), budgets);
    }

    private Optional<Double> limit() {
        try {
            var base = home.repository().start(Optional.empty());
            return Project.at(home.repository(), base.commit())
                    .settings()
                    .map(Spendable.BUDGETS)
                    .number("day");
        } catch (LandfastException e) {
            return Optional.empty();
        }
    }
}
