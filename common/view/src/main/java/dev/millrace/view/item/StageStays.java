package dev.millrace.view.item;

import dev.millrace.document.Formats;
import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.Segment;
import dev.millrace.model.SegmentKind;
import dev.millrace.valuestream.Stage;
import dev.millrace.view.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The time of an item from its start to its stop by stage, in the order in which it came to each first. The times add up to its flow
 * time exactly.
 *
 * @param all one for each stage
 */
record StageStays(List<Stay> all) {

    /**
     * The time in one stage.
     *
     * @param name what people read
     * @param stage the stage, or null for time outside any
     * @param kind what its time counts as
     * @param time the time in it
     * @param count how often the item came to it
     * @param longest the longest of these times without a break
     */
    record Stay(String name, @Nullable Stage stage, SegmentKind kind, Duration time, int count, Duration longest) {

        boolean waiting() {
            return kind == SegmentKind.WAITING;
        }

        boolean isAt(@Nullable Stage other, SegmentKind otherKind) {
            return Objects.equals(stage, other) && kind == otherKind;
        }

        private Stay plus(Duration run) {
            return new Stay(name, stage, kind, time.plus(run), count + 1, run.compareTo(longest) > 0 ? run : longest);
        }
    }

    /** Copies the list. */
    StageStays {
        all = List.copyOf(all);
    }

    static StageStays of(ItemFlow flow) {
        Map<String, Stay> stays = new LinkedHashMap<>();
        List<Segment> counted = counted(flow);
        int i = 0;
        while (i < counted.size()) {
            Segment first = counted.get(i);
            Duration run = first.length();
            while (i + 1 < counted.size() && samePlace(first, counted.get(i + 1))) {
                i++;
                run = run.plus(counted.get(i).length());
            }
            Duration added = run;
            stays.merge(
                    first.kind() + " " + name(first),
                    new Stay(name(first), first.stage(), first.kind(), run, 1, run),
                    (before, one) -> before.plus(added));
            i++;
        }
        return new StageStays(new ArrayList<>(stays.values()));
    }

    private static List<Segment> counted(ItemFlow flow) {
        Instant start = flow.start();
        Instant stop = flow.stop();
        return flow.segments().stream()
                .filter(segment -> start != null
                        && !segment.start().isBefore(start)
                        && (stop == null || segment.start().isBefore(stop)))
                .toList();
    }

    private static boolean samePlace(Segment one, Segment other) {
        return one.kind() == other.kind() && name(one).equals(name(other));
    }

    private static String name(Segment segment) {
        return segment.stage() == null && segment.kind() == SegmentKind.UNMAPPED
                ? "No stage: " + Formats.shorten(segment.state().name(), Formats.NAME)
                : Labels.place(segment.stage(), segment.cause());
    }
}
