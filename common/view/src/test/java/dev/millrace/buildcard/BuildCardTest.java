package dev.millrace.buildcard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.view.Samples;
import dev.millrace.view.item.ItemPanel;
import dev.millrace.view.item.ItemView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The card's words; jenkins-plugin's CardTest shows whole builds, hostile ones too. */
class BuildCardTest {

    private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

    @Test
    void cut_stage_is_unknown_and_not_zero() {
        StageRecord cut = stage("6", null);
        StageRow row = new StageRow(cut, 0, new BuildIntervals(build(List.of(cut)), START), null, StageContext.NONE);
        assertThat(row.time()).isEqualTo("unknown");
        assertThat(row.run()).isEqualTo("unknown");
        assertThat(row.result()).isEqualTo("unknown: it was cut off");
    }

    @Test
    void build_that_was_cut_off_says_that_its_end_is_unknown_and_counts_no_further() {
        BuildCard card = new BuildCard(build(null, List.of(stage("6", null))), START.plusSeconds(3600));
        assertThat(card.running()).isFalse();
        assertThat(card.time()).isEqualTo("unknown (it was cut off, and its end was not reported)");
        assertThat(card.run()).isEqualTo(card.time());
    }

    @Test
    void each_stage_is_followed_by_what_is_in_it() {
        List<StageRecord> stages = new ArrayList<>();
        for (String[] each :
                new String[][] {{"3", null}, {"4", "3"}, {"5", "3"}, {"6", "4"}, {"7", "5"}, {"8", "gone"}}) {
            stages.add(stage(each[0], each[1]));
        }
        assertThat(StageTree.of(stages))
                .extracting(placed -> placed.stage().id() + "@" + placed.depth())
                .containsExactly("3@0", "4@1", "6@2", "5@1", "7@2", "8@0");
    }

    @Test
    void lengths_read_as_everywhere_in_millrace() {
        assertThat(List.of(
                        CardLabels.length(Duration.ofMillis(59_999)),
                        CardLabels.length(Duration.ofSeconds(7_440)),
                        CardLabels.length(null),
                        CardLabels.length(Duration.ofMillis(-5))))
                .containsExactly("59 s 999 ms", "2 h 4 min", "unknown", "contradictory (it ends before it starts)");
    }

    @Test
    void an_item_it_carries_comes_first_by_its_key_and_without_its_title() {
        ItemView item = Samples.item();
        String html = BuildCardHtml.of(new BuildCard(build(List.of()), START), List.of(ItemPanel.foreign(item, "")));
        assertThat(html)
                .containsSubsequence(
                        item.current().item().key(),
                        item.document().cards().get(0).value(),
                        "Where this build spent its time")
                .doesNotContain(item.current().item().title());
    }

    private static StageRecord stage(String id, String parent) {
        return new StageRecord(id, parent, StageRecord.Kind.STAGE, "s", null, null, null, null, false, List.of());
    }

    private static BuildRecord build(List<StageRecord> stages) {
        return build(START.plusSeconds(60), stages);
    }

    private static BuildRecord build(@Nullable Instant end, List<StageRecord> stages) {
        return new BuildRecord(
                "controller",
                "shop",
                7,
                START,
                "#7",
                "job/shop/7/",
                null,
                START,
                end,
                "SUCCESS",
                List.of(),
                null,
                List.of(),
                List.of(),
                List.of(),
                true,
                stages,
                List.of(),
                List.of(),
                Related.NONE);
    }
}
