package dev.millrace.projection;

import dev.millrace.binary.BinaryOutput;
import dev.millrace.metrics.time.PastItem;
import dev.millrace.model.NativeState;
import dev.millrace.model.ToolInstance;
import dev.millrace.projection.Word.IdSpace;
import dev.millrace.projection.Word.Place;
import dev.millrace.valuestream.Owner;
import dev.millrace.valuestream.Stage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers words as they are first used, and writes what each number stands for before it is used; see {@link Dictionary}. */
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

    /** Writes what was numbered since the last time, each behind that mark. */
    void define(BinaryOutput out, RecordKind mark) {
        for (Object word : pending) {
            out.number(Constants.number(mark));
            write(word, out);
        }
        pending.clear();
    }

    private void parts(Object word) {
        if (word instanceof Place place) {
            number(place.stage());
            number(place.state());
        } else if (word instanceof IdSpace space) {
            number(space.tool());
        } else if (word instanceof PastItem past) {
            number(past.project());
            past.cycles()
                    .forEach(cycle -> cycle.closed().forEach(visit -> {
                        number(visit.stage());
                        number(visit.tool());
                        number(visit.state());
                    }));
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
        } else if (word instanceof PastItem past) {
            begin(Word.PAST, out);
            write(past, out);
        } else {
            throw new IllegalArgumentException("no word: " + word.getClass());
        }
    }

    private void write(PastItem past, BinaryOutput out) {
        out.number(number(past.project()));
        out.number(past.cycles().size());
        for (PastItem.Cycle cycle : past.cycles()) {
            out.number(Constants.number(cycle.type()));
            out.number(cycle.closed().size());
            for (PastItem.ClosedVisit visit : cycle.closed()) {
                out.number(number(visit.stage()));
                out.number(number(visit.tool()));
                out.number(number(visit.state()));
            }
        }
    }

    private static void begin(Word kind, BinaryOutput out) {
        out.number(Constants.number(kind));
    }
}
