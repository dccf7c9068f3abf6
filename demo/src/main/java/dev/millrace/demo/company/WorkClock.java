package dev.millrace.demo.company;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;

/** The company's working hours: Monday to Friday, nine to half past five, in {@link Company#ZONE}. */
final class WorkClock {

    private static final LocalTime OPENS = LocalTime.of(9, 0);
    private static final LocalTime CLOSES = LocalTime.of(17, 30);

    private WorkClock() {}

    /** The instant at which so much working time has passed. */
    static Instant after(Instant from, Duration work) {
        ZonedDateTime now = opening(from);
        Duration left = work;
        while (true) {
            Duration today = Duration.between(now, now.with(CLOSES));
            if (left.compareTo(today) <= 0) {
                return now.plus(left).toInstant();
            }
            left = left.minus(today);
            now = opening(now.with(CLOSES).toInstant());
        }
    }

    /** The instant itself if somebody works then, else when they begin again. */
    static Instant next(Instant from) {
        return opening(from).toInstant();
    }

    /** Whether people work on that day. */
    static boolean workday(ZonedDateTime day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
    }

    private static ZonedDateTime opening(Instant from) {
        ZonedDateTime now = from.atZone(Company.ZONE);
        if (now.toLocalTime().isBefore(OPENS)) {
            now = now.with(OPENS);
        } else if (!now.toLocalTime().isBefore(CLOSES)) {
            now = now.plusDays(1).with(OPENS);
        }
        while (!workday(now)) {
            now = now.plusDays(1).with(OPENS);
        }
        return now;
    }
}
