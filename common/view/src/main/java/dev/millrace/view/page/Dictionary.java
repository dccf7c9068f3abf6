package dev.millrace.view.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives each different value a position, in the order in which they come. */
final class Dictionary<T> {

    static final int NONE = -1;

    private final Map<T, Integer> positions = new LinkedHashMap<>();
    private final List<Integer> at = new ArrayList<>();

    /** The position of a value. */
    int of(T value) {
        Integer next = positions.size();
        Integer known = positions.putIfAbsent(value, next);
        return known == null ? next : known;
    }

    /** Adds the value of the next item. */
    void add(@Nullable T value) {
        at.add(value == null ? NONE : of(value));
    }

    List<T> values() {
        return List.copyOf(positions.keySet());
    }

    List<Integer> at() {
        return at;
    }
}
