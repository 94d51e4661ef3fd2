package dev.landfast.definition;

import dev.landfast.definition.Problems.Code;
import dev.landfast.definition.Values.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads what a run is given: parameters, roles and variants.
final class InputsReader {

    /// Names of parameters may be `camelCase` or `snake_case`: commands pass them on.
    private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9_-]{0,63}");

    /// Facts about a variant that nobody decides by.
    private static final List<String> FACTS = List.of("minutes", "cost", "suggest");

    private final Problems problems;
    private final Values values;

    InputsReader(Problems problems, Values values) {
        this.problems = problems;
        this.values = values;
    }

    /// The entries of a mapping of named things.
    List<Node.Entry> named(Optional<Node> node, String what) {
        if (node.isEmpty()) {
            return List.of();
        }
        var place = new Place("'" + what + "'", Surroundings.TOP);
        if (!(node.get() instanceof Node.Mapping(var _, var entries))) {
            values.wrong(node.get(), place, "a mapping of names");
            return List.of();
        }
        var fine = new ArrayList<Node.Entry>();
        for (var entry : entries) {
            if (NAME.matcher(entry.key()).matches()) {
                fine.add(entry);
            } else {
                problems.add(
                        Code.ID,
                        entry.at(),
                        "a name in " + place.what() + " cannot be " + Problems.quote(entry.key()),
                        "begin with a lower-case letter; letters, digits, '-' and '_' follow");
            }
        }
        return fine;
    }

    Map<String, Workflow.Param> params(Optional<Node> node) {
        var params = new LinkedHashMap<String, Workflow.Param>();
        for (var entry : named(node, "params")) {
            var place = new Place("the parameter " + Problems.quote(entry.key()), Surroundings.TOP);
            var said = values.settings(entry.value(), Kinds.structure("param"), place);
            params.put(entry.key(), param(said, entry, place));
        }
        return params;
    }

    private Workflow.Param param(Config said, Node.Entry entry, Place place) {
        var type = said.text("type").orElse("text");
        var param =
                new Workflow.Param(
                        type,
                        said.flag("required", false),
                        Optional.ofNullable(said.values().get("default")),
                        said.texts("choices"),
                        said.text("about").orElse(""));
        if (type.equals("choice") == param.choices().isEmpty()) {
            problems.add(
                    Code.VALUE,
                    entry.at(),
                    place.what()
                            + (type.equals("choice")
                                    ? " is a choice without choices"
                                    : " has choices but is no choice"),
                    "write 'type: choice' and 'choices: […]' together");
        }
        if (param.required() && param.byDefault().isPresent()) {
            problems.add(
                    Code.STRUCTURE,
                    entry.at(),
                    place.what() + " is required and has a default",
                    "keep one of them");
        }
        param.byDefault()
                .flatMap(value -> Params.fault(param, value))
                .ifPresent(fault ->
                        problems.add(
                                Code.VALUE,
                                entry.at(),
                                "the default of " + place.what() + " " + fault,
                                "give it a default of its type"));
        return param;
    }

    Map<String, Workflow.Role> roles(Optional<Node> node) {
        var roles = new LinkedHashMap<String, Workflow.Role>();
        for (var entry : named(node, "roles")) {
            var place = new Place("the role " + Problems.quote(entry.key()), Surroundings.TOP);
            var said = values.settings(entry.value(), Kinds.structure("role"), place);
            roles.put(
                    entry.key(),
                    new Workflow.Role(
                            said.text("tier").orElse("standard"),
                            said.text("access").orElse("read"),
                            said.texts("skills"),
                            said.texts("deeper-when"),
                            only(said, List.of("person", "about"))));
        }
        return roles;
    }

    Optional<String> choose(Optional<Node> variants, Map<String, Workflow.Param> params) {
        if (!(variants.orElse(null) instanceof Node.Mapping mapping)) {
            return Optional.empty();
        }
        return mapping.entry("choose")
                .map(Node.Entry::value)
                .filter(node ->
                        values.condition(node, new Place("'choose'", Surroundings.TOP)).isPresent())
                .map(node -> ((Node.Scalar) node).text())
                .filter(text -> chooses(text, mapping, params));
    }

    /// Every word of the parameter must be a variant, or a run could begin without one.
    private boolean chooses(
            String text, Node.Mapping variants, Map<String, Workflow.Param> params) {
        var param = text.startsWith("params.") ? params.get(text.substring(7)) : null;
        var at = variants.entry("choose").orElseThrow().value().at();
        if (param == null || !param.type().equals("choice")) {
            problems.add(
                    Code.VALUE,
                    at,
                    "variants are chosen by " + Problems.quote(text) + ", which is no choice",
                    "write 'choose: params.NAME' with a parameter of type choice");
            return false;
        }
        for (var choice : param.choices()) {
            if (variants.entry(choice).isEmpty()) {
                problems.add(
                        Code.UNKNOWN_NAME,
                        at,
                        "the choice " + Problems.quote(choice) + " is no variant",
                        "add a variant of that name or remove the choice");
            }
        }
        return true;
    }

    Map<String, Workflow.Variant> variants(
            Optional<Node> node, GateReader gates, Map<String, Workflow.Gate> known) {
        var variants = new LinkedHashMap<String, Workflow.Variant>();
        for (var entry : named(node, "variants")) {
            if (!entry.key().equals("choose")) {
                variants.put(entry.key(), variant(entry, gates, known));
            }
        }
        return variants;
    }

    private Workflow.Variant variant(
            Node.Entry entry, GateReader gates, Map<String, Workflow.Gate> known) {
        var place = new Place("the variant " + Problems.quote(entry.key()), Surroundings.TOP);
        var said = values.settings(entry.value(), Kinds.structure("variant"), place);
        var differing =
                entry.value() instanceof Node.Mapping mapping
                        ? mapping.entry("gates")
                                .map(e -> gates.differing(e.value(), known))
                                .orElse(Map.of())
                        : Map.<String, Config>of();
        return new Workflow.Variant(
                said.text("about").orElse(""),
                said.flag("default", false),
                said.texts("without"),
                differing,
                only(said, FACTS));
    }

    /// A run without a word about variants must know which one to take.
    void oneDefault(Optional<Node> node, Workflow.Inputs inputs) {
        var defaults =
                inputs.variants().entrySet().stream()
                        .filter(v -> v.getValue().byDefault())
                        .map(Map.Entry::getKey)
                        .toList();
        boolean chosen =
                node.orElse(null) instanceof Node.Mapping mapping
                        && mapping.entry("choose").isPresent();
        boolean wanted = !inputs.variants().isEmpty() && !chosen;
        if (defaults.size() > 1 || (wanted && defaults.isEmpty())) {
            problems.add(
                    Code.STRUCTURE,
                    node.map(Node::at).orElseThrow(),
                    defaults.isEmpty()
                            ? "no variant is the default"
                            : "several variants are the default: " + Problems.among(defaults),
                    "write 'default: true' at exactly one variant");
        }
    }

    Workflow.Limits limits(Optional<Node> node) {
        var said =
                node.map(n ->
                                values.settings(
                                        n,
                                        Kinds.structure("limits"),
                                        new Place("'limits'", Surroundings.TOP)))
                        .orElse(Config.empty());
        return new Workflow.Limits(
                said.text("wall").flatMap(Durations::parse),
                said.integer("agent-attempts").map(Long::intValue),
                said.number("cost"));
    }

    private static Config only(Config said, List<String> keys) {
        var some = new LinkedHashMap<String, Object>();
        said.values()
                .forEach((key, value) -> {
                    if (keys.contains(key)) {
                        some.put(key, value);
                    }
                });
        return new Config(some);
    }
}
