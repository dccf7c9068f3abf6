package dev.millrace.metrics;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The local days or ISO weeks that the known part of a window touches, in order and without a gap. Bounds are the zone's own,
 * so that a day with a change of the clocks is 23 or 25 hours long.
 */
public final class Slices {

    /**
     * One day or week.
     *
     * @param first its first day
     * @param start when it begins, also if that is before the window
     * @param end when the next one begins
     * @param at its last known millisecond inside the window: there the load is read
     * @param partial whether the window or as-of cut a part of it off
     */
    public record Slice(LocalDate first, Instant start, Instant end, Instant at, boolean partial) {
        /** The name of the ISO week that it is, such as {@code 2026-W47}. */
        public String isoWeek() {
            return String.format(
                    Locale.ROOT,
                    "%d-W%02d",
                    first.get(IsoFields.WEEK_BASED_YEAR),
                    first.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
        }
    }

    /** More than any change of the clocks moves them: Samoa left out a whole day. */
    private static final Duration SAFE = Duration.ofDays(2);

    private static final long SECONDS_OF_DAY = Duration.ofDays(1).toSeconds();

    private final List<Slice> slices;
    private final long[] starts;
    private final long[] ats;

    private Slices(List<Slice> slices) {
        this.slices = List.copyOf(slices);
        this.starts =
                slices.stream().mapToLong(slice -> slice.start().toEpochMilli()).toArray();
        this.ats = slices.stream().mapToLong(slice -> slice.at().toEpochMilli()).toArray();
    }

    public static Slices days(ReportRequest request) {
        return between(request, localStart(request), 1);
    }

    public static Slices isoWeeks(ReportRequest request) {
        LocalDate monday = localStart(request).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        return between(request, monday, DayOfWeek.values().length);
    }

    public List<Slice> all() {
        return slices;
    }

    /** How many lie wholly inside the window. */
    public long full() {
        return slices.stream().filter(slice -> !slice.partial()).count();
    }

    /** The slice an instant of the window lies in. */
    public int indexOf(Instant instant) {
        int found = Arrays.binarySearch(starts, instant.toEpochMilli());
        return found >= 0 ? found : -found - 2;
    }

    /** The first slice whose load is read at or after the instant; the number of slices if there is none. */
    public int firstReadAtOrAfter(Instant instant) {
        int found = Arrays.binarySearch(ats, instant.toEpochMilli());
        return found >= 0 ? found : -found - 1;
    }

    private static LocalDate localStart(ReportRequest request) {
        return LocalDate.ofInstant(request.window().start(), request.zone());
    }

    private static Slices between(ReportRequest request, LocalDate first, int days) {
        Window window = request.window();
        Instant asOf = request.knowledge().asOf();
        ZoneId zone = request.zone();
        List<Slice> slices = new ArrayList<>();
        DayStarts starts = new DayStarts(zone);
        LocalDate date = first;
        Instant start = starts.of(date);
        while (start.isBefore(window.end()) && !start.isAfter(asOf)) {
            LocalDate nextDate = date.plusDays(days);
            Instant end = starts.of(nextDate);
            Instant last = last(end);
            Instant at = earliest(last, earliest(last(window.end()), asOf));
            // A zone can leave out a whole day: 30 December 2011 did not happen in Samoa.
            if (start.isBefore(end)) {
                slices.add(new Slice(date, start, end, at, start.isBefore(window.start()) || at.isBefore(last)));
            }
            date = nextDate;
            start = end;
        }
        return new Slices(slices);
    }

    private static Instant last(Instant end) {
        return end.minusMillis(1);
    }

    private static Instant earliest(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /**
     * When days of a zone begin, asked in order. A report of many years would spend more time on the offset of each day than on its items.
     */
    private static final class DayStarts {

        private final ZoneId zone;
        private ZoneOffset offset = ZoneOffset.UTC;
        private Instant until = Instant.MIN;

        DayStarts(ZoneId zone) {
            this.zone = zone;
        }

        Instant of(LocalDate date) {
            Instant likely = Instant.ofEpochSecond(date.toEpochDay() * SECONDS_OF_DAY - offset.getTotalSeconds());
            if (likely.isBefore(until)) {
                return likely;
            }
            Instant start = date.atStartOfDay(zone).toInstant();
            ZoneRules rules = zone.getRules();
            ZoneOffsetTransition change = rules.nextTransition(start);
            offset = rules.getOffset(start);
            until = change == null ? Instant.MAX : change.getInstant().minus(SAFE);
            return start;
        }
    }
}
