package dev.landfast.api;

import dev.landfast.definition.DefinitionException;
import dev.landfast.definition.Definitions;
import dev.landfast.definition.Graph;
import dev.landfast.definition.Lint;
import dev.landfast.definition.Params;
import dev.landfast.definition.StepCount;
import dev.landfast.definition.Variants;
import dev.landfast.definition.Workflow;
import dev.landfast.definition.WorkflowSchema;
import dev.landfast.journal.Event;
import dev.landfast.problem.EnvironmentProblem;
import dev.landfast.problem.UsageProblem;
import dev.landfast.simulation.Script;
import dev.landfast.simulation.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Workflow definitions: those that ship, those of the repository, and files one is writing.
public final class Workflows {

    private final Home home;

    /// What somebody types who has not chosen a workflow.
    ///
    /// @param wish what is wanted, in their words or in ours
    public static String beginning(String wish) {
        return "landfast run " + Definitions.suggested() + " NAME \"" + wish + "\"";
    }

    Workflows(Home home) {
        this.home = home;
    }

    /// @param file where it is; empty when it ships
    public record Line(String name, String about, Optional<String> file) {}

    /// A definition as people read it.
    ///
    /// @param outline a line a step
    public record Card(
            Line line, List<Param> params, List<Variant> variants, List<String> outline) {}

    /// @param type such as `name`, `text` or `choice`
    public record Param(String name, String type, boolean required, String about) {}

    /// @param steps counted from the definition, such as `12 steps, 2 more when needed`
    public record Variant(String name, boolean usual, String about, String steps, String expects) {}

    /// Something that is wrong or probably not meant.
    ///
    /// @param place `file:line:column`
    /// @param mistake whether the definition cannot be used because of it
    public record Remark(String code, String place, boolean mistake, String text) {}

    /// What came of a simulated run.
    ///
    /// @param end how it ended, empty when it waits for somebody
    /// @param rests where it waited on the way
    public record Played(List<RunEvent> events, String end, List<String> rests) {}

    /// All that can be run here by name, the repository's own first. Its files are listed as they
    /// lie in the work tree; only what is committed on the base can be run.
    public List<Line> list() {
        var all = new LinkedHashMap<String, Line>();
        own().forEach((name, path) ->
                all.put(name, new Line(name, about(read(path)), Optional.of(relative(path)))));
        for (var name : Definitions.builtins()) {
            var text = Definitions.builtinText(name).orElseThrow();
            all.putIfAbsent(name, new Line(name, about(text), Optional.empty()));
        }
        return List.copyOf(all.values());
    }

    /// The names of those that ship, in the order in which they build on each other.
    public static List<String> shipped() {
        return Definitions.builtins();
    }

    /// The source of a definition, by name or as a file.
    public String source(String what) {
        return find(what).header().text();
    }

    /// @param variant which is drawn; empty for the usual one
    public Card show(String what, Optional<String> variant) {
        var workflow = find(what);
        var inputs = workflow.inputs();
        var params = new ArrayList<Param>();
        inputs.params()
                .forEach((name, param) ->
                        params.add(new Param(name, param.type(), param.required(), param.about())));
        var variants = new ArrayList<Variant>();
        inputs.variants().forEach((name, v) -> variants.add(variant(workflow, name, v)));
        var header = workflow.header();
        var file = header.position().file();
        var place = file.startsWith("builtin:") ? Optional.<String>empty() : Optional.of(file);
        return new Card(
                new Line(header.name(), header.about(), place),
                params,
                variants,
                Graph.text(applied(workflow, variant)).lines().toList());
    }

    /// Everything that is wrong or probably not meant.
    public List<Remark> lint(String what) {
        var remarks = new ArrayList<Remark>();
        try {
            var workflow = load(what);
            Stream.concat(Lint.check(workflow).stream(), Lint.later(workflow).stream())
                    .map(warning ->
                            new Remark(
                                    warning.code(),
                                    warning.position().toString(),
                                    false,
                                    warning.text()))
                    .forEach(remarks::add);
        } catch (DefinitionException e) {
            for (var problem : e.problems()) {
                var meant =
                        problem.meant().map(word -> "; did you mean '" + word + "'?").orElse("");
                remarks.add(
                        new Remark(
                                problem.code(),
                                problem.position().toString(),
                                true,
                                problem.what() + meant + "; " + problem.remedy()));
            }
        }
        return remarks;
    }

    /// Runs a definition in a made-up world, step by step as a real run would go.
    ///
    /// @param outcomes such as `unit=fail,pass`; what is not named passes
    public Played simulate(String what, Optional<String> variant, List<String> outcomes) {
        var workflow = find(what);
        var script = Script.empty();
        for (var outcome : outcomes) {
            Starting.requireStep(workflow, outcome.split("=", 2)[0].strip());
            script.add(outcome)
                    .ifPresent(wrong -> {
                        throw new UsageProblem("LF-125", wrong, "", "");
                    });
        }
        var chosen = name(workflow, variant);
        var start =
                new Event.RunStarted(
                        Catalogue.pin(workflow, "0".repeat(40)),
                        chosen,
                        madeUp(workflow),
                        new Event.Origin.Fresh());
        var result =
                Simulation.run(
                        applied(workflow, variant),
                        dev.landfast.simulation.Setup.scripted(script, start));
        return new Played(
                result.journal().stream().map(RunEvent::of).toList(),
                result.end().map(end -> end.name().toLowerCase(java.util.Locale.ROOT)).orElse(""),
                result.rests());
    }

    /// A drawing: `text`, `mermaid` or `dot`.
    public String graph(String what, Optional<String> variant, String format) {
        var workflow = applied(find(what), variant);
        return switch (format) {
            case "text" -> Graph.text(workflow);
            case "mermaid" -> Graph.mermaid(workflow);
            case "dot" -> Graph.dot(workflow);
            default ->
                    throw new UsageProblem(
                            "LF-116",
                            "there is no format '" + format + "' for a drawing",
                            "",
                            "one of: text, mermaid, dot");
        };
    }

    /// The JSON Schema of definitions, for editors.
    public static String schema() {
        return WorkflowSchema.json();
    }

    private static Map<String, Object> madeUp(Workflow workflow) {
        var given = new LinkedHashMap<String, Object>();
        workflow.inputs()
                .params()
                .forEach((name, param) -> {
                    if (param.required() && param.byDefault().isEmpty()) {
                        given.put(
                                name,
                                param.choices().isEmpty() ? "example" : param.choices().getFirst());
                    }
                });
        return Params.check(workflow, given).values();
    }

    private static Variant variant(Workflow workflow, String name, Workflow.Variant variant) {
        var more = variant.more();
        var minutes = String.join("–", more.texts("minutes"));
        var expects =
                (minutes.isEmpty() ? "" : minutes + " min")
                        + more.text("cost").map(cost -> ", cost " + cost).orElse("");
        var count = StepCount.of(Library.reading(() -> Variants.apply(workflow, name)));
        return new Variant(name, variant.byDefault(), variant.about(), count.toString(), expects);
    }

    private static String name(Workflow workflow, Optional<String> variant) {
        return variant.or(() -> Variants.choose(workflow, Map.of())).orElse("");
    }

    private static Workflow applied(Workflow workflow, Optional<String> variant) {
        return Library.reading(() -> Variants.apply(workflow, name(workflow, variant)));
    }

    private Workflow find(String what) {
        return Library.reading(() -> load(what));
    }

    private Workflow load(String what) {
        if (what.endsWith(".yaml") || what.endsWith(".yml") || what.contains("/")) {
            var path = home.surroundings().directory().resolve(what);
            if (!Files.isRegularFile(path)) {
                throw new UsageProblem("LF-142", "there is no file '" + what + "'", "", "");
            }
            return Definitions.parse(read(path), what);
        }
        var own = Optional.ofNullable(own().get(what));
        if (own.isPresent()) {
            return Definitions.parse(read(own.get()), relative(own.get()));
        }
        return Definitions.builtin(what).orElseThrow(() -> unknown(what));
    }

    private UsageProblem unknown(String what) {
        var names = new LinkedHashSet<>(own().keySet());
        names.addAll(Definitions.builtins());
        return new UsageProblem(
                "LF-130",
                "there is no workflow '" + what + "'",
                "",
                Nearest.to(what, names)
                        .map(meant -> "did you mean '" + meant + "'?")
                        .orElse("there are: " + String.join(", ", names)));
    }

    /// Definitions that ship can be looked at anywhere, also outside of a repository.
    private Map<String, Path> own() {
        try {
            return Definitions.inRepository(home.place().root());
        } catch (dev.landfast.problem.RepositoryProblem | EnvironmentProblem e) {
            return Map.of();
        }
    }

    private String relative(Path path) {
        return home.place().root().relativize(path).toString();
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new EnvironmentProblem(
                            "LF-516",
                            "cannot be read as text: " + e.getMessage(),
                            path.toString(),
                            "check its rights, and that it is UTF-8")
                    .because(e);
        }
    }

    /// The line that says what a definition is for, without reading the rest of it.
    private static String about(String text) {
        return text.lines()
                .filter(line -> line.startsWith("about:"))
                .findFirst()
                .map(line -> line.substring("about:".length()).strip().replaceAll("^\"|\"$", ""))
                .orElse("");
    }
}
