package dev.millrace.metrics;

import static dev.millrace.valuestream.DefaultStages.DONE;
import static dev.millrace.valuestream.DefaultStages.IN_PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.metrics.report.Reports;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A week is the ISO week of its own year, and begins at midnight of the report's zone. */
class IsoWeeksTest {

    @Test
    void days_around_the_new_year_count_in_the_week_of_the_iso_year() {
        assertThat(weeks(
                        Reports.request("2018-12-01T00:00:00Z", "2021-02-01T00:00:00Z", "2021-03-01T00:00:00Z", "UTC"),
                        "2018-12-30T23:59:59.999Z",
                        "2018-12-31T00:00:00Z",
                        "2019-01-06T12:00:00Z",
                        "2019-12-29T12:00:00Z",
                        "2019-12-30T12:00:00Z",
                        "2020-12-31T12:00:00Z",
                        "2021-01-03T12:00:00Z",
                        "2021-01-04T12:00:00Z"))
                .containsExactly("2018-W52 1", "2019-W01 2", "2019-W52 1", "2020-W01 1", "2020-W53 2", "2021-W01 1");
    }

    @Test
    void sunday_night_belongs_to_the_week_that_the_zone_has() {
        String[] stops = {"2025-03-30T21:30:00Z", "2025-03-30T22:30:00Z", "2025-03-31T03:30:00Z"};

        assertThat(weeks(march("UTC"), stops)).containsExactly("2025-W13 2", "2025-W14 1");
        assertThat(weeks(march("Europe/Berlin"), stops))
                .as("summer time begins on that Sunday")
                .containsExactly("2025-W13 1", "2025-W14 2");
        assertThat(weeks(march("America/New_York"), stops)).containsExactly("2025-W13 3");
    }

    private static ReportRequest march(String zone) {
        return Reports.request("2025-03-17T12:00:00Z", "2025-04-07T12:00:00Z", "2025-04-08T00:00:00Z", zone);
    }

    /** The weeks in which something was done, with how much. */
    private static List<String> weeks(ReportRequest request, String... stops) {
        Flows[] items = Stream.of(stops)
                .map(Instant::parse)
                .map(stop -> Flows.item("TEST-" + stop.toEpochMilli())
                        .in(IN_PROGRESS, stop.minus(Duration.ofDays(1)))
                        .in(DONE, stop))
                .toArray(Flows[]::new);
        return Reports.report(request, items).velocity().weeks().stream()
                .filter(week -> week.done().total() > 0)
                .map(week -> week.isoWeek() + " " + week.done().total())
                .toList();
    }
}
