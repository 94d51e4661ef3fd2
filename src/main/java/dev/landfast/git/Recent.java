package dev.landfast.git;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/// The last few values that were asked for. Two who ask for a new one at once may both make it.
final class Recent<K, V> {

    private final Map<K, V> values;
    private final Predicate<V> worth;

    /// @param worth whether a value is kept at all
    Recent(int kept, Predicate<V> worth) {
        this.worth = worth;
        this.values =
                new LinkedHashMap<>(16, 0.75f, true) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                        return size() > kept;
                    }
                };
    }

    V get(K key, Function<K, V> making) {
        synchronized (values) {
            var known = values.get(key);
            if (known != null) {
                return known;
            }
        }
        var made = making.apply(key);
        if (worth.test(made)) {
            synchronized (values) {
                values.put(key, made);
            }
        }
        return made;
    }
}
