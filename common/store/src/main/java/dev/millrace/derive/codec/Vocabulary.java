package dev.millrace.derive.codec;

import dev.millrace.derive.codec.Word.IdSpace;
import dev.millrace.derive.codec.Word.Place;
import dev.millrace.model.NativeState;
import dev.millrace.model.ToolInstance;
import dev.millrace.valuestream.Owner;
import dev.millrace.valuestream.Stage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers words as they are first used; see {@link Dictionary}. Not for concurrent use. */
final class Vocabulary {

    /** Stands for a word that is not there. */
    static final int NONE = -1;

    private final Map<Object, Integer> numbers = new HashMap<>();
    private final List<Object> pending = new ArrayList<>();

    /** The number of a word; {@link #NONE} of null. */
    int number(@Nullable Object word) {
        if (word == null) {
            return NONE;
        }
        Integer known = numbers.get(word);
        if (known != null) {
            return known;
        }
        parts(word); // a reader must know them first
        int number = numbers.size();
        numbers.put(word, number);
        pending.add(word);
        return number;
    }

    /** Takes a word that is numbered already, in the order of the numbers. */
    void known(Object word) {
        numbers.put(word, numbers.size());
    }

    /** The words that were numbered since the last time, encoded. */
    List<byte[]> takeNew() {
        List<byte[]> encoded = new ArrayList<>();
        BinaryOutput out = new BinaryOutput();
        for (Object word : pending) {
            write(word, out);
            encoded.add(out.take());
        }
        pending.clear();
        return encoded;
    }

    /** How many words have a number. */
    int size() {
        return numbers.size();
    }

    private void parts(Object word) {
        if (word instanceof Place place) {
            number(place.stage());
            number(place.state());
        } else if (word instanceof IdSpace space) {
            number(space.tool());
        }
    }

    private void write(Object word, BinaryOutput out) {
        if (word instanceof String text) {
            begin(Word.TEXT, out);
            out.text(text);
        } else if (word instanceof ToolInstance tool) {
            begin(Word.TOOL, out);
            out.text(tool.tool());
            out.text(tool.id());
        } else if (word instanceof NativeState state) {
            begin(Word.STATE, out);
            out.text(state.id());
            out.text(state.name());
        } else if (word instanceof Stage stage) {
            begin(Word.STAGE, out);
            out.text(stage.id());
            out.text(stage.name());
            out.number(Constants.number(stage.kind()));
            out.number(stage.waitingFor() == null ? NONE : Constants.number(stage.waitingFor()));
        } else if (word instanceof Place place) {
            begin(Word.PLACE, out);
            out.number(number(place.stage()));
            out.number(number(place.state()));
        } else if (word instanceof IdSpace space) {
            begin(Word.ID_SPACE, out);
            out.number(number(space.tool()));
            out.number(Constants.number(space.kind()));
        } else if (word instanceof Owner owner) {
            begin(Word.OWNER, out);
            out.text(owner.stream());
            out.text(owner.service());
            out.text(owner.team());
        } else {
            throw new IllegalArgumentException("no word: " + word.getClass());
        }
    }

    private static void begin(Word kind, BinaryOutput out) {
        out.number(Constants.number(kind));
    }
}
