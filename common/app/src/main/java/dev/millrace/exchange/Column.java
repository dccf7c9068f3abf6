package dev.millrace.exchange;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One column of a table.
 *
 * @param name the same in every format
 * @param value what a row has there: text, a whole number, a ratio, a truth or an instant; null if it is missing
 * @param <R> what a row is made of
 */
record Column<R>(String name, Value<R> value) {

    /** Reads the value of one column off a row. */
    @FunctionalInterface
    interface Value<R> {
        @Nullable Object of(R row);
    }

    /** A field of a value that may be missing. */
    static <T> @Nullable Object field(@Nullable T value, Value<T> field) {
        return value == null ? null : field.of(value);
    }

    /** A column that has values only in some rows. */
    static <R> Column<R> when(String name, Predicate<R> applies, Value<R> value) {
        return new Column<>(name, row -> applies.test(row) ? value.of(row) : null);
    }
}
