package dev.landfast.definition;

import dev.landfast.definition.Problems.Code;
import dev.landfast.definition.Values.Place;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads a whole definition: every mistake is noted, and only a definition without any is handed
/// out.
final class WorkflowReader {

    private final String text;
    private final String file;
    private final Problems problems = new Problems();
    private final References references = new References(problems);
    private final Values values = new Values(problems, references);
    private final GateReader gates = new GateReader(problems, values);
    private final InputsReader inputs = new InputsReader(problems, values);
    private final StepReader steps = new StepReader(problems, references, values);

    private WorkflowReader(String text, String file) {
        this.text = text;
        this.file = file;
    }

    static Workflow read(String text, String file) {
        var reader = new WorkflowReader(text, file);
        var workflow = reader.workflow();
        if (reader.problems.any() || workflow.isEmpty()) {
            throw new DefinitionException(reader.problems.sorted());
        }
        return workflow.get();
    }

    private Optional<Workflow> workflow() {
        var root = YamlTree.read(text, file, problems);
        if (root.isEmpty()) {
            return Optional.empty();
        }
        if (!(root.get() instanceof Node.Mapping mapping)) {
            problems.add(
                    Code.UNREADABLE,
                    root.get().at(),
                    "a definition cannot be " + root.get().what(),
                    "begin with 'workflow: NAME' and 'steps:'");
            return Optional.empty();
        }
        var place = new Place("the workflow", Surroundings.TOP);
        var said = values.settings(mapping, Kinds.structure("workflow"), place);
        var checked = gates(at(mapping, "gates"));
        var given = inputs(at(mapping, "params"), at(mapping, "roles"), variants(mapping, checked));
        var body = body(mapping, place);
        inputs.oneDefault(at(mapping, "variants"), given);
        references.resolve(
                new References.Names(
                        given.params().keySet(),
                        given.roles().keySet(),
                        given.variants().keySet(),
                        checked.keySet()));
        steps.finish();
        return Optional.of(new Workflow(header(said, mapping), given, checked, body));
    }

    private Workflow.Header header(Config said, Node.Mapping root) {
        return new Workflow.Header(
                said.text("workflow").orElse(""),
                said.text("about").orElse(""),
                sha256(text),
                text,
                root.at());
    }

    /// A gate that cannot be read keeps its name, so that one mistake is told once.
    private Map<String, Workflow.Gate> gates(Optional<Node> node) {
        var read = new LinkedHashMap<String, Workflow.Gate>();
        for (var entry : inputs.named(node, "gates")) {
            var unread = new Workflow.Gate(entry.key(), List.of(), Config.empty(), entry.at());
            read.put(entry.key(), gates.gate(entry).orElse(unread));
        }
        return read;
    }

    private record Variants(Optional<Node> node, Map<String, Workflow.Variant> read) {}

    private Variants variants(Node.Mapping root, Map<String, Workflow.Gate> known) {
        var node = at(root, "variants");
        return new Variants(node, inputs.variants(node, gates, known));
    }

    private Workflow.Inputs inputs(Optional<Node> params, Optional<Node> roles, Variants variants) {
        var given = inputs.params(params);
        return new Workflow.Inputs(
                given, inputs.roles(roles), variants.read(), inputs.choose(variants.node(), given));
    }

    private Workflow.Body body(Node.Mapping root, Place place) {
        return new Workflow.Body(
                flow(root, "steps", place),
                flow(root, "finally", place),
                inputs.limits(at(root, "limits")));
    }

    private List<Step> flow(Node.Mapping root, String key, Place place) {
        return at(root, key)
                .map(node -> steps.flow(node, place.below(key), Surroundings.TOP))
                .orElse(List.of());
    }

    private static Optional<Node> at(Node.Mapping root, String key) {
        return root.entry(key).map(Node.Entry::value);
    }

    static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
