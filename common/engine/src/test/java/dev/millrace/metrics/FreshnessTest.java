package dev.millrace.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.model.Coverage;
import dev.millrace.model.Knowledge;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What of the time that was asked about is known, and what a request makes of it. */
class FreshnessTest {

    private static final Window FEBRUARY = new Window(day(1), day(29));
    private static final Instant LATER = day(40);

    @Test
    void what_nobody_has_noted_is_known_from_the_beginning_until_as_of() {
        Freshness freshness = Freshness.notNoted(FEBRUARY, LATER);

        assertThat(freshness.from()).isEmpty();
        assertThat(freshness.until()).isEqualTo(LATER);
        assertThat(freshness.known()).contains(FEBRUARY);
        assertThat(freshness.cutAtBegin()).isFalse();
        assertThat(freshness.cutAtEnd()).isFalse();
    }

    @Test
    void known_from_when_the_latest_source_begins_and_the_first_item_was_there() {
        assertThat(of(null, day(5), null).from()).contains(day(5));
        assertThat(of(null, null, day(7)).from()).contains(day(7));
        assertThat(of(null, day(5), day(7)).from()).contains(day(7));
        assertThat(of(null, day(9), day(7)).from()).contains(day(9));
    }

    @Test
    void known_until_the_sources_were_read_and_never_beyond_as_of() {
        assertThat(of(day(20), null, null).until()).isEqualTo(day(20));
        assertThat(of(LATER.plusMillis(1), null, null).until()).isEqualTo(LATER);
    }

    @Test
    void end_is_cut_where_the_data_ends_before_the_window_and_before_as_of() {
        assertThat(of(day(20), null, null).cutAtEnd()).isTrue();
        assertThat(of(day(29), null, null).cutAtEnd())
                .as("all of the window is known")
                .isFalse();
        assertThat(of(LATER, null, null).cutAtEnd()).isFalse();
        assertThat(new Freshness(FEBRUARY, day(20), until(day(20)), null, List.of()).cutAtEnd())
                .as("nobody asked for what comes after as-of")
                .isFalse();
    }

    @Test
    void end_is_cut_by_the_sources_that_were_last_read_to_theirs_then() {
        assertThat(behind(day(20), day(10), day(12)).cutting()).containsExactly("one");
        assertThat(behind(day(20), day(10), day(10)).cutting()).containsExactly("one", "other");
        assertThat(behind(day(20), null, day(25)).cutting())
                .as("what was read cuts it itself")
                .isEmpty();
        assertThat(behind(day(50), day(29), day(30)).cutting())
                .as("all of the window is known")
                .isEmpty();
        assertThat(Freshness.notNoted(FEBRUARY, LATER).cutting()).isEmpty();
    }

    private static Freshness behind(Instant read, @Nullable Instant one, Instant other) {
        List<Coverage.Behind> behind = List.of(new Coverage.Behind("one", one), new Coverage.Behind("other", other));
        return new Freshness(FEBRUARY, LATER, new Coverage(read, 1, behind, List.of(), List.of()), null, List.of());
    }

    @Test
    void end_is_cut_for_long_where_more_than_a_day_of_what_was_asked_about_is_missing() {
        assertThat(of(day(28), null, null).cutLongBeforeEnd()).isFalse();
        assertThat(of(day(28).minusMillis(1), null, null).cutLongBeforeEnd()).isTrue();
        assertThat(new Freshness(FEBRUARY, day(20), until(day(19)), null, List.of()).cutLongBeforeEnd())
                .as("a day before as-of")
                .isFalse();
        assertThat(new Freshness(FEBRUARY, day(20), until(day(18)), null, List.of()).cutLongBeforeEnd())
                .isTrue();
    }

    @Test
    void begin_is_cut_where_the_data_begins_after_the_window() {
        assertThat(of(null, day(2), null).cutAtBegin()).isTrue();
        assertThat(of(null, day(1), null).cutAtBegin()).isFalse();
    }

    @Test
    void window_is_known_from_where_the_data_begins() {
        assertThat(of(null, day(8), null).known()).contains(new Window(day(8), day(29)));
        assertThat(of(day(20), day(-9), null).known()).contains(FEBRUARY);
    }

    @Test
    void week_after_the_data_ends_and_before_it_begins_is_unknown() {
        assertThat(of(day(1), null, null).known()).isEmpty();
        assertThat(of(day(-9), null, null).known()).isEmpty();
        assertThat(of(null, day(29), null).known()).isEmpty();
        assertThat(of(day(8), day(8), null).known()).isEmpty();
    }

    @Test
    void request_is_about_the_part_of_its_window_that_is_known() {
        ReportRequest request = request(FEBRUARY, LATER, late(day(20), day(8)));

        assertThat(request.window()).isEqualTo(new Window(day(8), day(29)));
        assertThat(request.knowledge()).isEqualTo(new Knowledge(day(20), LATER));
        assertThat(request.freshness()).isEqualTo(of(day(20), day(8), null));
    }

    @Test
    void request_for_what_nothing_is_known_of_is_refused_with_what_is_known() {
        assertThatThrownBy(() -> request(FEBRUARY, LATER, late(day(30), day(29))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("there is no data for " + day(1) + " to " + day(29))
                .hasMessageContaining("data from " + day(29) + " until " + day(30));
        assertThatThrownBy(() -> request(FEBRUARY, LATER, until(day(1))))
                .hasMessageContaining("has data until " + day(1));
    }

    @Test
    void request_for_a_time_to_come_is_refused_as_such_whatever_is_known() {
        assertThatThrownBy(() -> request(FEBRUARY, day(1), until(day(-9))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not before the report's as-of");
    }

    private static ReportRequest request(Window window, Instant asOf, Coverage coverage) {
        return ReportRequest.of(
                ZoneId.of("UTC"),
                new Knowledge(asOf, LATER),
                ItemFilter.all(),
                new Freshness(window, asOf, coverage, null, List.of()));
    }

    private static Freshness of(@Nullable Instant until, @Nullable Instant from, @Nullable Instant first) {
        return new Freshness(FEBRUARY, LATER, from == null ? until(until) : late(until, from), first, List.of());
    }

    private static Coverage until(@Nullable Instant until) {
        return new Coverage(until, until == null ? 0 : 1, List.of(), List.of(), List.of());
    }

    private static Coverage late(@Nullable Instant until, Instant from) {
        return new Coverage(
                until, until == null ? 0 : 1, List.of(), List.of(new Coverage.Late("jira", from)), List.of());
    }

    private static Instant day(int day) {
        return Instant.parse("2026-02-01T00:00:00Z").plus(Duration.ofDays(day - 1L));
    }
}
