package dev.millrace.jira;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The time before which a condition hides issues: what {@code created >= 2024-01-01} or {@code updated > -90d} says of an issue. A
 * condition that says nothing of the kind hides none. Of several the latest counts, whatever connects them, so that nothing is claimed
 * that is not so. Jira reads dates in the zone of the account, and this class in UTC.
 */
final class JqlBegin {

    private static final Pattern BOUND = Pattern.compile(
            "\\b(?:created(?:date)?|updated(?:date)?|resolved|resolutiondate|statuscategorychangeddate)\\s*(?:>=?|after\\b)\\s*[\"']?(?:(?<date>\\d{4}[-/]\\d{1,2}[-/]\\d{1,2})(?:["
                    + " t](?<time>\\d{1,2}:\\d{2}))?"
                    + "|-(?<amount>\\d{1,6})(?<unit>[wdhm])?|(?<start>startof(?:day|week|month|year))\\(\\s*[\"']?(?:-(?<back>\\d{1,4})(?<backunit>[dwmy])?)?[\"']?\\s*\\))");

    private static final int MONDAY_TO_SUNDAY = 7;

    private JqlBegin() {}

    static Optional<Instant> of(@Nullable String jql, Instant begun) {
        if (jql == null) {
            return Optional.empty();
        }
        Instant latest = null;
        // the whole is at most 4,000 characters long, see JiraSettings
        Matcher bound = BOUND.matcher(jql.toLowerCase(Locale.ROOT));
        while (bound.find()) {
            Instant at = instant(bound, begun);
            latest = at != null && (latest == null || at.isAfter(latest)) ? at : latest;
        }
        return Optional.ofNullable(latest);
    }

    private static @Nullable Instant instant(Matcher bound, Instant begun) {
        try {
            if (bound.group("date") != null) {
                return date(bound.group("date"), bound.group("time"));
            } else if (bound.group("amount") != null) {
                return begun.minus(length(Long.parseLong(bound.group("amount")), bound.group("unit")));
            }
            return begin(bound, begun);
        } catch (DateTimeException e) {
            return null; // no such day: Jira will say so
        }
    }

    private static Instant date(String date, @Nullable String time) {
        String[] parts = date.split("[-/]", 3);
        LocalDateTime day = LocalDate.of(
                        Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]))
                .atStartOfDay();
        if (time != null) {
            String[] clock = time.split(":", 2);
            day = day.withHour(Integer.parseInt(clock[0])).withMinute(Integer.parseInt(clock[1]));
        }
        return day.toInstant(ZoneOffset.UTC);
    }

    /** A number alone is one of minutes. */
    private static Duration length(long amount, @Nullable String unit) {
        return switch (unit == null ? "m" : unit) {
            case "w" -> Duration.ofDays(MONDAY_TO_SUNDAY * amount);
            case "d" -> Duration.ofDays(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofMinutes(amount);
        };
    }

    /** A week may begin on a Sunday or a Monday: the later is safe. */
    private static Instant begin(Matcher bound, Instant begun) {
        LocalDate today = begun.atOffset(ZoneOffset.UTC).toLocalDate();
        String start = bound.group("start");
        int back = bound.group("back") == null ? 0 : Integer.parseInt(bound.group("back"));
        String unit = bound.group("backunit") == null ? natural(start) : bound.group("backunit");
        LocalDate day = switch (start) {
            case "startofweek" -> today.minusDays(today.getDayOfWeek().getValue() - 1L);
            case "startofmonth" -> today.withDayOfMonth(1);
            case "startofyear" -> today.withMonth(Month.JANUARY.getValue()).withDayOfMonth(1);
            default -> today;
        };
        Period shift = switch (unit) {
            case "w" -> Period.ofWeeks(back);
            case "m" -> Period.ofMonths(back);
            case "y" -> Period.ofYears(back);
            default -> Period.ofDays(back);
        };
        return day.minus(shift).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private static String natural(String start) {
        return start.substring("startof".length(), "startof".length() + 1);
    }
}
