package dev.millrace.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.metrics.report.Reports;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlicesTest {

    @Test
    void a_night_with_a_change_of_the_clocks_makes_the_day_23_or_25_hours_long() {
        List<Slices.Slice> spring =
                days("2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z", "2026-06-01T00:00:00Z", "Europe/Berlin");
        assertThat(spring).hasSize(1);
        assertThat(length(spring.get(0))).isEqualTo(Duration.ofHours(23));
        assertThat(spring.get(0).partial()).isFalse();

        List<Slices.Slice> autumn =
                days("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z", "2026-12-01T00:00:00Z", "Europe/Berlin");
        assertThat(autumn).hasSize(1);
        assertThat(length(autumn.get(0))).isEqualTo(Duration.ofHours(25));
    }

    @Test
    void a_day_that_did_not_happen_is_left_out() {
        List<Slices.Slice> samoa =
                days("2011-12-29T10:00:00Z", "2012-01-01T10:00:00Z", "2012-06-01T00:00:00Z", "Pacific/Apia");
        assertThat(samoa)
                .extracting(Slices.Slice::first)
                .containsExactly(LocalDate.of(2011, 12, 29), LocalDate.of(2011, 12, 31), LocalDate.of(2012, 1, 1));
    }

    @Test
    void weeks_begin_on_monday_in_the_zone_and_cut_ones_are_marked() {
        ReportRequest request = Reports.request(
                "2026-01-07T00:00:00Z", "2026-01-25T23:00:00Z", "2026-02-01T00:00:00Z", "Europe/Berlin");
        List<Slices.Slice> weeks = Slices.isoWeeks(request).all();
        assertThat(weeks).extracting(Slices.Slice::partial).containsExactly(true, false, false);
        assertThat(weeks.get(0).start()).isEqualTo("2026-01-04T23:00:00Z");
        assertThat(weeks.get(2).end()).isEqualTo("2026-01-25T23:00:00Z");
    }

    @Test
    void a_day_that_as_of_cuts_is_read_at_as_of_and_nothing_follows() {
        List<Slices.Slice> cut = days("2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z", "2026-01-02T15:00:00Z", "UTC");
        assertThat(cut).hasSize(2);
        assertThat(cut.get(0).at()).isEqualTo("2026-01-01T23:59:59.999Z");
        assertThat(cut.get(1).at()).isEqualTo("2026-01-02T15:00:00Z");
        assertThat(cut.get(1).partial()).isTrue();
    }

    /** Clocks that change at midnight, by half an hour, by two hours, twice a year or by a whole day. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTC",
                "Europe/Berlin",
                "America/Sao_Paulo",
                "Australia/Lord_Howe",
                "Antarctica/Troll",
                "Africa/Casablanca",
                "Pacific/Apia",
                "Pacific/Kwajalein"
            })
    void every_day_of_many_years_begins_when_the_rules_of_its_zone_say(String zone) {
        for (Slices.Slice day : days("1985-01-01T00:00:00Z", "2030-01-01T00:00:00Z", "2040-01-01T00:00:00Z", zone)) {
            assertThat(day.start())
                    .isEqualTo(day.first().atStartOfDay(ZoneId.of(zone)).toInstant());
            assertThat(day.end())
                    .isEqualTo(day.first()
                            .plusDays(1)
                            .atStartOfDay(ZoneId.of(zone))
                            .toInstant());
        }
    }

    private static List<Slices.Slice> days(String start, String end, String asOf, String zone) {
        return Slices.days(Reports.request(start, end, asOf, zone)).all();
    }

    private static Duration length(Slices.Slice slice) {
        return Duration.between(slice.start(), slice.end());
    }
}
