package dev.millrace.derive.codec;

import dev.millrace.derive.codec.Word.IdSpace;
import dev.millrace.model.ArtifactId;

/** Ids of artifacts: the tool and kind as a word, the native id as a number where it is one. */
final class Ids {

    private static final int MOST_DIGITS = 18;

    private Ids() {}

    static void write(ArtifactId id, BinaryOutput out, Vocabulary vocabulary) {
        long space = vocabulary.number(new IdSpace(id.tool(), id.kind()));
        boolean number = isNumber(id.nativeId());
        out.number(space << 1 | (number ? 1 : 0));
        if (number) {
            out.number(Long.parseLong(id.nativeId()));
        } else {
            out.text(id.nativeId());
        }
    }

    static ArtifactId read(BinaryInput in, Dictionary dictionary) {
        int space = in.integer();
        String nativeId = (space & 1) == 0 ? in.text() : Long.toString(in.number());
        IdSpace of = dictionary.get(space >> 1, IdSpace.class);
        return new ArtifactId(of.tool(), of.kind(), nativeId);
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
