package dev.landfast.engine;

import dev.landfast.journal.StepKey;
import dev.landfast.journal.Usage;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What is set aside and what is spent of a run's budget, in US dollars. A child run counts as the
/// step that started it, once.
///
/// @param reserves for attempts under way
/// @param unknown what attempts count with whose cost never became known
/// @param settled known cost by step id
/// @param warned budgets that were spoken of
record Money(
        Map<StepKey, Double> reserves,
        Map<StepKey, Double> unknown,
        Map<String, Double> settled,
        Set<String> warned) {

    static final Money NONE = new Money(Map.of(), Map.of(), Map.of(), Set.of());

    double gone() {
        return sum(reserves) + sum(unknown) + sum(settled);
    }

    double gone(String step) {
        return sum(reserves, step) + sum(unknown, step) + settled.getOrDefault(step, 0.0);
    }

    Set<String> steps() {
        var steps = new LinkedHashSet<>(settled.keySet());
        reserves.keySet().forEach(key -> steps.add(key.step()));
        unknown.keySet().forEach(key -> steps.add(key.step()));
        return steps;
    }

    Money reserve(StepKey key, Optional<Double> dollars) {
        return dollars.map(amount -> reserves(Facts.put(reserves, key, amount))).orElse(this);
    }

    /// Unknown is not zero: what bounds it is gone, else what was set aside, and more than that
    /// where more is known to be.
    Money settle(StepKey key, Usage usage) {
        var rest = free(key);
        if (usage.known()) {
            var total = settled.getOrDefault(key.step(), 0.0) + usage.cost();
            return new Money(rest.reserves, unknown, Facts.put(settled, key.step(), total), warned);
        }
        var most = usage.atMost().orElse(reserves.getOrDefault(key, 0.0));
        var total = unknown.getOrDefault(key, 0.0) + Math.max(usage.cost(), most);
        return new Money(rest.reserves, Facts.put(unknown, key, total), settled, warned);
    }

    /// Nothing is set aside for an attempt any more.
    Money free(StepKey key) {
        var rest = new LinkedHashMap<>(reserves);
        rest.remove(key);
        return reserves(rest);
    }

    /// Without what is under way.
    Money ended() {
        return reserves(Map.of());
    }

    Money warned(String budget) {
        var more = new LinkedHashSet<>(warned);
        more.add(budget);
        return new Money(reserves, unknown, settled, more);
    }

    private Money reserves(Map<StepKey, Double> now) {
        return new Money(now, unknown, settled, warned);
    }

    private static double sum(Map<StepKey, Double> amounts, String step) {
        return amounts.entrySet().stream()
                .filter(entry -> entry.getKey().step().equals(step))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    private static double sum(Map<?, Double> amounts) {
        return amounts.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
