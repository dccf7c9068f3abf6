package dev.millrace.metrics.load;

import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.Segment;
import dev.millrace.metrics.ReportScope;
import dev.millrace.metrics.load.Sprints.Outcome;
import dev.millrace.metrics.load.Sprints.SprintFigures;
import dev.millrace.metrics.load.Sprints.Until;
import dev.millrace.model.ToolInstance;
import dev.millrace.sprint.Sprint;
import dev.millrace.sprint.SprintStay;
import dev.millrace.valuestream.StageKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The items of one sprint, and what they tell of it. */
final class SprintTally {

    /** Where an item stands. */
    private enum Standing {
        OPEN,
        DONE,
        CANCELLED
    }

    /** From when on a cycle of an item was closed or open again. */
    private record Turn(Instant from, Standing standing) {}

    /**
     * What is left of a cycle of an item.
     *
     * @param stay when it was in the sprint
     * @param turns in order; the first is where the cycle begins
     * @param ended where the cycle ends: as of the report, or with the next one
     * @param incomplete whether history of it was not captured
     */
    private record Entry(SprintStay stay, List<Turn> turns, Instant ended, boolean incomplete) {

        static Entry of(ItemFlow flow, SprintStay stay) {
            List<Turn> turns = new ArrayList<>();
            turns.add(new Turn(flow.createdAt(), Standing.OPEN));
            Instant ended = flow.createdAt();
            for (Segment segment : flow.segments()) {
                Standing standing = standing(segment);
                if (standing != turns.get(turns.size() - 1).standing()) {
                    turns.add(new Turn(segment.start(), standing));
                }
                ended = segment.end();
            }
            return new Entry(stay, List.copyOf(turns), ended, ReportScope.incomplete(flow));
        }

        private static Standing standing(Segment segment) {
            return switch (segment.kind()) {
                case DONE -> Standing.DONE;
                case CANCELLED -> Standing.CANCELLED;
                case CLOSED_GAP ->
                    segment.stage() != null && segment.stage().kind() == StageKind.CANCELLED
                            ? Standing.CANCELLED
                            : Standing.DONE;
                case NOT_STARTED, ACTIVE, WAITING, PAUSED, UNMAPPED -> Standing.OPEN;
            };
        }

        /** Null before the cycle began. */
        @Nullable Standing at(Instant instant) {
            Standing standing = null;
            for (Turn turn : turns) {
                if (!turn.from().isAfter(instant)) {
                    standing = turn.standing();
                }
            }
            return standing;
        }

        boolean livesIn(Instant start, Instant end) {
            return turns.get(0).from().isBefore(end) && ended.isAfter(start);
        }

        boolean committed(Instant start) {
            return at(start) == Standing.OPEN && stay.at(start);
        }

        boolean added(Instant start, Instant end) {
            List<Instant> comings = new ArrayList<>();
            stay.times().forEach(time -> comings.add(time.from()));
            turns.forEach(turn -> comings.add(turn.from())); // re-opened while it was in the sprint
            return comings.stream()
                    .anyMatch(at -> at.isAfter(start) && at.isBefore(end) && at(at) == Standing.OPEN && stay.at(at));
        }

        /** Whether it is in the sprint right before that instant: with its end, tools take out what is not done. */
        boolean before(Instant end) {
            return stay.times().stream()
                    .anyMatch(time -> time.from().isBefore(end)
                            && (time.until() == null || !time.until().isBefore(end)));
        }
    }

    private static final class Counts {
        private long removed;
        private long delivered;
        private long cancelled;
        private long open;

        void add(Entry entry, Instant end) {
            if (!entry.before(end)) {
                removed++;
                return;
            }
            Standing standing = entry.at(end);
            delivered += standing == Standing.DONE ? 1 : 0;
            cancelled += standing == Standing.CANCELLED ? 1 : 0;
            open += standing == Standing.OPEN ? 1 : 0;
        }

        Outcome result() {
            return new Outcome(removed + delivered + cancelled + open, removed, delivered, cancelled, open);
        }
    }

    private final Set<Sprint> told = new HashSet<>();
    private final List<Entry> entries = new ArrayList<>();

    /** Takes what somebody tells of the sprint, and nothing else. */
    void tell(Sprint sprint) {
        told.add(sprint);
    }

    void add(ItemFlow flow, SprintStay stay) {
        tell(stay.sprint());
        entries.add(Entry.of(flow, stay));
    }

    void merge(SprintTally other) {
        told.addAll(other.told);
        entries.addAll(other.entries);
    }

    Sprint sprint() {
        return Sprint.merged(told);
    }

    /** Until when a sprint is counted, at most until that instant. */
    static Instant end(Sprint sprint, Instant last) {
        Instant end = sprint.completed() == null ? sprint.end() : sprint.completed();
        return end == null || end.isAfter(last) ? last : end;
    }

    SprintFigures figures(ToolInstance tool, Sprint sprint, Instant start, Instant last) {
        Instant end = end(sprint, last);
        Counts committed = new Counts();
        Counts added = new Counts();
        long unknown = 0;
        long incomplete = 0;
        for (Entry entry : entries) {
            if (!entry.livesIn(start, end)) {
                continue;
            }
            boolean counted = true;
            if (entry.stay().times().isEmpty()) {
                unknown++;
            } else if (entry.committed(start)) {
                committed.add(entry, end);
            } else if (entry.added(start, end)) {
                added.add(entry, end);
            } else {
                counted = false;
            }
            incomplete += counted && entry.incomplete() ? 1 : 0;
        }
        return new SprintFigures(
                tool,
                sprint.id(),
                sprint.name(),
                start,
                end,
                until(sprint, last),
                committed.result(),
                added.result(),
                unknown,
                incomplete);
    }

    private static Until until(Sprint sprint, Instant last) {
        Instant completed = sprint.completed();
        if (completed != null && !completed.isAfter(last)) {
            return Until.COMPLETED;
        }
        Instant planned = sprint.end();
        return completed == null && planned != null && !planned.isAfter(last) ? Until.PLANNED_END : Until.NOW;
    }
}
