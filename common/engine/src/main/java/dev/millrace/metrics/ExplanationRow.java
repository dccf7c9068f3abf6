package dev.millrace.metrics;

import dev.millrace.metrics.Explanation.Value;
import dev.millrace.valuestream.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What of one item, change, deployment or build enters a number: values by name, in order, and the parts of its time. */
public final class ExplanationRow {

    private final Map<String, Value> values = new LinkedHashMap<>();
    private final List<Map<String, Value>> parts = new ArrayList<>();

    /** Puts in an instant, or none. */
    public ExplanationRow at(String name, @Nullable Instant instant) {
        return put(name, new Value.At(instant));
    }

    /** Puts in milliseconds. */
    public ExplanationRow millis(String name, long millis) {
        return put(name, new Value.Millis(millis));
    }

    /** Puts in a count. */
    public ExplanationRow count(String name, long n) {
        return put(name, new Value.Count(n));
    }

    /** Puts in yes or no. */
    public ExplanationRow is(String name, boolean yes) {
        return put(name, new Value.Is(yes));
    }

    /** Puts in a word, or none. */
    public ExplanationRow word(String name, @Nullable String text) {
        return put(name, new Value.Word(text));
    }

    /** Puts in the id of a stage, or none. */
    public ExplanationRow stage(@Nullable Stage stage) {
        return word("stage", stage == null ? null : stage.id());
    }

    /** Adds the values of the other as a part. */
    public void part(ExplanationRow part) {
        parts.add(part.values);
    }

    /** This one, or null if it has no parts. */
    public @Nullable ExplanationRow ifParts() {
        return parts.isEmpty() ? null : this;
    }

    /** All values. */
    public Map<String, Value> values() {
        return values;
    }

    /** All parts. */
    public List<Map<String, Value>> parts() {
        return parts;
    }

    private ExplanationRow put(String name, Value value) {
        values.put(name, value);
        return this;
    }
}
