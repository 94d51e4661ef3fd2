package dev.landfast.definition;

import dev.landfast.definition.ExpressionTokens.Misread;
import dev.landfast.definition.Problems.Code;
import dev.landfast.definition.References.Sort;
import dev.landfast.definition.Values.Place;
import java.util.List;
import java.util.Optional;

/// Reads conditions and notes every name in them for later.
final class Conditions {

    private final Problems problems;
    private final References references;
    private final Values values;

    Conditions(Problems problems, References references, Values values) {
        this.problems = problems;
        this.references = references;
        this.values = values;
    }

    Optional<Expression> read(Node node, Place place) {
        if (!(node instanceof Node.Scalar scalar) || scalar.isNothing()) {
            values.wrong(node, place, "a condition");
            return Optional.empty();
        }
        try {
            var read = ExpressionParser.read(scalar.text());
            for (var placed : read.lookups()) {
                references.look(
                        placed.lookup(),
                        Scalars.inside(scalar, placed.offset()),
                        place.around().names());
            }
            variants(read.expression(), scalar.at());
            return Optional.of(read.expression());
        } catch (Misread e) {
            problems.add(
                    Code.EXPRESSION,
                    Scalars.inside(scalar, e.offset()),
                    e.what(),
                    "conditions look like: variant in [full, standard] or steps.unit.verdict =="
                            + " PASS");
            return Optional.empty();
        }
    }

    /// Words that a variant is compared with must be variants.
    private void variants(Expression expression, Position at) {
        switch (expression) {
            case Expression.And(var left, var right) -> {
                variants(left, at);
                variants(right, at);
            }
            case Expression.Or(var left, var right) -> {
                variants(left, at);
                variants(right, at);
            }
            case Expression.Not(var of) -> variants(of, at);
            case Expression.Compare(_, Expression.Lookup(var path), Expression.Literal(var value))
                    when path.equals(List.of("variant")) ->
                    (value instanceof List<?> list ? list : List.of(value))
                            .forEach(word ->
                                    references.want(Sort.VARIANT, String.valueOf(word), at));
            case Expression.Compare _, Expression.Lookup _, Expression.Literal _ -> {}
        }
    }
}
