package dev.millrace.flow;

import static dev.millrace.flow.Story.issue;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.flow.ItemFlow.Period;
import dev.millrace.model.Figure;
import dev.millrace.model.StateCatalogue;
import dev.millrace.model.StateCategory;
import dev.millrace.model.StateDefinition;
import dev.millrace.model.StateUse;
import dev.millrace.valuestream.DefaultValueStream;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.ItemType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Details of an item's flow that no other story notices; found by breaking the code in small ways. */
class FlowDetailsTest {

    private static final String LATER = "2026-12-01T00:00:00Z";

    @Test
    void type_is_the_one_at_the_stop_whatever_it_becomes_later() {
        ItemFlow flow = issue("A-1")
                .created("2026-01-01T00:00:00Z", "In Progress")
                .retyped("2026-01-02T00:00:00Z", "Story")
                .to("2026-01-03T00:00:00Z", "Resolved")
                .retyped("2026-01-04T00:00:00Z", "Chore")
                .flow(LATER);

        assertThat(flow.type()).isEqualTo(ItemType.FEATURE);
    }

    @Test
    void types_tell_what_it_was_on_each_day() {
        ItemFlow flow = issue("A-1")
                .created("2026-01-01T00:00:00Z", "In Progress")
                .retyped("2026-01-03T00:00:00Z", "Story")
                .retyped("2026-01-04T00:00:00Z", "New Feature")
                .to("2026-01-09T00:00:00Z", "Resolved")
                .retyped("2026-01-10T00:00:00Z", "Bug")
                .flow(LATER);

        assertThat(flow.types())
                .as("from one feature to another is no change, and what comes after the stop is none")
                .containsExactly(
                        new ItemFlow.TypePeriod(Instant.parse("2026-01-01T00:00:00Z"), ItemType.DEFECT),
                        new ItemFlow.TypePeriod(Instant.parse("2026-01-03T00:00:00Z"), ItemType.FEATURE));
        assertThat(flow.typeAt(Instant.parse("2026-01-02T23:59:59.999Z"))).isEqualTo(ItemType.DEFECT);
    }

    @Test
    void type_before_its_first_change_is_the_one_it_was_created_with() {
        ItemFlow flow = issue("A-1")
                .created("2026-01-01T00:00:00Z", "In Progress")
                .to("2026-01-03T00:00:00Z", "Resolved")
                .retyped("2026-01-04T00:00:00Z", "Story")
                .flow(LATER);

        assertThat(flow.type()).isEqualTo(ItemType.DEFECT);
    }

    @Test
    void quiet_is_measured_between_the_events_of_item_and_sub_tasks_together() {
        ItemFlow flow = issue("A-1")
                .created("2026-01-01T00:00:00Z", "In Progress")
                .flag("2026-01-08T00:00:00Z", false)
                .to("2026-01-11T00:00:00Z", "Resolved")
                .subTask(issue("A-2").created("2026-01-04T00:00:00Z", "Open"))
                .flow(LATER);

        assertThat(flow.stalled()).as("3, 4 and 3 days").isEmpty();
    }

    @Test
    void five_days_to_the_millisecond_are_stalled_and_a_millisecond_less_is_not() {
        assertThat(stalled("2026-01-06T00:00:00Z"))
                .containsExactly(
                        new Period(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-06T00:00:00Z")));
        assertThat(stalled("2026-01-05T23:59:59.999Z")).isEmpty();
    }

    private static List<Period> stalled(String until) {
        return issue("A-1")
                .created("2026-01-01T00:00:00Z", "In Progress")
                .to(until, "Resolved")
                .flow(LATER)
                .stalled();
    }

    @Test
    void waiting_is_not_observable_where_the_project_was_seen_in_other_states_only() {
        StateDefinition progress = definition("In Progress", StateCategory.INDETERMINATE);
        StateDefinition resolved = definition("Resolved", StateCategory.DONE);
        StateCatalogue states = new StateCatalogue(
                List.of(progress, resolved), List.of(new StateUse(Story.JIRA, "B", Story.state("In Progress"))));
        ItemFlow flow = new FlowAlgebra(
                        DefaultValueStream.create(), states, Definition.standard(), (workflow, done, known) -> false)
                .flows(
                        issue("B-1")
                                .inProject("B")
                                .created("2026-01-01T00:00:00Z", "In Progress")
                                .to("2026-01-02T00:00:00Z", "Resolved")
                                .item(),
                        Instant.parse(LATER))
                .get(0);

        assertThat(flow.efficiency()).isInstanceOf(Figure.Unknown.class);
    }

    private static StateDefinition definition(String name, StateCategory category) {
        return new StateDefinition(Story.JIRA, String.valueOf(Story.state(name).id()), name, category);
    }

    @Test
    void visits_after_the_report_are_not_in_it_and_the_last_one_is_open() {
        List<Visit> visits = issue("A-1")
                .created("2026-01-01T00:00:00Z", "In Progress")
                .to("2026-01-03T00:00:00Z", "Resolved")
                .flow("2026-01-02T00:00:00Z")
                .visits();

        assertThat(visits).hasSize(1);
        assertThat(visits.get(0).end()).isNull();
    }

    @Test
    void each_cycle_has_the_visits_that_reach_into_it() {
        List<ItemFlow> cycles = issue("A-1")
                .created("2026-01-01T00:00:00Z", "In Progress")
                .to("2026-01-03T00:00:00Z", "Resolved")
                .to("2026-03-01T00:00:00Z", "In Progress")
                .to("2026-03-05T00:00:00Z", "Closed")
                .flows(LATER);

        assertThat(cycles).hasSize(2);
        assertThat(cycles.get(0).visits())
                .extracting(visit -> visit.state().name())
                .containsExactly("In Progress", "Resolved");
        assertThat(cycles.get(1).visits())
                .extracting(visit -> visit.state().name())
                .containsExactly("In Progress", "Closed");
    }

    @Test
    void link_that_is_removed_without_ever_having_been_added_blocks_nothing() {
        Story blocker = issue("A-9").created("2026-01-01T00:00:00Z", "In Progress");
        ItemFlow flow = issue("A-1")
                .created("2026-01-01T00:00:00Z", "In Progress")
                .blockedBy("2026-01-02T00:00:00Z", blocker, false)
                .to("2026-01-03T00:00:00Z", "Resolved")
                .flow(LATER);

        assertThat(flow.totals().active()).isEqualTo(Duration.ofDays(2));
        assertThat(flow.totals().waiting()).isZero();
    }

    @Test
    void resolved_again_after_a_longer_pause_is_another_run() {
        ItemFlow flow = issue("A-1")
                .created("2026-01-01T00:00:00Z", "In Progress")
                .to("2026-01-03T00:00:00Z", "Resolved")
                .to("2026-01-04T00:00:00Z", "Reopened")
                .to("2026-01-05T00:00:00Z", "Closed")
                .flow(LATER);

        assertThat(flow.stop()).isEqualTo(Instant.parse("2026-01-05T00:00:00Z"));
        assertThat(flow.reopenings()).isEqualTo(1);
        assertThat(flow.totals().closedGap()).isEqualTo(Duration.ofDays(1));
    }
}
