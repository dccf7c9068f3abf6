package dev.millrace.view.item;

import static dev.millrace.valuestream.DefaultStages.DONE;
import static dev.millrace.valuestream.DefaultStages.TO_DO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.document.Document;
import dev.millrace.document.TerminalRenderer;
import dev.millrace.document.TerminalStyle;
import dev.millrace.document.Timeline;
import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.Flows;
import dev.millrace.valuestream.DefaultValueStream;
import dev.millrace.view.Samples;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ItemViewTest {

    private static final Instant CREATED = Instant.parse("2026-09-01T00:00:00Z");

    @Test
    void it_tells_where_the_time_of_each_cycle_went() {
        String text = new TerminalRenderer(TerminalStyle.plain())
                .render(Samples.item().document());
        assertThat(text)
                .contains("in progress, cycle 2 of 2")
                .contains("at least 50 d 3 h, still open")
                .containsSubsequence("Cycle 1: timeline", "15 d 8 h in total", "Without a stage", "Cycle 2: timeline")
                .contains("Incomplete: 9 of 12 changelog histories captured")
                .contains("Stalled for 16 d 6 h")
                .contains("pull request  shop/checkout#77")
                .contains("Contradictory: clocks contradict each other")
                .contains("Rework: moved back 1 time.");
    }

    @Test
    void an_unknown_figure_comes_with_its_reason() {
        Document document = view(Flows.item("TEST-1")
                        .in(TO_DO, "Open", CREATED)
                        .in(DONE, "Closed", CREATED.plusSeconds(60))
                        .asOf(Samples.AS_OF))
                .document();
        assertThat(document.cards().get(0).value()).isEqualTo("unknown");
        assertThat(document.cards().get(0).notes())
                .containsExactly("never started: no visit to an active or waiting stage");
    }

    @Test
    void what_comes_after_done_does_not_squeeze_the_drawing_of_the_work() {
        Timeline timeline = (Timeline) view(Flows.item("TEST-1")
                        .in(TO_DO, CREATED)
                        .in(DONE, CREATED.plusSeconds(100_000))
                        .asOf(Samples.AS_OF))
                .document()
                .sections()
                .get(0)
                .blocks()
                .get(0);
        assertThat(timeline.to()).isEqualTo(CREATED.plusSeconds(105_001));
    }

    @Test
    void an_item_created_at_the_very_instant_of_the_report_has_nothing_to_draw() {
        String text = new TerminalRenderer(TerminalStyle.plain())
                .render(view(Flows.item("TEST-1").in(TO_DO, Samples.AS_OF).asOf(Samples.AS_OF))
                        .document());
        assertThat(text).contains("It took no time, so there is nothing to draw.");
    }

    @Test
    void an_item_that_did_not_exist_yet_is_refused_in_words() {
        assertThatThrownBy(() -> ItemView.of(
                        List.of(), DefaultValueStream.create(), Samples.KNOWLEDGE, Samples.ZONE, Samples.CAPTURE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("did not exist by then");
    }

    private static ItemView view(ItemFlow flow) {
        return ItemView.of(
                List.of(flow), DefaultValueStream.create(), Samples.KNOWLEDGE, Samples.ZONE, Samples.CAPTURE);
    }
}
