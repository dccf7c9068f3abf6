package dev.millrace.valuestream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.valuestream.WorkCalendar.Shift;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorkCalendarTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void office_hours_leave_out_nights_weekends_and_holidays() {
        WorkCalendar office =
                new WorkCalendar(BERLIN, days("09:00", "17:00", 5), Set.of(LocalDate.parse("2026-05-01")));

        // Thursday 30 April 16:00 to Monday 4 May 10:00, over a holiday and a weekend.
        assertThat(office.between(at("2026-04-30T14:00:00Z"), at("2026-05-04T08:00:00Z")))
                .isEqualTo(Duration.ofHours(2));
        assertThat(office.between(at("2026-05-01T08:00:00Z"), at("2026-05-01T12:00:00Z")))
                .isZero();
        assertThat(office.between(at("2026-05-04T08:00:00Z"), at("2026-05-04T08:00:00.001Z")))
                .isEqualTo(Duration.ofMillis(1));
    }

    @Test
    void night_shift_goes_over_midnight_and_over_the_begin_of_a_holiday() {
        WorkCalendar night = new WorkCalendar(BERLIN, days("22:00", "06:00", 7), Set.of(LocalDate.parse("2026-05-02")));

        assertThat(night.between(at("2026-05-01T18:00:00Z"), at("2026-05-02T10:00:00Z")))
                .isEqualTo(Duration.ofHours(8));
        assertThat(night.between(at("2026-05-02T18:00:00Z"), at("2026-05-03T10:00:00Z")))
                .isZero();
    }

    @Test
    void night_in_which_summer_time_begins_is_an_hour_shorter_and_ends_an_hour_longer() {
        WorkCalendar night = new WorkCalendar(BERLIN, days("22:00", "06:00", 7), Set.of());

        assertThat(night.between(at("2026-03-28T12:00:00Z"), at("2026-03-29T12:00:00Z")))
                .isEqualTo(Duration.ofHours(7));
        assertThat(night.between(at("2026-10-24T12:00:00Z"), at("2026-10-25T12:00:00Z")))
                .isEqualTo(Duration.ofHours(9));
    }

    @Test
    void shift_that_ends_in_the_hour_that_does_not_exist_ends_when_the_clock_is_changed() {
        WorkCalendar calendar = new WorkCalendar(BERLIN, days("22:00", "02:30", 7), Set.of());

        assertThat(calendar.between(at("2026-03-28T12:00:00Z"), at("2026-03-29T12:00:00Z")))
                .isEqualTo(Duration.ofHours(4));
    }

    @Test
    void zone_without_summer_time_knows_no_such_night() {
        WorkCalendar night = new WorkCalendar(ZoneId.of("Asia/Kolkata"), days("22:00", "06:00", 7), Set.of());

        assertThat(night.between(at("2026-03-28T12:00:00Z"), at("2026-03-29T12:00:00Z")))
                .isEqualTo(Duration.ofHours(8));
    }

    @Test
    void round_the_clock_is_calendar_time_in_every_zone() {
        Random random = new Random(20261122);
        for (ZoneId zone : List.of(BERLIN, ZoneOffset.UTC, ZoneId.of("America/Sao_Paulo"), ZoneId.of("Pacific/Apia"))) {
            for (int i = 0; i < 50; i++) {
                Instant from = at("2010-01-01T00:00:00Z").plusMillis(random.nextLong(200_000_000_000L));
                Instant to = from.plusMillis(random.nextLong(20_000_000_000L));
                assertThat(WorkCalendar.always(zone).between(from, to))
                        .as("%s %s %s", zone, from, to)
                        .isEqualTo(Duration.between(from, to));
            }
        }
    }

    /** Whatever the hours, the working time of two halves is that of the whole. */
    @Test
    void working_time_adds_up() {
        Random random = new Random(7);
        WorkCalendar calendar =
                new WorkCalendar(BERLIN, days("22:00", "06:00", 5), Set.of(LocalDate.parse("2026-03-29")));
        for (int i = 0; i < 200; i++) {
            Instant a = at("2026-03-01T00:00:00Z").plusMillis(random.nextLong(5_000_000_000L));
            Instant b = a.plusMillis(random.nextLong(3_000_000_000L));
            Instant c = b.plusMillis(random.nextLong(3_000_000_000L));
            assertThat(calendar.between(a, b).plus(calendar.between(b, c))).isEqualTo(calendar.between(a, c));
        }
    }

    @Test
    void hours_that_overlap_are_refused_also_over_midnight() {
        assertThatThrownBy(() -> new WorkCalendar(
                        BERLIN,
                        Map.of(
                                DayOfWeek.MONDAY,
                                List.of(shift("22:00", "06:00")),
                                DayOfWeek.TUESDAY,
                                List.of(shift("05:00", "09:00"))),
                        Set.of()))
                .hasMessageContaining("TUESDAY");
    }

    private static Map<DayOfWeek, List<Shift>> days(String start, String end, int count) {
        Map<DayOfWeek, List<Shift>> days = new EnumMap<>(DayOfWeek.class);
        for (int i = 1; i <= count; i++) {
            days.put(DayOfWeek.of(i), List.of(shift(start, end)));
        }
        return days;
    }

    private static Shift shift(String start, String end) {
        return new Shift(LocalTime.parse(start), LocalTime.parse(end));
    }

    private static Instant at(String text) {
        return Instant.parse(text);
    }
}
