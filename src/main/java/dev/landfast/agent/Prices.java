package dev.landfast.agent;

import dev.landfast.journal.Usage;
import dev.landfast.yaml.PlainYaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What models cost, from a table with dates. It says nothing of a model it does not have.
public final class Prices {

    private static final String MODELS = "models";
    private static final double MILLION = 1_000_000;

    private final Map<String, Price> models;
    private final boolean listed;

    private Prices(Map<String, Price> models, boolean listed) {
        this.models = Map.copyOf(models);
        this.listed = listed;
    }

    /// US dollars per million tokens; empty where nothing is known.
    ///
    /// @param asOf when the price was published, as the table says it
    public record Price(
            String asOf,
            Optional<Double> input,
            Optional<Double> cachedInput,
            Optional<Double> cacheWrite,
            Optional<Double> output) {

        /// What these tokens cost; empty when one kind among them has no price.
        Optional<Double> of(Usage usage) {
            var tokens = usage.tokens();
            return part(tokens.fresh(), input)
                    .flatMap(sum -> part(tokens.cachedInput(), cachedInput).map(p -> sum + p))
                    .flatMap(sum -> part(tokens.cacheWrites(), cacheWrite).map(p -> sum + p))
                    .flatMap(sum -> part(tokens.output(), output).map(p -> sum + p));
        }

        private static Optional<Double> part(long tokens, Optional<Double> price) {
            return tokens == 0
                    ? Optional.of(0.0)
                    : price.map(dollars -> tokens * dollars / MILLION);
        }
    }

    /// The table that ships.
    public static Prices shipped() {
        try (var in = Objects.requireNonNull(Prices.class.getResourceAsStream("prices.yaml"))) {
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new Prices(Map.of(), false).with(map(PlainYaml.read(text), "the table"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// With what a project says under `prices`: `models`, name → prices, which replace and add, and
    /// `prefer: listed`, by which the table counts also where a cost was reported.
    ///
    /// @throws IllegalArgumentException saying what is wrong with it, a clause
    public Prices with(Map<?, ?> said) {
        var all = new LinkedHashMap<>(models);
        map(said.get(MODELS), MODELS)
                .forEach((name, price) -> all.put(String.valueOf(name), price(name, price)));
        return new Prices(all, listed || "listed".equals(said.get("prefer")));
    }

    /// The price of a model; the longest name that fits it wins.
    public Optional<Price> of(String model) {
        return models.entrySet().stream()
                .filter(each -> fits(each.getKey(), model))
                .max(Comparator.comparingInt(each -> each.getKey().length()))
                .map(Map.Entry::getValue);
    }

    /// What input of some model or other costs at most, in US dollars, by the dearest line.
    public double most(long tokens) {
        return models.values().stream()
                        .flatMap(price ->
                                Stream.of(price.input(), price.cacheWrite())
                                        .flatMap(Optional::stream))
                        .max(Double::compare)
                        .orElse(0.0)
                * tokens
                / MILLION;
    }

    /// The usage with its cost, where that is not known otherwise and the table has it. Of what is
    /// only a part the rest stays unknown, and tokens of several models have no price together.
    public Usage priced(Usage usage) {
        return switch (usage.basis()) {
            case PRICED, UNKNOWN -> usage;
            case REPORTED -> listed ? byTable(usage).orElse(usage) : usage;
            case UNPRICED -> byTable(usage).orElseGet(usage::andMore);
        };
    }

    private Optional<Usage> byTable(Usage usage) {
        var counted = usage.tokens().input() > 0 || usage.tokens().output() > 0;
        return Optional.of(usage.model())
                .filter(model -> counted && !model.contains(", "))
                .flatMap(this::of)
                .flatMap(price -> price.of(usage))
                .map(cost -> new Usage(usage.model(), usage.tokens(), cost, Usage.Basis.PRICED));
    }

    private static boolean fits(String name, String model) {
        return name.endsWith("*")
                ? model.startsWith(name.substring(0, name.length() - 1))
                : model.equals(name);
    }

    private static Price price(@Nullable Object name, @Nullable Object said) {
        var price = map(said, "the model '" + name + "'");
        return new Price(
                String.valueOf(price.containsKey("as-of") ? price.get("as-of") : ""),
                dollars(price, "input", name),
                dollars(price, "cached-input", name),
                dollars(price, "cache-write", name),
                dollars(price, "output", name));
    }

    private static Optional<Double> dollars(Map<?, ?> price, String key, @Nullable Object name) {
        var value = price.get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Number number && number.doubleValue() >= 0) {
            return Optional.of(number.doubleValue());
        }
        throw new IllegalArgumentException(
                "says of '%s' that '%s' is %s, which is no amount of US dollars"
                        .formatted(name, key, value));
    }

    private static Map<?, ?> map(@Nullable Object value, String what) {
        return switch (value) {
            case null -> Map.of();
            case Map<?, ?> map -> map;
            default -> throw new IllegalArgumentException("has no mapping for " + what);
        };
    }
}
