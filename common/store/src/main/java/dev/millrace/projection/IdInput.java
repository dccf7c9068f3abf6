package dev.millrace.projection;

import dev.millrace.binary.BinaryInput;
import dev.millrace.model.ArtifactId;
import dev.millrace.projection.Word.IdSpace;

/** Reads what an {@link IdOutput} wrote. */
final class IdInput {

    private final BinaryInput in;
    private final Dictionary dictionary;
    private final TextInput texts;
    private long before;

    IdInput(BinaryInput in, Dictionary dictionary) {
        this.in = in;
        this.dictionary = dictionary;
        this.texts = new TextInput(in);
    }

    ArtifactId read() {
        int space = in.integer();
        if ((space & 1) == 0) {
            return id(space, texts.read());
        }
        before += in.number();
        return id(space, Long.toString(before));
    }

    /** Reads the next one and says whether it is one of those. */
    boolean isIn(IdSet some) {
        int space = in.integer();
        if ((space & 1) == 0) {
            return some.has(id(space, texts.read()));
        }
        before += in.number();
        return some.mayHave(before) && some.has(id(space, Long.toString(before)));
    }

    private ArtifactId id(int space, String nativeId) {
        IdSpace of = dictionary.get(space >> 1, IdSpace.class);
        return new ArtifactId(of.tool(), of.kind(), nativeId);
    }
}
