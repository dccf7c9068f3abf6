package dev.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeParserTest {

    private final TimeParser berlin = new TimeParser(ZoneId.of("Europe/Berlin"));

    @Test
    void a_date_means_its_whole_day_in_the_zone() {
        assertThat(berlin.first("--since", "2024-05-31")).isEqualTo(Instant.parse("2024-05-30T22:00:00Z"));
        assertThat(berlin.last("--as-of", "2024-05-31")).isEqualTo(Instant.parse("2024-05-31T21:59:59.999Z"));
        assertThat(berlin.after("--until", "2024-05-31")).isEqualTo(Instant.parse("2024-05-31T22:00:00Z"));
    }

    @Test
    void the_day_on_which_the_clocks_change_has_its_real_length() {
        assertThat(berlin.first("--since", "2024-10-27")).isEqualTo(Instant.parse("2024-10-26T22:00:00Z"));
        assertThat(berlin.after("--until", "2024-10-27")).isEqualTo(Instant.parse("2024-10-27T23:00:00Z"));
    }

    @Test
    void a_day_without_midnight_begins_when_it_begins() {
        assertThat(new TimeParser(ZoneId.of("America/Sao_Paulo")).first("--since", "2018-11-04"))
                .isEqualTo(Instant.parse("2018-11-04T03:00:00Z"));
    }

    @Test
    void instants_and_local_times_are_taken_as_they_are() {
        Instant noon = Instant.parse("2024-05-31T10:00:00Z");
        assertThat(berlin.first("--since", "2024-05-31T10:00:00Z")).isEqualTo(noon);
        assertThat(berlin.last("--since", "2024-05-31T12:00:00.000+02:00")).isEqualTo(noon);
        assertThat(berlin.after("--since", "2024-05-31T12:00")).isEqualTo(noon);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "31.05.2024", "2024-13-01", "2024-02-30", "2024-05-31T25:00:00Z"})
    void anything_else_is_answered_with_what_to_write(String text) {
        assertThatThrownBy(() -> new TimeParser(ZoneOffset.UTC).first("--since", text))
                .isInstanceOf(UserError.class)
                .hasMessage("--since: \"" + text + "\" is neither a date such as 2024-05-31"
                        + " nor an instant such as 2024-05-31T12:00:00Z");
    }
}
