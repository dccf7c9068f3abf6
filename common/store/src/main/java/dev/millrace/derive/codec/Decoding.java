package dev.millrace.derive.codec;

import java.time.DateTimeException;
import java.util.function.Supplier;

/** Turns what the model refuses into the damage that it is. */
final class Decoding {

    private Decoding() {}

    /** The value that is read; where the model refuses it, the row is damaged. */
    static <T> T valid(Supplier<T> read) {
        try {
            return read.get();
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw new DamagedRowException("a derived row is damaged: it holds what no version writes", e);
        }
    }
}
