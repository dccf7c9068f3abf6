package dev.millrace.flow;

import static dev.millrace.flow.Story.issue;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.flow.ItemFlow.Status;
import dev.millrace.valuestream.DefaultStages;
import dev.millrace.valuestream.DefaultValueStream;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.DonePolicy;
import dev.millrace.valuestream.ReopenPolicy;
import dev.millrace.valuestream.ReopenPolicy.Mode;
import dev.millrace.valuestream.Rules;
import dev.millrace.valuestream.Selection;
import dev.millrace.valuestream.StateMapping;
import dev.millrace.valuestream.StateRules;
import dev.millrace.valuestream.StateRules.By;
import dev.millrace.valuestream.StateRules.Rule;
import dev.millrace.valuestream.ValueStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules that change on the way decide about what happens from then on, and about nothing before. */
class DatedRulesTest {

    private static final Instant LATER = Instant.parse("2026-12-01T00:00:00Z");
    private static final Instant CHANGE = Instant.parse("2026-01-05T00:00:00Z");
    private static final ValueStream STANDARD = DefaultValueStream.create();
    private static final StateMapping TEST_WAITS =
            new StateRules(List.of(new Rule(By.NAME, "In Test", DefaultStages.WAITING_FOR_TEST)), STANDARD.mapping());

    @Test
    void state_means_what_it_meant_when_it_was_entered() {
        ValueStream stream = changing(TEST_WAITS, ReopenPolicy.standard());
        ItemFlow flow = only(
                issue("A-1")
                        .created("2026-01-01T00:00:00Z", "In Test")
                        .to("2026-01-07T00:00:00Z", "In Progress")
                        .to("2026-01-08T00:00:00Z", "In Test")
                        .to("2026-01-10T00:00:00Z", "Resolved"),
                stream);

        assertThat(flow.totals().active())
                .as("the first test, though it went on over the change")
                .isEqualTo(Duration.ofDays(7));
        assertThat(flow.totals().waiting()).isEqualTo(Duration.ofDays(2));
    }

    @Test
    void report_as_of_a_day_before_the_change_is_the_same_with_and_without_it() {
        Story story = issue("A-1").created("2026-01-01T00:00:00Z", "In Test").to("2026-01-07T00:00:00Z", "Resolved");
        Instant before = Instant.parse("2026-01-04T00:00:00Z");

        assertThat(new FlowAlgebra(
                                changing(TEST_WAITS, ReopenPolicy.standard()),
                                Story.catalogue(),
                                Definition.standard(),
                                (workflow, done, known) -> false)
                        .flows(story.item(), before))
                .isEqualTo(new FlowAlgebra(
                                STANDARD, Story.catalogue(), Definition.standard(), (workflow, done, known) -> false)
                        .flows(story.item(), before));
    }

    @Test
    void re_open_follows_the_policy_of_the_day_the_item_stopped() {
        ValueStream stream = changing(STANDARD.mapping(), new ReopenPolicy(Mode.NEW_CYCLE, Duration.ZERO));

        assertThat(flows(reopened("2026-01-04T00:00:00Z", "2026-01-06T00:00:00Z"), stream))
                .hasSize(1);
        assertThat(flows(reopened("2026-01-05T00:00:00Z", "2026-01-06T00:00:00Z"), stream))
                .hasSize(2);
    }

    @Test
    void where_the_first_done_counts_nothing_afterwards_does() {
        ValueStream stream = changing(STANDARD.mapping(), new ReopenPolicy(Mode.FIRST_DONE, Duration.ZERO));
        ItemFlow flow = only(reopened("2026-01-06T00:00:00Z", "2026-01-07T00:00:00Z"), stream);

        assertThat(flow.status()).isEqualTo(Status.DONE);
        assertThat(flow.stop()).isEqualTo(Instant.parse("2026-01-06T00:00:00Z"));
        assertThat(flow.reopenings()).isZero();
        assertThat(flow.visits()).as("what happened stays visible").hasSize(3);
    }

    @Test
    void policy_is_that_of_the_resolve_and_not_of_the_close_that_follows_under_newer_rules() {
        ValueStream stream = changing(STANDARD.mapping(), new ReopenPolicy(Mode.FIRST_DONE, Duration.ZERO));
        Story story = issue("A-1")
                .created("2026-01-01T00:00:00Z", "In Progress")
                .to("2026-01-04T00:00:00Z", "Resolved")
                .to("2026-01-06T00:00:00Z", "Closed")
                .to("2026-01-07T00:00:00Z", "In Progress");

        assertThat(only(story, stream).status()).isEqualTo(Status.IN_FLOW);
        assertThat(only(story, stream).reopenings()).isEqualTo(1);
    }

    private static Story reopened(String done, String again) {
        return issue("A-1")
                .created("2026-01-01T00:00:00Z", "In Progress")
                .to(done, "Resolved")
                .to(again, "In Progress");
    }

    private static ItemFlow only(Story story, ValueStream stream) {
        assertThat(flows(story, stream)).hasSize(1);
        return flows(story, stream).get(0);
    }

    private static List<ItemFlow> flows(Story story, ValueStream stream) {
        return new FlowAlgebra(stream, Story.catalogue(), Definition.standard(), (workflow, done, known) -> false)
                .flows(story.item(), LATER);
    }

    private static ValueStream changing(StateMapping mapping, ReopenPolicy reopen) {
        Rules before = STANDARD.latest();
        Rules after = new Rules(CHANGE, mapping, before.types(), before.resolutions(), reopen, DonePolicy.AUTOMATIC);
        return new ValueStream(
                "test",
                "Test",
                "1",
                Selection.EVERYTHING,
                STANDARD.stages(),
                List.of(before, after),
                true,
                STANDARD.stalledAfter(),
                null,
                STANDARD.delivery());
    }
}
