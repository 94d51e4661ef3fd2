package dev.landfast.journal;

import java.io.StringWriter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Records to JSON and back: events, results, and whatever crosses the seam between driver and
/// worker.
///
/// The shape is documented in docs/reference/journal.md and held by a golden test:
///
/// - a record is an object with its components in order; an absent `Optional` is left out
/// - an alternative of a sealed interface begins with `"type":"step-finished"`, the record's name
///   in kebab case; enum constants are lower-case kebab
/// - {@link StepKey} is `"quality.2/unit@1"`; instants and durations are ISO 8601
/// - no white space, maps in their own order: equal values give equal bytes, which the hash chain
///   needs
///
/// On reading, unknown fields are passed over, so that an older program reads a newer journal's
/// additions; an unknown type is an error, because nobody could act on it. Absent lists and maps
/// are empty. It works on the streaming half of Jackson: binding would cost every command its
/// start.
public final class Codec {

    private static final JsonFactory JSON = new JsonFactory();
    private static final ClassValue<Map<String, Class<?>>> ALTERNATIVES =
            new ClassValue<>() {
                @Override
                protected Map<String, Class<?>> computeValue(Class<?> sealed) {
                    return alternatives(sealed)
                            .collect(Collectors.toMap(Codec::tag, Function.identity()));
                }
            };
    private static final ClassValue<Shape> SHAPES =
            new ClassValue<>() {
                @Override
                protected Shape computeValue(Class<?> type) {
                    return Shape.of(type);
                }
            };

    private Codec() {}

    /// @param value a record, or a tree of texts, numbers, booleans, lists and maps
    public static String text(Object value) {
        var out = new StringWriter(256);
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            write(json, value);
        }
        return out.toString();
    }

    /// @param type a record or a sealed interface of records
    /// @throws MalformedJson when the text is no JSON or not of this shape
    public static <T> T parse(String text, Class<T> type) {
        return type.cast(Decoding.value(tree(text), type, type.getSimpleName()));
    }

    /// The text as maps, lists, texts, `Long`, `Double`, `Boolean` and null.
    ///
    /// @throws MalformedJson when the text is no JSON
    public static @Nullable Object tree(String text) {
        try (var json = JSON.createParser(ObjectReadContext.empty(), text)) {
            json.nextToken();
            return Decoding.tree(json);
        } catch (JacksonException e) {
            throw new MalformedJson(e.getOriginalMessage());
        }
    }

    /// How a type is called in JSON: `StepFinished` is `step-finished`.
    static String tag(Class<?> type) {
        return kebab(type.getSimpleName());
    }

    static Map<String, Class<?>> alternativesOf(Class<?> sealed) {
        return ALTERNATIVES.get(sealed);
    }

    static Shape shape(Class<?> type) {
        return SHAPES.get(type);
    }

    static String constant(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Stream<Class<?>> alternatives(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(Codec::alternatives)
                : Stream.of(type);
    }

    private static String kebab(String name) {
        var out = new StringBuilder();
        for (var i = 0; i < name.length(); i++) {
            var c = name.charAt(i);
            if (Character.isUpperCase(c) && !out.isEmpty()) {
                out.append('-');
            }
            out.append(Character.toLowerCase(c));
        }
        return out.toString();
    }

    private static void write(JsonGenerator json, @Nullable Object value) {
        switch (value) {
            case null -> json.writeNull();
            case String s -> json.writeString(s);
            case Boolean b -> json.writeBoolean(b);
            case Integer i -> json.writeNumber(i.longValue());
            case Long l -> json.writeNumber(l);
            case Double d when Double.isFinite(d) -> json.writeNumber(d);
            case Enum<?> e -> json.writeString(constant(e));
            case StepKey key -> json.writeString(key.toString());
            case Instant instant -> json.writeString(Stamp.text(instant));
            case Duration duration -> json.writeString(duration.toString());
            case Optional<?> optional -> write(json, optional.orElse(null));
            case Collection<?> list -> {
                json.writeStartArray();
                list.forEach(each -> write(json, each));
                json.writeEndArray();
            }
            case Map<?, ?> map -> {
                json.writeStartObject();
                map.forEach((key, each) -> {
                    json.writeName(String.valueOf(key));
                    write(json, each);
                });
                json.writeEndObject();
            }
            case Record record -> writeRecord(json, record);
            default ->
                    throw new IllegalArgumentException(
                            "not data: " + value.getClass().getName() + " " + value);
        }
    }

    private static void writeRecord(JsonGenerator json, Record record) {
        var shape = shape(record.getClass());
        json.writeStartObject();
        if (shape.tagged()) {
            json.writeName("type");
            json.writeString(tag(record.getClass()));
        }
        for (var component : shape.components()) {
            var value = shape.valueOf(component, record);
            if (!(value instanceof Optional<?> optional && optional.isEmpty())) {
                json.writeName(component.getName());
                write(json, value);
            }
        }
        json.writeEndObject();
    }

    /// Whether a type is a list or map of something, and of what.
    static Type argument(Type generic, int index) {
        return ((ParameterizedType) generic).getActualTypeArguments()[index];
    }

    /// A record's components, looked up once.
    ///
    /// @param tagged whether it is an alternative, so that its JSON names it
    record Shape(List<RecordComponent> components, boolean tagged) {

        static Shape of(Class<?> type) {
            for (var component : type.getRecordComponents()) {
                component.getAccessor().setAccessible(true);
            }
            return new Shape(
                    List.of(type.getRecordComponents()),
                    Stream.of(type.getInterfaces()).anyMatch(Class::isSealed));
        }

        @Nullable Object valueOf(RecordComponent component, Record record) {
            try {
                return component.getAccessor().invoke(record);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(component + " of " + record.getClass(), e);
            }
        }
    }
}
