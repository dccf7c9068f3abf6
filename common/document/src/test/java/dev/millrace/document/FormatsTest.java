package dev.millrace.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.model.Figure;
import dev.millrace.model.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatsTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    PT0S              | 0 s
                    PT0.25S           | 250 ms
                    PT12.034S         | 12 s 34 ms
                    PT5M              | 5 min
                    PT59M59.999S      | 59 min 59 s
                    PT20H55M          | 20 h 55 min
                    P3DT4H59M         | 3 d 4 h
                    P3DT0H59M         | 3 d
                    P1455DT2H         | 1,455 d 2 h
                    -PT90S            | -1 min 30 s
                    """)
    void a_duration_is_its_largest_two_units(Duration duration, String text) {
        assertThat(Formats.duration(duration)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0,0%", "0.001,<1%", "0.004999,<1%", "0.5,50%", "0.333,33%", "0.999,>99%", "1,100%"})
    void a_share_is_never_rounded_to_nothing_or_to_all(double share, String text) {
        assertThat(Formats.percent(share)).isEqualTo(text);
    }

    @Test
    void a_window_of_whole_days_names_its_first_and_its_last_day() {
        assertThat(Formats.window(Instant.parse("2026-03-27T23:00:00Z"), Instant.parse("2026-03-30T22:00:00Z"), BERLIN))
                .isEqualTo("2026-03-28 to 2026-03-30");
        assertThat(Formats.window(Instant.parse("2026-03-28T00:00:00Z"), Instant.parse("2026-03-30T22:00:00Z"), BERLIN))
                .isEqualTo("2026-03-28 01:00:00 to 2026-03-31 00:00:00");
    }

    @Test
    void a_figure_without_a_value_says_so_and_never_shows_zero() {
        assertThat(Formats.figure(Figure.of(Duration.ofHours(3)), Formats::duration))
                .isEqualTo("3 h");
        assertThat(Formats.figure(new Figure.Open<>(Duration.ofHours(3)), Formats::duration))
                .isEqualTo("at least 3 h, still open");
        assertThat(Formats.figure(Figure.<Duration>unknown(Reason.Code.NEVER_STARTED, "x"), Formats::duration))
                .isEqualTo("unknown");
        assertThat(Formats.figure(Figure.<Duration>notApplicable(Reason.Code.CANCELLED), Formats::duration))
                .isEqualTo("not applicable");
        assertThat(Formats.figure(
                        new Figure.Contradictory<Duration>(Reason.of(Reason.Code.CLOCK_SKEW)), Formats::duration))
                .isEqualTo("contradictory");
    }

    @Test
    void shortening_never_cuts_a_character_in_half() {
        assertThat(Formats.shorten("🚀🚀🚀🚀", 3)).isEqualTo("🚀🚀…");
        assertThat(Formats.shorten("one\n\ttwo ", 10)).isEqualTo("one two");
    }
}
