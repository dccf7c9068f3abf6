package dev.millrace.flow;

import static dev.millrace.flow.Story.issue;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.metrics.time.WorkingTime;
import dev.millrace.model.Figure;
import dev.millrace.valuestream.WorkCalendar;
import dev.millrace.valuestream.WorkCalendar.Shift;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorkingTimeTest {

    private static final String LATER = "2026-12-01T00:00:00Z";

    @Test
    void weekend_is_calendar_time_and_no_working_time() {
        // Friday 2 January 12:00 to Monday 5 January 12:00; in review from Friday 15:00 on.
        ItemFlow flow = issue("A-1")
                .created("2026-01-02T12:00:00Z", "In Progress")
                .to("2026-01-02T15:00:00Z", "In Review")
                .to("2026-01-05T12:00:00Z", "Resolved")
                .flow(LATER);

        WorkingTime working = WorkingTime.of(flow, office(ZoneOffset.UTC));

        assertThat(flow.totals().elapsed()).isEqualTo(Duration.ofHours(72));
        assertThat(working.totals().active()).isEqualTo(Duration.ofHours(3));
        assertThat(working.totals().waiting()).isEqualTo(Duration.ofHours(2 + 3));
        assertThat(working.segments()).startsWith(Duration.ofHours(3), Duration.ofHours(5));
        assertThat(working.flowTime().measured()).contains(Duration.ofHours(8));
        assertThat(working.leadTime().measured()).contains(Duration.ofHours(8));
    }

    @Test
    void round_the_clock_equals_calendar_time_over_both_nights_of_the_clock_change() {
        ItemFlow flow = issue("A-1")
                .created("2026-03-01T12:00:00Z", "In Progress")
                .to("2026-03-29T01:30:00Z", "In Review")
                .to("2026-10-25T00:30:00Z", "In Progress")
                .to("2026-10-25T01:30:00Z", "Resolved")
                .flow(LATER);

        WorkingTime working = WorkingTime.of(flow, WorkCalendar.always(ZoneId.of("Europe/Berlin")));

        assertThat(working.totals()).isEqualTo(flow.totals());
        assertThat(working.flowTime()).isEqualTo(flow.flowTime());
    }

    @Test
    void what_has_no_calendar_time_has_no_working_time_either() {
        ItemFlow never = issue("A-1")
                .created("2026-01-02T12:00:00Z", "Open")
                .to("2026-01-05T12:00:00Z", "Resolved")
                .flow(LATER);
        ItemFlow open =
                issue("A-2").created("2026-01-02T12:00:00Z", "In Progress").flow("2026-01-02T14:00:00Z");

        assertThat(WorkingTime.of(never, office(ZoneOffset.UTC)).flowTime()).isInstanceOf(Figure.Unknown.class);
        assertThat(WorkingTime.of(open, office(ZoneOffset.UTC)).flowTime())
                .isEqualTo(new Figure.Open<>(Duration.ofHours(2)));
    }

    private static WorkCalendar office(ZoneId zone) {
        Map<DayOfWeek, List<Shift>> days = new EnumMap<>(DayOfWeek.class);
        for (int i = 1; i <= 5; i++) {
            days.put(DayOfWeek.of(i), List.of(new Shift(LocalTime.of(9, 0), LocalTime.of(17, 0))));
        }
        return new WorkCalendar(zone, days, Set.of());
    }
}
