package dev.millrace.document;

import dev.millrace.model.Figure;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Function;

/** How durations, instants, counts, shares and figures are written for people, the same in every output. */
public final class Formats {

    /** Names in tables and on bars are at most this long; JSON has them in full. */
    public static final int NAME = 60;

    /** Titles are at most this long; JSON has them in full. */
    public static final int TITLE = 160;

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final int HUNDRED = 100;

    private Formats() {}

    /** The largest two units, cut and not rounded: {@code 3 d 4 h}. A day is 24 hours of calendar time. */
    public static String duration(Duration duration) {
        if (duration.isNegative()) {
            return "-" + duration(duration.negated());
        }
        if (duration.toDays() > 0) {
            return two(duration.toDays(), "d", duration.toHoursPart(), "h");
        } else if (duration.toHours() > 0) {
            return two(duration.toHours(), "h", duration.toMinutesPart(), "min");
        } else if (duration.toMinutes() > 0) {
            return two(duration.toMinutes(), "min", duration.toSecondsPart(), "s");
        } else if (duration.toMillis() >= 1000) {
            return two(duration.toSeconds(), "s", duration.toMillisPart(), "ms");
        }
        return duration.toMillis() == 0 ? "0 s" : duration.toMillis() + " ms";
    }

    public static String count(long n) {
        return n >= 0 && n < 1000 ? Long.toString(n) : String.format(Locale.ROOT, "%,d", n);
    }

    public static String count(long n, String one, String many) {
        return count(n) + ' ' + (n == 1 ? one : many);
    }

    public static String items(long n) {
        return count(n, "item", "items");
    }

    /** Whole percent; what is above 0 or below 100 is never written as 0% or 100%. */
    public static String percent(double share) {
        double percent = share * HUNDRED;
        if (percent > 0 && percent < 1) {
            return "<1%";
        } else if (percent < HUNDRED && percent > HUNDRED - 1) {
            return ">99%";
        }
        return Math.round(percent) + "%";
    }

    public static String date(Instant instant, ZoneId zone) {
        return DATE.format(instant.atZone(zone));
    }

    public static String minute(Instant instant, ZoneId zone) {
        return MINUTE.format(instant.atZone(zone));
    }

    public static String second(Instant instant, ZoneId zone) {
        return SECOND.format(instant.atZone(zone));
    }

    /** A half-open window: whole days are written as its first and last day. */
    public static String window(Instant start, Instant end, ZoneId zone) {
        ZonedDateTime first = start.atZone(zone);
        ZonedDateTime after = end.atZone(zone);
        if (isMidnight(first) && isMidnight(after)) {
            return DATE.format(first) + " to " + DATE.format(after.minusDays(1));
        }
        return SECOND.format(first) + " to " + SECOND.format(after);
    }

    /** What people call a zone. */
    public static String zoneName(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }

    public static String zone(ZoneId zone) {
        return zoneName(zone) + ", calendar time (24 hours a day, 7 days a week)";
    }

    /** The value, or what stands in its place, in a few words. */
    public static <T> String figure(Figure<T> figure, Function<? super T, String> value) {
        if (figure instanceof Figure.Measured<T> measured) {
            return value.apply(measured.value());
        } else if (figure instanceof Figure.Open<T> open) {
            return "at least " + value.apply(open.lowerBound()) + ", still open";
        } else if (figure instanceof Figure.Unknown<T>) {
            return "unknown";
        } else if (figure instanceof Figure.NotApplicable<T>) {
            return "not applicable";
        }
        return "contradictory";
    }

    /** One line of bounded length, for names that others chose. Cut between characters, never inside one. */
    public static String shorten(String text, int max) {
        String line = text.replaceAll("\\s+", " ").strip();
        if (line.codePointCount(0, line.length()) <= max) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, max - 1)) + "…";
    }

    private static boolean isMidnight(ZonedDateTime time) {
        return time.toLocalTime().equals(LocalTime.MIDNIGHT);
    }

    private static String two(long large, String largeUnit, long small, String smallUnit) {
        String first = count(large) + " " + largeUnit;
        return small == 0 ? first : first + ' ' + small + ' ' + smallUnit;
    }
}
