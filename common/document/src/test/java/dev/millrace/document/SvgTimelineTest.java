package dev.millrace.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.document.Timeline.Bar;
import dev.millrace.document.Timeline.Lane;
import dev.millrace.model.SegmentKind;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class SvgTimelineTest {

    private static final Instant START = Instant.parse("2026-03-28T00:00:00Z");

    @Test
    void bars_are_as_long_as_their_share_of_the_time() {
        Page page = Page.parse(new SvgTimeline("t")
                .render(timeline(
                        bar(0, 6, SegmentKind.ACTIVE),
                        bar(6, 18, SegmentKind.WAITING),
                        bar(18, 24, SegmentKind.DONE))));
        List<Element> bars = page.all("rect")
                .filter(rect -> rect.getAttribute("class").startsWith("mr-"))
                .filter(rect -> rect.getAttribute("height").equals("20"))
                .toList();
        assertThat(bars)
                .extracting(rect -> rect.getAttribute("class"))
                .containsExactly("mr-active", "mr-waiting", "mr-done");
        assertThat(bars).extracting(rect -> rect.getAttribute("width")).containsExactly("194", "388", "194");
        assertThat(bars.get(1).getAttribute("x")).isEqualTo("362");
    }

    @Test
    void a_segment_too_short_to_see_is_drawn_all_the_same() {
        Page page = Page.parse(new SvgTimeline("t")
                .render(timeline(new Bar(START, START.plusMillis(1), SegmentKind.WAITING, "x", "1 ms"))));
        assertThat(page.all("rect").filter(rect -> rect.getAttribute("height").equals("20")))
                .allMatch(rect -> rect.getAttribute("width").equals("0.8"));
    }

    @Test
    void it_works_without_a_style_sheet_and_under_a_policy_that_forbids_styles() {
        Page page = Page.parse(new SvgTimeline("t").render(timeline(bar(0, 24, SegmentKind.UNMAPPED))));
        assertThat(page.all("style")).isEmpty();
        assertThat(page.attributes()).noneMatch(attr -> attr.getName().equals("style"));
        assertThat(page.all("rect"))
                .isNotEmpty()
                .allMatch(rect -> !rect.getAttribute("fill").isEmpty());
    }

    @Test
    void ticks_are_round_hours_of_the_zone_also_in_the_night_the_clocks_change() {
        assertThat(TimeTicks.between(
                        START.plus(Duration.ofHours(18)),
                        START.plus(Duration.ofHours(36)),
                        ZoneId.of("Europe/Berlin"),
                        8))
                .extracting(TimeTicks.Tick::label)
                .containsExactly(
                        "03-28 21:00", "03-29 00:00", "03-29 03:00", "03-29 06:00", "03-29 09:00", "03-29 12:00");
    }

    @Test
    void an_id_that_could_leave_its_attribute_is_refused() {
        assertThatThrownBy(() -> new SvgTimeline("a\" onload=\"x")).isInstanceOf(IllegalArgumentException.class);
    }

    private static Timeline timeline(Bar... bars) {
        return new Timeline(
                "Timeline",
                "Summary",
                START,
                START.plus(Duration.ofHours(24)),
                ZoneId.of("UTC"),
                List.of(new Lane("Flow", List.of(bars))),
                List.of());
    }

    private static Bar bar(int from, int to, SegmentKind kind) {
        return new Bar(START.plus(Duration.ofHours(from)), START.plus(Duration.ofHours(to)), kind, "Label", "");
    }
}
