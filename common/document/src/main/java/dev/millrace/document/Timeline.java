package dev.millrace.document;

import dev.millrace.model.SegmentKind;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

/**
 * Bars of time in lanes, one below the other.
 *
 * @param title what it shows
 * @param summary what a person who cannot see it should know
 * @param from where it begins
 * @param to where it ends, after {@code from}
 * @param zone whose dates the axis shows
 * @param lanes the lanes; the first is the item's own flow
 * @param marks instants to point at
 */
public record Timeline(
        String title, String summary, Instant from, Instant to, ZoneId zone, List<Lane> lanes, List<Mark> marks)
        implements Block {

    /** Validates: it has a length. */
    public Timeline {
        Objects.requireNonNull(zone, "zone");
        lanes = List.copyOf(lanes);
        marks = List.copyOf(marks);
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a timeline has a length, but this one is " + from + " to " + to);
        }
    }

    /**
     * A lane.
     *
     * @param name what it shows
     * @param bars its bars, ordered by start
     */
    public record Lane(String name, List<Bar> bars) {
        /** Copies the list. */
        public Lane {
            bars = List.copyOf(bars);
        }
    }

    /**
     * An interval of a lane.
     *
     * @param start its first instant
     * @param end the first instant after it
     * @param kind what it counts as
     * @param label what it is called
     * @param detail its length, in words
     */
    public record Bar(Instant start, Instant end, SegmentKind kind, String label, String detail) {}

    /**
     * An instant to point at.
     *
     * @param at when
     * @param label what happened
     */
    public record Mark(Instant at, String label) {}
}
