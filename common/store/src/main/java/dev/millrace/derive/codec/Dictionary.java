package dev.millrace.derive.codec;

import dev.millrace.derive.codec.Word.IdSpace;
import dev.millrace.derive.codec.Word.Place;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.NativeState;
import dev.millrace.model.ToolInstance;
import dev.millrace.valuestream.Owner;
import dev.millrace.valuestream.Stage;
import dev.millrace.valuestream.StageKind;
import dev.millrace.valuestream.WaitingReason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the numbers stand for that a {@link Vocabulary} gave. */
final class Dictionary {

    private static final Word[] KINDS = Word.values();
    private static final int MOST = 1 << 20;

    private final List<Object> words = new ArrayList<>();

    /** Takes what the next number stands for; gives the word. */
    Object define(byte[] encoded) {
        Object word = Decoding.valid(() -> read(new BinaryInput().of(encoded)));
        words.add(word);
        return word;
    }

    /** The word of that number, which must be of that class. */
    <T> T get(int number, Class<T> type) {
        Object word = number < 0 || number >= words.size() ? null : words.get(number);
        if (!type.isInstance(word)) {
            throw BinaryInput.damaged("the number " + number + ", which is no " + type.getSimpleName());
        }
        return type.cast(word);
    }

    /** The same; null where there was none. */
    <T> @Nullable T getOrNull(int number, Class<T> type) {
        return number == Vocabulary.NONE ? null : get(number, type);
    }

    /** How many of something follow. */
    static int count(BinaryInput in) {
        int count = in.integer();
        if (count < 0 || count > MOST) {
            throw BinaryInput.damaged("a list of " + count);
        }
        return count;
    }

    private Object read(BinaryInput in) {
        return switch (Constants.get(KINDS, in.number())) {
            case TEXT -> in.text();
            case TOOL -> new ToolInstance(in.text(), in.text());
            case STATE -> new NativeState(in.textOrNull(), in.text());
            case STAGE ->
                new Stage(in.text(), in.text(), Constants.get(StageKind.values(), in.number()), waitingFor(in));
            case PLACE -> new Place(getOrNull(in.integer(), Stage.class), get(in.integer(), NativeState.class));
            case ID_SPACE ->
                new IdSpace(get(in.integer(), ToolInstance.class), Constants.get(ArtifactKind.values(), in.number()));
            case OWNER -> new Owner(in.textOrNull(), in.textOrNull(), in.textOrNull());
        };
    }

    private static @Nullable WaitingReason waitingFor(BinaryInput in) {
        long number = in.number();
        return number == Vocabulary.NONE ? null : Constants.get(WaitingReason.values(), number);
    }
}
