package dev.millrace.binary;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a {@link TextWriter} wrote. Not for concurrent use. */
public final class TextReader {

    private final BinaryInput in;
    private final List<String> texts = new ArrayList<>();

    /** Reads that input. */
    public TextReader(BinaryInput in) {
        this.in = in;
    }

    /** A text or null. */
    public @Nullable String readOrNull() {
        int number = in.integer();
        if (number == -1) {
            return null;
        } else if (number < 0 || number > texts.size()) {
            throw BinaryInput.damaged("a text of the number " + number);
        }
        if (number == texts.size()) {
            texts.add(in.text());
        }
        return texts.get(number);
    }

    /** A text that is not null. */
    public String read() {
        String text = readOrNull();
        if (text == null) {
            throw BinaryInput.damaged("nothing where a text belongs");
        }
        return text;
    }
}
