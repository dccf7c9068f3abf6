package dev.millrace.projection;

import dev.millrace.binary.BinaryOutput;
import org.jspecify.annotations.Nullable;

/** Writes texts that often begin like the one before, such as keys and addresses, without what they share with it. */
final class TextOutput {

    private final BinaryOutput out;
    private String before = "";

    TextOutput(BinaryOutput out) {
        this.out = out;
    }

    void write(@Nullable String text) {
        if (text == null) {
            out.number(-1);
            return;
        }
        int shared = 0;
        int shorter = Math.min(text.length(), before.length());
        while (shared < shorter && text.charAt(shared) == before.charAt(shared)) {
            shared++;
        }
        out.number(shared);
        out.text(text.substring(shared));
        before = text;
    }
}
