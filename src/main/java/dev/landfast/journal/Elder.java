package dev.landfast.journal;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Shapes that earlier versions wrote, as those of today. What is stored stays as it is: the hash
/// chain covers it.
final class Elder {

    private static final String INPUT = "inputTokens";
    private static final String OUTPUT = "outputTokens";

    private Elder() {}

    static Map<?, ?> shape(Map<?, ?> written, Class<?> type) {
        return type == Usage.class && written.containsKey(INPUT) ? usage(written) : written;
    }

    /// Before there was a word on caches.
    private static Map<?, ?> usage(Map<?, ?> written) {
        var now = new LinkedHashMap<Object, @Nullable Object>(written);
        var tokens = new LinkedHashMap<String, @Nullable Object>();
        tokens.put("input", now.remove(INPUT));
        tokens.put("cachedInput", 0L);
        tokens.put("cacheWrites", 0L);
        tokens.put("output", now.remove(OUTPUT));
        now.put("tokens", tokens);
        return now;
    }
}
