package dev.millrace.valuestream;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * When a team works, by the clocks on its wall: a shift over the night in which summer time begins is an hour shorter, and one
 * over the night in which it ends is an hour longer.
 *
 * @param zone where the wall is
 * @param shifts the hours of each day; a day without an entry has none
 * @param holidays days on which no shift begins; one that began the day before goes on to its end
 */
public record WorkCalendar(ZoneId zone, Map<DayOfWeek, List<Shift>> shifts, Set<LocalDate> holidays) {

    /**
     * Hours of one day.
     *
     * @param start when they begin
     * @param end when they end; midnight, or not after the start: on the next day
     */
    public record Shift(LocalTime start, LocalTime end) {
        /** Validates. */
        public Shift {
            Objects.requireNonNull(start, "start");
            Objects.requireNonNull(end, "end");
        }

        boolean overMidnight() {
            return !end.isAfter(start);
        }

        private long endMinute() {
            return end.toSecondOfDay() + (overMidnight() ? Duration.ofDays(1).toSeconds() : 0);
        }
    }

    /** Copies and sorts the shifts; those of one day, and the last of one and the first of the next, must not overlap. */
    public WorkCalendar {
        Objects.requireNonNull(zone, "zone");
        holidays = Set.copyOf(holidays);
        Map<DayOfWeek, List<Shift>> sorted = new EnumMap<>(DayOfWeek.class);
        shifts.forEach((day, list) -> sorted.put(
                day, list.stream().sorted(Comparator.comparing(Shift::start)).toList()));
        shifts = Map.copyOf(sorted);
        for (DayOfWeek day : DayOfWeek.values()) {
            long busyUntil = 0;
            List<Shift> before = shifts.getOrDefault(day.minus(1), List.of());
            if (!before.isEmpty()) {
                busyUntil = before.get(before.size() - 1).endMinute()
                        - Duration.ofDays(1).toSeconds();
            }
            for (Shift shift : shifts.getOrDefault(day, List.of())) {
                if (shift.start().toSecondOfDay() < busyUntil) {
                    throw new IllegalArgumentException("the hours of " + day + " overlap at " + shift.start());
                }
                busyUntil = shift.endMinute();
            }
        }
    }

    /** Round the clock, without holidays: working time is calendar time. */
    public static WorkCalendar always(ZoneId zone) {
        Map<DayOfWeek, List<Shift>> shifts = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            shifts.put(day, List.of(new Shift(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT)));
        }
        return new WorkCalendar(zone, shifts, Set.of());
    }

    /**
     * The working time between two instants, to the millisecond.
     *
     * @throws IllegalArgumentException if the first is after the second
     */
    public Duration between(Instant from, Instant to) {
        if (from.isAfter(to)) {
            throw new IllegalArgumentException(from + " is after " + to);
        }
        Duration sum = Duration.ZERO;
        LocalDate last = to.atZone(zone).toLocalDate();
        for (LocalDate day = from.atZone(zone).toLocalDate().minusDays(1); !day.isAfter(last); day = day.plusDays(1)) {
            if (holidays.contains(day)) {
                continue;
            }
            for (Shift shift : shifts.getOrDefault(day.getDayOfWeek(), List.of())) {
                Instant start = later(from, at(day, shift.start()));
                Instant end = earlier(to, at(shift.overMidnight() ? day.plusDays(1) : day, shift.end()));
                if (start.isBefore(end)) {
                    sum = sum.plus(Duration.between(start, end));
                }
            }
        }
        return sum;
    }

    /** The days of the week that have hours, in order. */
    public List<DayOfWeek> days() {
        List<DayOfWeek> days = new ArrayList<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            if (!shifts.getOrDefault(day, List.of()).isEmpty()) {
                days.add(day);
            }
        }
        return days;
    }

    /** A time that a clock change skips is the instant of the change; one that it repeats is the first of the two. */
    private Instant at(LocalDate day, LocalTime time) {
        ZoneOffsetTransition change = zone.getRules().getTransition(day.atTime(time));
        return change != null && change.isGap()
                ? change.getInstant()
                : day.atTime(time).atZone(zone).toInstant();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
