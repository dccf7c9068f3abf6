package dev.millrace.projection;

import dev.millrace.binary.BinaryInput;
import org.jspecify.annotations.Nullable;

/** Reads what a {@link TextOutput} wrote. */
final class TextInput {

    private final BinaryInput in;
    private String before = "";

    TextInput(BinaryInput in) {
        this.in = in;
    }

    @Nullable String readOrNull() {
        int shared = in.integer();
        if (shared < -1 || shared > before.length()) {
            throw BinaryInput.damaged("a text that shares " + shared + " characters with the one before");
        } else if (shared == -1) {
            return null;
        }
        before = before.substring(0, shared).concat(in.text());
        return before;
    }

    String read() {
        String text = readOrNull();
        if (text == null) {
            throw BinaryInput.damaged("nothing where a text belongs");
        }
        return text;
    }
}
