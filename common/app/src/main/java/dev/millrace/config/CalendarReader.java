package dev.millrace.config;

import dev.millrace.valuestream.WorkCalendar;
import dev.millrace.valuestream.WorkCalendar.Shift;
import dev.millrace.words.Quoted;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the {@code calendar} of a team. */
final class CalendarReader {

    private static final Pattern HOURS = Pattern.compile("(\\d{2}:\\d{2})\\s*-\\s*(\\d{2}:\\d{2})");

    private CalendarReader() {}

    static Optional<WorkCalendar> read(YamlNode node) {
        return node.mapping(StreamKeys.CALENDAR).flatMap(calendar -> {
            Optional<ZoneId> zone = calendar.require("zone", "the time zone of its clocks, such as Europe/Berlin")
                    .flatMap(Values::zone);
            Optional<Map<DayOfWeek, List<Shift>>> shifts = calendar.require(
                            "hours", "when it works, such as {weekdays: \"09:00-17:00\"}")
                    .flatMap(CalendarReader::shifts);
            Set<LocalDate> holidays =
                    calendar.get("holidays").map(CalendarReader::holidays).orElse(Set.of());
            if (zone.isEmpty() || shifts.isEmpty()) {
                return Optional.empty();
            }
            try {
                return Optional.of(new WorkCalendar(zone.get(), shifts.get(), holidays));
            } catch (IllegalArgumentException e) {
                node.error(String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT));
                return Optional.empty();
            }
        });
    }

    private static Optional<Map<DayOfWeek, List<Shift>>> shifts(YamlNode node) {
        return node.mapping(StreamKeys.HOURS).map(hours -> {
            Map<DayOfWeek, List<Shift>> shifts = new EnumMap<>(DayOfWeek.class);
            for (String key : StreamKeys.HOURS) {
                hours.get(key).ifPresent(value -> {
                    List<Shift> ofDay = shifts(value, "hours such as 09:00-17:00");
                    days(key).forEach(day -> shifts.put(day, ofDay));
                });
            }
            return shifts;
        });
    }

    /** A day's own hours replace those of all weekdays, and these those of every day. */
    private static Set<DayOfWeek> days(String key) {
        return switch (key) {
            case "everyDay" -> EnumSet.allOf(DayOfWeek.class);
            case "weekdays" -> EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
            default -> EnumSet.of(DayOfWeek.valueOf(key.toUpperCase(Locale.ROOT)));
        };
    }

    private static List<Shift> shifts(YamlNode node, String what) {
        List<Shift> shifts = new ArrayList<>();
        for (YamlNode item : node.isList() ? node.items(what) : List.of(node)) {
            item.text().ifPresent(text -> {
                Matcher matcher = HOURS.matcher(text);
                if (text.equals("none")) {
                    return;
                } else if (!matcher.matches()) {
                    item.error("must be hours such as 09:00-17:00, 22:00-06:00 for a night, or none, but is "
                            + Quoted.of(text));
                    return;
                }
                Optional<LocalTime> start = time(item, matcher.group(1));
                Optional<LocalTime> end = time(item, matcher.group(2));
                if (start.isPresent() && end.isPresent()) {
                    shifts.add(new Shift(start.get(), end.get()));
                }
            });
        }
        return shifts;
    }

    private static Optional<LocalTime> time(YamlNode node, String text) {
        if (text.equals("24:00")) {
            return Optional.of(LocalTime.MIDNIGHT);
        }
        try {
            return Optional.of(LocalTime.parse(text));
        } catch (DateTimeException e) {
            node.error("there is no time " + Quoted.of(text) + " on a clock");
            return Optional.empty();
        }
    }

    private static Set<LocalDate> holidays(YamlNode node) {
        Set<LocalDate> days = new HashSet<>();
        for (YamlNode item : node.items("a date such as 2026-12-25")) {
            item.parsed("a date such as 2026-12-25", LocalDate::parse).ifPresent(day -> {
                if (!days.add(day)) {
                    item.error(day + " is listed twice");
                }
            });
        }
        return days;
    }
}
