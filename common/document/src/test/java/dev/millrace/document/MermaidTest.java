package dev.millrace.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.document.Document.Section;
import dev.millrace.document.Timeline.Bar;
import dev.millrace.document.Timeline.Lane;
import dev.millrace.model.SegmentKind;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MermaidTest {

    private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");

    @Test
    void twelve_longest_parts_are_drawn_in_their_order_and_the_rest_is_counted() {
        List<Bar> bars = new ArrayList<>();
        Instant at = BEGIN;
        for (int i = 1; i <= 30; i++) {
            Instant end = at.plus(Duration.ofHours(i % 2 == 0 ? i : 1));
            bars.add(new Bar(at, end, i % 2 == 0 ? SegmentKind.WAITING : SegmentKind.ACTIVE, "part " + i, "x"));
            at = end;
        }
        String drawn = drawn(bars, at);

        assertThat(rows(drawn)).hasSize(12);
        assertThat(rows(drawn).get(0)).startsWith("    1. part 8 x :crit, ");
        assertThat(rows(drawn).get(11)).startsWith("    12. part 30 x :crit, ");
        assertThat(drawn).contains("The 12 longest of 30 parts are drawn; the tables have all.");
    }

    @Test
    void parts_that_touch_and_are_called_the_same_are_one_bar() {
        Instant noon = BEGIN.plus(Duration.ofHours(12));
        Instant night = BEGIN.plus(Duration.ofHours(20));
        String drawn = drawn(
                List.of(
                        new Bar(BEGIN, noon, SegmentKind.ACTIVE, "In progress", "12 h"),
                        new Bar(noon, night, SegmentKind.ACTIVE, "In progress", "8 h")),
                night);

        assertThat(rows(drawn))
                .containsExactly(
                        "    1. In progress 20 h :active, " + BEGIN.toEpochMilli() + ", " + night.toEpochMilli());
        assertThat(drawn).doesNotContain("longest");
    }

    private static List<String> rows(String drawn) {
        return drawn.lines().filter(line -> line.matches(" {4}\\d+\\. .*")).toList();
    }

    private static String drawn(List<Bar> bars, Instant end) {
        Timeline timeline = new Timeline(
                "Timeline",
                "",
                BEGIN,
                end,
                ZoneOffset.UTC,
                List.of(new Lane("Flow", bars), new Lane("In progress", bars)),
                List.of());
        return new MarkdownRenderer().section(new Section("timeline", "Timeline", "", List.of(timeline)));
    }
}
