package dev.millrace.projection;

import dev.millrace.binary.BinaryInput;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.util.function.Supplier;

/** Makes what no writer can have meant the damage that it is. */
final class Decoding {

    private Decoding() {}

    /** The value that is read; where the model refuses it, what was kept is damaged. */
    static <T> T valid(Supplier<T> read) {
        try {
            return read.get();
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            UncheckedIOException damaged = BinaryInput.damaged("what no tool can have told");
            damaged.addSuppressed(e);
            throw damaged;
        }
    }

    /** The same for what is only read. */
    static void run(Runnable read) {
        valid(() -> {
            read.run();
            return true;
        });
    }
}
