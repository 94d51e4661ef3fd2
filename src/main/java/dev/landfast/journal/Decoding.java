package dev.landfast.journal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// The reading half of {@link Codec}: a tree of plain data becomes the records that describe it.
final class Decoding {

    private Decoding() {}

    static @Nullable Object tree(JsonParser json) {
        return switch (json.currentToken()) {
            case START_OBJECT -> {
                var map = new LinkedHashMap<String, @Nullable Object>();
                while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                    var name = json.currentName();
                    json.nextToken();
                    map.put(name, tree(json));
                }
                yield map;
            }
            case START_ARRAY -> {
                var list = new ArrayList<@Nullable Object>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    list.add(tree(json));
                }
                yield list;
            }
            case VALUE_STRING -> json.getString();
            case VALUE_NUMBER_INT -> json.getLongValue();
            case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case null, default -> throw new MalformedJson("the text ends too early");
        };
    }

    static Object value(@Nullable Object data, Type type, String where) {
        return switch (type) {
            case ParameterizedType generic -> container(data, generic, where);
            case Class<?> plain -> plain(data, plain, where);
            default -> throw new IllegalStateException(where + " has type " + type);
        };
    }

    private static Object container(@Nullable Object data, ParameterizedType type, String where) {
        var raw = type.getRawType();
        if (raw == Optional.class) {
            return data == null
                    ? Optional.empty()
                    : Optional.of(value(data, Codec.argument(type, 0), where));
        }
        if (raw == List.class) {
            var of = Codec.argument(type, 0);
            return switch (data) {
                case null -> List.of();
                case List<?> list -> list.stream().map(each -> value(each, of, where)).toList();
                default -> throw unexpected(data, "a list", where);
            };
        }
        if (raw != Map.class) {
            throw new IllegalStateException(where + " has type " + type);
        }
        return switch (data) {
            case null -> Map.of();
            case Map<?, ?> map -> mapped(map, Codec.argument(type, 1), where);
            default -> throw unexpected(data, "an object", where);
        };
    }

    private static Map<String, @Nullable Object> mapped(Map<?, ?> map, Type of, String where) {
        var out = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((key, each) ->
                out.put(
                        String.valueOf(key),
                        of == Object.class ? each : value(each, of, where + "." + key)));
        return out;
    }

    private static Object plain(@Nullable Object data, Class<?> type, String where) {
        if (data == null) {
            throw new MalformedJson(where + " is missing");
        }
        if (type == Object.class || type.isInstance(data)) {
            return data;
        }
        return switch (data) {
            case Number n when type == long.class -> n.longValue();
            case Number n when type == int.class -> n.intValue();
            case Number n when type == double.class -> n.doubleValue();
            case Boolean b when type == boolean.class -> b;
            case String s -> fromText(s, type, where);
            case Map<?, ?> map when type.isSealed() -> alternative(map, type, where);
            case Map<?, ?> map when type.isRecord() -> record(map, type, where);
            default -> throw unexpected(data, Codec.tag(type), where);
        };
    }

    private static Object fromText(String text, Class<?> type, String where) {
        try {
            if (type == Instant.class) {
                return Stamp.of(text);
            }
            if (type == Duration.class) {
                return Duration.parse(text);
            }
        } catch (DateTimeParseException e) {
            throw unexpected(text, Codec.tag(type), where);
        }
        if (type == StepKey.class) {
            return key(text, where);
        }
        if (type.isEnum()) {
            return Stream.of(type.getEnumConstants())
                    .filter(each -> Codec.constant((Enum<?>) each).equals(text))
                    .findFirst()
                    .orElseThrow(() -> unexpected(text, choices(type), where));
        }
        throw unexpected(text, Codec.tag(type), where);
    }

    private static String choices(Class<?> type) {
        return Stream.of(type.getEnumConstants())
                .map(each -> Codec.constant((Enum<?>) each))
                .collect(Collectors.joining(", ", "one of ", ""));
    }

    private static StepKey key(String text, String where) {
        var at = text.lastIndexOf('@');
        try {
            return new StepKey(text.substring(0, at), Integer.parseInt(text.substring(at + 1)));
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            throw unexpected(text, "a step key such as quality.2/unit@1", where);
        }
    }

    private static Object alternative(Map<?, ?> map, Class<?> sealed, String where) {
        var tag = String.valueOf(map.get("type"));
        var type = Codec.alternativesOf(sealed).get(tag);
        if (type == null) {
            throw new MalformedJson(
                    where
                            + " is of the unknown type '"
                            + tag
                            + "'; a newer version of Landfast may have written it");
        }
        return record(map, type, where + "." + tag);
    }

    private static Object record(Map<?, ?> written, Class<?> type, String where) {
        var map = Elder.shape(written, type);
        var components = Codec.shape(type).components();
        var values =
                components.stream()
                        .map(c ->
                                value(
                                        map.get(c.getName()),
                                        c.getGenericType(),
                                        where + "." + c.getName()))
                        .toArray();
        try {
            var constructor =
                    type.getDeclaredConstructor(
                            components.stream()
                                    .map(RecordComponent::getType)
                                    .toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new MalformedJson(where + ": " + e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(where, e);
        }
    }

    private static MalformedJson unexpected(Object found, String wanted, String where) {
        return new MalformedJson(where + " should be " + wanted + " but is " + found);
    }
}
