package dev.millrace.document;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Round instants to label a time axis with: whole hours, days, months or years of a zone. */
final class TimeTicks {

    /**
     * A place on the axis.
     *
     * @param at where
     * @param label its date or time
     */
    record Tick(Instant at, String label) {}

    private record Step(ChronoUnit unit, int amount, String pattern) {
        Duration length() {
            return unit.getDuration().multipliedBy(amount);
        }
    }

    private static final String HOURS = "MM-dd HH:mm";
    private static final String DAYS = "uuuu-MM-dd";
    private static final String MONTHS = "uuuu-MM";
    private static final String YEARS = "uuuu";

    private static final List<Step> STEPS = List.of(
            new Step(ChronoUnit.MINUTES, 1, HOURS),
            new Step(ChronoUnit.MINUTES, 15, HOURS),
            new Step(ChronoUnit.HOURS, 1, HOURS),
            new Step(ChronoUnit.HOURS, 3, HOURS),
            new Step(ChronoUnit.HOURS, 6, HOURS),
            new Step(ChronoUnit.HOURS, 12, HOURS),
            new Step(ChronoUnit.DAYS, 1, DAYS),
            new Step(ChronoUnit.DAYS, 2, DAYS),
            new Step(ChronoUnit.DAYS, 7, DAYS),
            new Step(ChronoUnit.DAYS, 14, DAYS),
            new Step(ChronoUnit.MONTHS, 1, MONTHS),
            new Step(ChronoUnit.MONTHS, 3, MONTHS),
            new Step(ChronoUnit.MONTHS, 6, MONTHS),
            new Step(ChronoUnit.YEARS, 1, YEARS),
            new Step(ChronoUnit.YEARS, 2, YEARS),
            new Step(ChronoUnit.YEARS, 5, YEARS),
            new Step(ChronoUnit.YEARS, 20, YEARS));

    private TimeTicks() {}

    /** At most that many ticks, all between the two instants; none if even a minute is too long a step. */
    static List<Tick> between(Instant from, Instant to, ZoneId zone, int max) {
        Duration length = Duration.between(from, to);
        Step step = STEPS.stream()
                .filter(s -> length.dividedBy(s.length()) < max)
                .findFirst()
                .orElse(STEPS.get(STEPS.size() - 1));
        DateTimeFormatter format = DateTimeFormatter.ofPattern(step.pattern(), Locale.ROOT);
        List<Tick> ticks = new ArrayList<>();
        // By the clock on the wall, so that ticks stay round in the night it is changed.
        LocalDateTime at = floor(LocalDateTime.ofInstant(from, zone), step);
        while (at.atZone(zone).toInstant().isBefore(to) && ticks.size() < max) {
            ZonedDateTime tick = at.atZone(zone);
            boolean exists = tick.toLocalDateTime().equals(at);
            if (exists && !tick.toInstant().isBefore(from)) {
                ticks.add(new Tick(tick.toInstant(), format.format(tick)));
            }
            at = at.plus(step.amount(), step.unit());
        }
        return ticks;
    }

    private static LocalDateTime floor(LocalDateTime time, Step step) {
        return switch (step.unit()) {
            case MINUTES ->
                time.truncatedTo(ChronoUnit.HOURS).plusMinutes(time.getMinute() - time.getMinute() % step.amount());
            case HOURS -> time.truncatedTo(ChronoUnit.DAYS);
            case DAYS -> time.truncatedTo(ChronoUnit.DAYS);
            case MONTHS -> time.truncatedTo(ChronoUnit.DAYS).withDayOfYear(1);
            default -> {
                int year = time.getYear();
                yield time.truncatedTo(ChronoUnit.DAYS).withDayOfYear(1).withYear(year - year % step.amount());
            }
        };
    }
}
