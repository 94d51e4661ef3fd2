package dev.landfast.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Resolves the variant of a run, so that whoever executes a definition need not know that variants
/// exist: left-out steps get a condition that is false, gates get the variant's thresholds, and
/// `variant` in a condition becomes the name itself.
public final class Variants {

    private Variants() {}

    /// The variant a run takes when nobody names one.
    ///
    /// @param params as {@link Params#check} answered them
    /// @return empty when the workflow has no variants
    public static Optional<String> choose(Workflow workflow, Map<String, Object> params) {
        var inputs = workflow.inputs();
        var chosen =
                inputs.choose()
                        .map(text -> params.get(text.substring("params.".length())))
                        .map(String::valueOf)
                        .filter(inputs.variants()::containsKey);
        return chosen.or(() ->
                inputs.variants().entrySet().stream()
                        .filter(variant -> variant.getValue().byDefault())
                        .map(Map.Entry::getKey)
                        .findFirst());
    }

    /// A variant with the reason why it is proposed.
    public record Proposal(String variant, String reason) {}

    /// Proposes a variant from the words of a description: the one with most of its words in it,
    /// the default when there are none.
    public static Optional<Proposal> propose(Workflow workflow, String description) {
        var text = " " + description.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ");
        var best = Optional.<Proposal>empty();
        int most = 0;
        for (var variant : workflow.inputs().variants().entrySet()) {
            var words =
                    variant.getValue().more().texts("suggest").stream()
                            .filter(word -> text.contains(" " + word.toLowerCase(Locale.ROOT)))
                            .toList();
            if (words.size() > most) {
                most = words.size();
                var reason = "the description says " + String.join(", ", words);
                best = Optional.of(new Proposal(variant.getKey(), reason));
            }
        }
        return best.or(() ->
                choose(workflow, Map.of())
                        .map(name -> new Proposal(name, "nothing speaks for another")));
    }

    /// The workflow as this variant runs it. Steps keep their places; a step that is certain to run
    /// has no condition, one that is certain not to run has the literal false.
    ///
    /// @throws DefinitionException when the workflow has no variant of that name
    public static Workflow apply(Workflow workflow, String name) {
        var variants = workflow.inputs().variants();
        var variant = variants.get(name);
        if (variant == null) {
            if (variants.isEmpty()) {
                return workflow;
            }
            throw unknown(workflow, name);
        }
        var without = variant.without();
        UnaryOperator<Step.Head> heads =
                head -> {
                    var condition =
                            head.condition()
                                    .map(of -> fold(of, name))
                                    .or(() ->
                                            without.contains(head.id())
                                                    ? Optional.of(FALSE)
                                                    : Optional.empty());
                    return new Step.Head(
                            head.id(),
                            head.label(),
                            condition.filter(of -> !of.equals(TRUE)),
                            head.about(),
                            head.position());
                };
        var rewriting = new Rewriting(heads, of -> fold(of, name));
        return new Workflow(
                workflow.header(),
                workflow.inputs(),
                gates(workflow, variant),
                new Workflow.Body(
                        rewriting.steps(workflow.body().steps()),
                        rewriting.steps(workflow.body().always()),
                        workflow.body().limits()));
    }

    /// Whether a step of an applied workflow is certain not to run.
    public static boolean isLeftOut(Step step) {
        return step.head().condition().filter(FALSE::equals).isPresent();
    }

    private static final Expression FALSE = new Expression.Literal(false);
    private static final Expression TRUE = new Expression.Literal(true);

    private static DefinitionException unknown(Workflow workflow, String name) {
        var known = workflow.inputs().variants().keySet();
        return new DefinitionException(
                List.of(
                        new Problem(
                                Problems.Code.UNKNOWN_NAME.text(),
                                workflow.header().position(),
                                "there is no variant " + Problems.quote(name),
                                Nearest.to(name, known),
                                "variants are: " + Problems.among(known))));
    }

    /// Replaces `variant` by its name and works out what is decided by that.
    private static Expression fold(Expression expression, String variant) {
        return switch (expression) {
            case Expression.Lookup(var path) when path.equals(List.of("variant")) ->
                    new Expression.Literal(variant);
            case Expression.Lookup _, Expression.Literal _ -> expression;
            case Expression.Not(var of) -> {
                var inner = fold(of, variant);
                yield inner instanceof Expression.Literal
                        ? literal(!Expressions.evaluate(inner, Map.of()))
                        : new Expression.Not(inner);
            }
            case Expression.Compare(var operator, var left, var right) -> {
                var folded =
                        new Expression.Compare(operator, fold(left, variant), fold(right, variant));
                yield folded.left() instanceof Expression.Literal
                                && folded.right() instanceof Expression.Literal
                        ? literal(Expressions.evaluate(folded, Map.of()))
                        : folded;
            }
            case Expression.And(var left, var right) ->
                    and(fold(left, variant), fold(right, variant));
            case Expression.Or(var left, var right) ->
                    or(fold(left, variant), fold(right, variant));
        };
    }

    private static Expression and(Expression left, Expression right) {
        if (left.equals(FALSE) || right.equals(FALSE)) {
            return FALSE;
        }
        if (left.equals(TRUE)) {
            return right;
        }
        return right.equals(TRUE) ? left : new Expression.And(left, right);
    }

    private static Expression or(Expression left, Expression right) {
        if (left.equals(TRUE) || right.equals(TRUE)) {
            return TRUE;
        }
        if (left.equals(FALSE)) {
            return right;
        }
        return right.equals(FALSE) ? left : new Expression.Or(left, right);
    }

    private static Expression literal(boolean value) {
        return value ? TRUE : FALSE;
    }

    private static Map<String, Workflow.Gate> gates(Workflow workflow, Workflow.Variant variant) {
        var gates = new LinkedHashMap<String, Workflow.Gate>();
        workflow.gates()
                .forEach((id, gate) ->
                        gates.put(
                                id,
                                Optional.ofNullable(variant.gates().get(id))
                                        .map(differing -> differing(gate, differing))
                                        .orElse(gate)));
        return gates;
    }

    private static Workflow.Gate differing(Workflow.Gate gate, Config differing) {
        var checks = new ArrayList<Workflow.Check>();
        for (var check : gate.checks()) {
            var with = new LinkedHashMap<>(check.with().values());
            with.putAll(differing.map(check.name()).values());
            checks.add(new Workflow.Check(check.name(), new Config(with), check.position()));
        }
        return new Workflow.Gate(gate.id(), checks, gate.policy(), gate.position());
    }
}
