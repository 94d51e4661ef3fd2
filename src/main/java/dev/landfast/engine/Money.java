package dev.landfast.engine;

import dev.landfast.journal.StepKey;
import dev.landfast.journal.Usage;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// What is set aside and what is spent of a run's budget, in US dollars. A child run counts as the
/// step that started it, once.
///
/// @param reserves attempts under way, and those whose cost never became known
/// @param settled known cost by step id
/// @param warned budgets that were spoken of
record Money(Map<StepKey, Double> reserves, Map<String, Double> settled, Set<String> warned) {

    static final Money NONE = new Money(Map.of(), Map.of(), Set.of());

    double gone() {
        return sum(reserves) + sum(settled);
    }

    double gone(String step) {
        var open = 0.0;
        for (var entry : reserves.entrySet()) {
            open += entry.getKey().step().equals(step) ? entry.getValue() : 0;
        }
        return open + settled.getOrDefault(step, 0.0);
    }

    Set<String> steps() {
        var steps = new LinkedHashSet<>(settled.keySet());
        reserves.keySet().forEach(key -> steps.add(key.step()));
        return steps;
    }

    Money reserve(StepKey key, Optional<Double> dollars) {
        return dollars.map(amount -> new Money(Facts.put(reserves, key, amount), settled, warned))
                .orElse(this);
    }

    /// Unknown is not zero: what was set aside stays gone, and more than that where more is known
    /// to be.
    Money settle(StepKey key, Usage usage) {
        if (!usage.known() && reserves.containsKey(key)) {
            return reserve(
                    key, Optional.of(Math.max(usage.cost(), reserves.getOrDefault(key, 0.0))));
        }
        var total = settled.getOrDefault(key.step(), 0.0) + usage.cost();
        return new Money(reserves, Facts.put(settled, key.step(), total), warned)
                .without(key::equals);
    }

    Money without(Predicate<StepKey> which) {
        var rest = new LinkedHashMap<>(reserves);
        rest.keySet().removeIf(which);
        return new Money(rest, settled, warned);
    }

    Money warned(String budget) {
        var more = new LinkedHashSet<>(warned);
        more.add(budget);
        return new Money(reserves, settled, more);
    }

    private static double sum(Map<?, Double> amounts) {
        return amounts.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
