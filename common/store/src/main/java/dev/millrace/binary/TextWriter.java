package dev.millrace.binary;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes texts that repeat: each whole once, and by its number from then on. See {@link TextReader}. Not for concurrent use. */
public final class TextWriter {

    private final BinaryOutput out;
    private final Map<String, Integer> numbers = new HashMap<>();

    /** Writes to that output, between whatever else is written there. */
    public TextWriter(BinaryOutput out) {
        this.out = out;
    }

    /** A text or null. */
    public void write(@Nullable String text) {
        if (text == null) {
            out.number(-1);
            return;
        }
        Integer known = numbers.putIfAbsent(text, numbers.size());
        if (known == null) {
            out.number(numbers.size() - 1L);
            out.text(text);
        } else {
            out.number(known);
        }
    }
}
