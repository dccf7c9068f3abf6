package dev.millrace.flow;

import static dev.millrace.flow.Story.issue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.Figure;
import dev.millrace.model.ProjectIssues;
import dev.millrace.model.Reason;
import dev.millrace.model.StateCatalogue;
import dev.millrace.model.StateUse;
import dev.millrace.model.ToolInstance;
import dev.millrace.model.Workflow;
import dev.millrace.valuestream.DefaultStages;
import dev.millrace.valuestream.DefaultValueStream;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.Rules;
import dev.millrace.valuestream.Selection;
import dev.millrace.valuestream.Stage;
import dev.millrace.valuestream.StateRules;
import dev.millrace.valuestream.ValueStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rule S13: an item that waited nowhere was seen not to, where most of its workflow wait. */
class NotWaitingTest {

    private static final ValueStream STANDARD = DefaultValueStream.create();
    private static final Instant STOP = Instant.parse("2026-06-01T09:00:00Z");
    private static final Instant LATER = Instant.parse("2026-12-01T09:00:00Z");

    private final List<ArtifactHistory> others = new ArrayList<>();

    @Test
    void item_that_skips_a_review_most_pass_has_an_efficiency() {
        reviewed(3);
        straight(2);

        assertThat(efficiency(skipper())).isEqualTo(Figure.of(1.0));
    }

    @Test
    void one_of_173_that_was_once_in_review_proves_nothing() {
        reviewed(1);
        straight(172);

        assertUnknown(efficiency(skipper()));
    }

    @Test
    void exactly_half_are_not_most() {
        reviewed(2);
        straight(2);

        assertUnknown(efficiency(skipper()));
    }

    @Test
    void two_issues_are_too_few_and_three_are_enough() {
        reviewed(2);
        assertUnknown(efficiency(skipper()));

        reviewed(1);
        assertThat(efficiency(skipper())).isEqualTo(Figure.of(1.0));
    }

    @Test
    void issue_done_90_days_before_counts_and_one_a_millisecond_earlier_does_not() {
        reviewed(2);
        Instant first = STOP.minus(Duration.ofDays(90));
        others.add(reviewed("B-1", first).history());
        assertThat(efficiency(skipper())).isEqualTo(Figure.of(1.0));

        others.remove(2);
        others.add(reviewed("B-1", first.minusMillis(1)).history());
        assertUnknown(efficiency(skipper()));
    }

    @Test
    void issue_done_in_the_same_instant_does_not_count() {
        reviewed(2);
        others.add(reviewed("B-1", STOP).history());
        assertUnknown(efficiency(skipper()));

        others.add(reviewed("B-2", STOP.minusMillis(1)).history());
        assertThat(efficiency(skipper())).isEqualTo(Figure.of(1.0));
    }

    @Test
    void what_others_did_later_changes_no_figure() {
        straight(3);
        for (int i = 0; i < 20; i++) {
            others.add(reviewed("B-" + i, STOP.plusSeconds(i)).history());
        }

        assertUnknown(efficiency(skipper()));
    }

    @Test
    void open_issues_and_cancelled_and_reopened_ones_do_not_count() {
        straight(3);
        for (int i = 0; i < 5; i++) {
            others.add(issue("B-" + i)
                    .created(text(day(30)), "Open")
                    .to(text(day(20)), "In Review")
                    .history());
            others.add(reviewed("C-" + i, day(10))
                    .resolved(text(day(5)), "Duplicate")
                    .history());
            others.add(reviewed("D-" + i, day(10)).to(text(day(1)), "Reopened").history());
        }

        assertUnknown(efficiency(skipper()));
    }

    @Test
    void oldest_issue_of_the_90_days_does_not_count_either_if_it_was_reopened() {
        others.add(reviewed("D-1", day(30)).to(text(day(1)), "Reopened").history());
        reviewed(2);

        assertUnknown(efficiency(skipper()));
    }

    @Test
    void done_state_that_waits_by_the_rules_of_the_day_was_passed_before_the_issue_was_done_again() {
        for (int i = 0; i < 3; i++) {
            others.add(through("In Progress", "B-" + i, day(20))
                    .to(text(day(15)), "In Progress")
                    .to(text(day(10)), "Closed")
                    .history());
        }
        ValueStream released = changing(DefaultStages.WAITING_FOR_TEST, "Resolved", day(5));
        Story item = issue("A-1")
                .created("2026-05-01T09:00:00Z", "Open")
                .to("2026-05-02T09:00:00Z", "In Progress")
                .to("2026-06-01T09:00:00Z", "Closed");

        assertThat(efficiency(item, released, LATER)).isEqualTo(Figure.of(1.0));
    }

    @Test
    void issue_done_and_reopened_after_the_item_stopped_changes_nothing() {
        reviewed(3);
        others.add(reviewed("D-1", STOP.plusSeconds(1))
                .to("2026-06-02T09:00:00Z", "Reopened")
                .history());

        assertThat(efficiency(skipper())).isEqualTo(Figure.of(1.0));
    }

    @Test
    void issue_reopened_after_the_item_stopped_still_counts() {
        for (int i = 0; i < 3; i++) {
            others.add(reviewed("D-" + i, day(10))
                    .to("2026-06-02T09:00:00Z", "Reopened")
                    .history());
        }

        assertThat(efficiency(skipper())).isEqualTo(Figure.of(1.0));
    }

    /** Jira closes many issues twice, and some again after a year. */
    @Test
    void issue_is_done_since_its_run_of_done_states_began() {
        reviewed(2);
        others.add(reviewed("B-1", day(89)).to(text(day(1)), "Closed").history());
        assertThat(efficiency(skipper())).isEqualTo(Figure.of(1.0));

        others.set(2, reviewed("B-1", day(91)).to(text(day(1)), "Closed").history());
        assertUnknown(efficiency(skipper()));
    }

    @Test
    void issue_of_which_nobody_knows_when_it_was_done_does_not_count() {
        reviewed(2);
        others.add(issue("B-1")
                .created(text(day(20)), "Closed")
                .shows("Closed", text(day(3)))
                .history());

        assertUnknown(efficiency(skipper()));
    }

    @Test
    void visit_that_took_no_time_was_a_review() {
        for (int i = 0; i < 3; i++) {
            others.add(issue("B-" + i)
                    .created(text(day(30)), "Open")
                    .to(text(day(20)), "In Progress")
                    .to(text(day(10)), "In Review")
                    .to(text(day(10)), "Resolved")
                    .history());
        }

        assertThat(efficiency(skipper())).isEqualTo(Figure.of(1.0));
    }

    @Test
    void other_types_and_projects_have_workflows_of_their_own() {
        for (int i = 0; i < 5; i++) {
            others.add(reviewed("B-" + i, day(10)).inProject("B").history());
            others.add(
                    reviewed("C-" + i, day(10)).retyped(text(day(15)), "Story").history());
        }
        assertUnknown(efficiency(skipper()));

        assertThat(efficiency(skipper().retyped("2026-05-20T09:00:00Z", "Story")))
                .isEqualTo(Figure.of(1.0));
        assertUnknown(efficiency(skipper().retyped("2026-06-02T09:00:00Z", "Story")));
    }

    @Test
    void waiting_stages_that_few_pass_each_do_not_add_up() {
        reviewed(2);
        for (int i = 0; i < 2; i++) {
            others.add(issue("B-" + i)
                    .created(text(day(30)), "Open")
                    .to(text(day(20)), "In Progress")
                    .to(text(day(15)), "Blocked")
                    .to(text(day(10)), "Resolved")
                    .history());
        }

        assertUnknown(efficiency(skipper()));
    }

    @Test
    void state_waits_from_the_day_on_that_the_definition_says() {
        for (int i = 0; i < 3; i++) {
            others.add(through("In Test", "B-" + i, day(10)).history());
        }
        assertUnknown(efficiency(skipper(), testWaitsFrom(STOP.plusMillis(1)), STOP));
        assertUnknown(efficiency(skipper(), testWaitsFrom(STOP.plusMillis(1)), LATER));

        assertThat(efficiency(skipper(), testWaitsFrom(STOP), LATER)).isEqualTo(Figure.of(1.0));
    }

    @Test
    void state_that_waits_no_more_tells_nothing() {
        reviewed(3);
        ValueStream pairing = changing(DefaultStages.IN_PROGRESS, "In Review", day(1));

        assertUnknown(efficiency(skipper(), pairing, LATER));
        assertThat(efficiency(skipper(), changing(DefaultStages.IN_PROGRESS, "In Review", LATER), LATER))
                .isEqualTo(Figure.of(1.0));
    }

    @Test
    void open_item_has_no_efficiency_whatever_others_do() {
        reviewed(5);
        Story open = issue("A-1").created("2026-05-01T09:00:00Z", "Open").to("2026-05-02T09:00:00Z", "In Progress");

        assertThat(efficiency(open).reason()).map(Reason::code).contains(Reason.Code.NOT_DONE);
    }

    @Test
    void each_cycle_is_held_against_what_was_done_before_it_stopped() {
        reviewed(3);
        Story twice = skipper().to("2026-09-20T09:00:00Z", "In Progress").to("2026-09-25T09:00:00Z", "Resolved");

        List<ItemFlow> cycles = algebra(STANDARD, LATER).flows(twice.item(), LATER);

        assertThat(cycles).hasSize(2);
        assertThat(cycles.get(0).efficiency()).isEqualTo(Figure.of(1.0));
        assertUnknown(cycles.get(1).efficiency());
        assertThat(algebra(STANDARD, LATER).ownFlows(twice.item(), LATER))
                .allSatisfy(own -> assertUnknown(own.efficiency()));
    }

    @Test
    void history_that_is_unknown_for_another_reason_stays_so() {
        reviewed(3);
        Story odd = issue("A-1")
                .created("2026-05-01T09:00:00Z", "Open")
                .to("2026-05-02T09:00:00Z", "In Progress")
                .to("2026-05-03T09:00:00Z", "Nobody's")
                .to("2026-06-01T09:00:00Z", "Resolved");

        assertThat(efficiency(odd).reason()).map(Reason::code).contains(Reason.Code.UNMAPPED_STATE);
    }

    @Test
    void issues_are_read_once_and_not_where_no_state_waits_or_nobody_asks() {
        int[] read = {0};
        ProjectIssues counting = (tool, projects, to) -> {
            read[0]++;
            others.forEach(to);
        };
        reviewed(3);
        CompletedWork work = CompletedWork.ofFew(STANDARD, Story.catalogue(), LATER, counting);
        FlowAlgebra algebra = new FlowAlgebra(STANDARD, Story.catalogue(), Definition.standard(), work);

        algebra.flows(reviewed("A-9", STOP).item(), LATER);
        assertThat(read[0]).isZero();
        algebra.flows(skipper().item(), LATER);
        algebra.flows(skipper().item(), LATER);
        assertThat(read[0]).isOne();
        StateCatalogue nothingWaits =
                new StateCatalogue(List.of(), List.of(new StateUse(Story.JIRA, "A", Story.state("Open"))));
        CompletedWork none = CompletedWork.ofFew(STANDARD, nothingWaits, LATER, counting);
        assertThat(none.usual(new Workflow(Story.JIRA, "A", "1"), STOP, LATER)).isFalse();
        assertThat(read[0]).isOne();
    }

    @Test
    void for_all_items_the_projects_that_wait_are_read_at_once_and_no_others() {
        StateCatalogue states = Story.catalogue(
                new StateUse(Story.JIRA, "A", Story.state("In Review")),
                new StateUse(Story.JIRA, "B", Story.state("In Review")),
                new StateUse(Story.JIRA, "C", Story.state("In Progress")),
                new StateUse(new ToolInstance("jira", "other"), "D", Story.state("In Review")));
        List<Set<String>> read = new ArrayList<>();
        reviewed(3);
        others.addAll(List.of(
                reviewed("X-1", day(3)).inProject("B").history(),
                reviewed("X-2", day(3)).inProject("B").history(),
                reviewed("X-3", day(3)).inProject("B").history()));
        CompletedWork work = CompletedWork.ofAll(STANDARD, states, LATER, day(0), (tool, projects, to) -> {
            read.add(Set.copyOf(projects));
            others.forEach(to);
        });
        Workflow bugs = Workflow.of(
                skipper().history().snapshot(), Completion.typeAt(skipper().history(), STOP));

        assertThat(work.usual(new Workflow(Story.JIRA, "C", bugs.type()), STOP, LATER))
                .isFalse();
        assertThat(work.usual(bugs, day(0).minusMillis(1), LATER))
                .as("no report asked for items of that time")
                .isFalse();
        assertThat(read).isEmpty();
        assertThat(work.usual(bugs, STOP, LATER)).isTrue();
        assertThat(work.usual(new Workflow(Story.JIRA, "B", bugs.type()), STOP, LATER))
                .isTrue();
        assertThat(read).containsExactly(Set.of("A", "B"));
    }

    @Test
    void project_whose_states_nobody_told_is_read() {
        reviewed(3);
        CompletedWork work = CompletedWork.ofFew(
                STANDARD, Story.catalogue(new StateUse[0]), LATER, (tool, all, to) -> others.forEach(to));

        assertThat(new FlowAlgebra(STANDARD, Story.catalogue(), Definition.standard(), work)
                        .flows(skipper().item(), LATER)
                        .get(0)
                        .efficiency())
                .isEqualTo(Figure.of(1.0));
    }

    @Test
    void what_was_done_matters_for_90_days() {
        Completion done = Completion.of(
                        reviewed("R-1", day(90)).history(),
                        new VisitBuilder(STANDARD, new StageMapper(STANDARD, Story.catalogue()))
                                .read(reviewed("R-1", day(90)).history(), LATER))
                .get(0);

        assertThat(CompletedWork.matters(done, STOP)).isTrue();
        assertThat(CompletedWork.matters(done, STOP.plusMillis(1))).isFalse();
    }

    @Test
    void others_are_told_as_of_the_same_instant() {
        CompletedWork work = CompletedWork.ofFew(STANDARD, Story.catalogue(), LATER, (tool, projects, to) -> {});

        assertThatThrownBy(() -> work.usual(new Workflow(Story.JIRA, "A", "1"), STOP, STOP))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("as of 2026-06-01T09:00:00Z");
    }

    private Figure<Double> efficiency(Story story) {
        return efficiency(story, STANDARD, LATER);
    }

    private Figure<Double> efficiency(Story story, ValueStream stream, Instant asOf) {
        List<ItemFlow> flows = algebra(stream, asOf).flows(story.item(), asOf);
        assertThat(flows).hasSize(1);
        return flows.get(0).efficiency();
    }

    private FlowAlgebra algebra(ValueStream stream, Instant asOf) {
        ProjectIssues issues = (tool, projects, to) -> others.stream()
                .filter(issue -> projects.contains(issue.snapshot().project()))
                .forEach(to);
        return new FlowAlgebra(
                stream,
                Story.catalogue(),
                Definition.standard(),
                CompletedWork.ofFew(stream, Story.catalogue(), asOf, issues));
    }

    private static void assertUnknown(Figure<Double> efficiency) {
        assertThat(efficiency.reason()).map(Reason::code).contains(Reason.Code.WAITING_NOT_OBSERVABLE);
    }

    /** Goes from work to done at {@link #STOP} and waits nowhere. */
    private static Story skipper() {
        return issue("A-1")
                .created("2026-05-01T09:00:00Z", "Open")
                .to("2026-05-02T09:00:00Z", "In Progress")
                .to("2026-06-01T09:00:00Z", "Resolved");
    }

    private void reviewed(int issues) {
        for (int i = 0; i < issues; i++) {
            others.add(reviewed("R-" + others.size(), day(20)).history());
        }
    }

    private void straight(int issues) {
        for (int i = 0; i < issues; i++) {
            others.add(through("In Progress", "S-" + others.size(), day(20)).history());
        }
    }

    private static Story reviewed(String key, Instant done) {
        return through("In Review", key, done);
    }

    private static Story through(String state, String key, Instant done) {
        return issue(key)
                .created(text(done.minus(Duration.ofDays(9))), "Open")
                .to(text(done.minus(Duration.ofDays(2))), state)
                .to(text(done), "Resolved");
    }

    private static Instant day(int before) {
        return STOP.minus(Duration.ofDays(before));
    }

    private static String text(Instant instant) {
        return instant.toString();
    }

    private static ValueStream testWaitsFrom(Instant from) {
        return changing(DefaultStages.WAITING_FOR_TEST, "In Test", from);
    }

    private static ValueStream changing(Stage stage, String state, Instant from) {
        Rules before = STANDARD.rules().get(0);
        Rules after = new Rules(
                from,
                new StateRules(List.of(new StateRules.Rule(StateRules.By.NAME, state, stage)), before.mapping()),
                before.types(),
                before.resolutions(),
                before.reopen(),
                before.done());
        return new ValueStream(
                STANDARD.id(),
                STANDARD.name(),
                STANDARD.version(),
                Selection.EVERYTHING,
                STANDARD.stages(),
                List.of(before, after),
                true,
                STANDARD.stalledAfter(),
                null,
                STANDARD.delivery());
    }
}
