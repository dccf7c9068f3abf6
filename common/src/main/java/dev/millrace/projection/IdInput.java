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
        IdSpace of = dictionary.get(space >> 1, IdSpace.class);
        if ((space & 1) == 0) {
            return new ArtifactId(of.tool(), of.kind(), texts.read());
        }
        before += in.number();
        return new ArtifactId(of.tool(), of.kind(), Long.toString(before));
    }
}
