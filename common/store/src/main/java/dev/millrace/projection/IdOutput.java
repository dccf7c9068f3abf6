package dev.millrace.projection;

import dev.millrace.binary.BinaryOutput;
import dev.millrace.model.ArtifactId;
import dev.millrace.projection.Word.IdSpace;

/** Writes ids: numbers as what they differ by from the one before, others without what they begin with alike. */
final class IdOutput {

    private static final int MOST_DIGITS = 18;

    private final BinaryOutput out;
    private final Vocabulary vocabulary;
    private final TextOutput texts;
    private long before;

    IdOutput(BinaryOutput out, Vocabulary vocabulary) {
        this.out = out;
        this.vocabulary = vocabulary;
        this.texts = new TextOutput(out);
    }

    /** Numbers the words that an id needs; to be called before the record that it stands in is begun. */
    void prepare(ArtifactId id) {
        vocabulary.number(new IdSpace(id.tool(), id.kind()));
    }

    void write(ArtifactId id) {
        long space = vocabulary.number(new IdSpace(id.tool(), id.kind()));
        boolean number = isNumber(id.nativeId());
        out.number(space << 1 | (number ? 1 : 0));
        if (number) {
            long value = Long.parseLong(id.nativeId());
            out.number(value - before);
            before = value;
        } else {
            texts.write(id.nativeId());
        }
    }

    /** Whether it is a number in the one form in which it would be written again. */
    static boolean isNumber(String text) {
        if (text.length() > MOST_DIGITS || (text.charAt(0) == '0' && text.length() > 1)) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
