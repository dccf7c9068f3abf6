package dev.millrace.flow;

import static dev.millrace.flow.Evidence.build;
import static dev.millrace.flow.Evidence.production;
import static dev.millrace.flow.Evidence.pullRequest;
import static dev.millrace.flow.Story.issue;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.metrics.Freshness;
import dev.millrace.metrics.ItemFilter;
import dev.millrace.metrics.LeftOut;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.metrics.Window;
import dev.millrace.metrics.report.FlowAccumulator;
import dev.millrace.metrics.report.FlowReport;
import dev.millrace.metrics.time.PastItem;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.FlowEvent.Reviewed;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.Knowledge;
import dev.millrace.projection.Recorded;
import dev.millrace.projection.Trimmed;
import dev.millrace.valuestream.DefaultStages;
import dev.millrace.valuestream.DefaultValueStream;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.ItemType;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is kept of golden stories, and that it is enough. */
class StoryRecordsTest {

    private static final Instant EARLIEST = Instant.parse("2026-02-01T00:00:00.000999Z");
    private static final Instant THEN = Instant.parse("2026-04-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-05-01T00:00:00Z");
    private static final FlowAlgebra ALGEBRA = new FlowAlgebra(
            DefaultValueStream.create(), Story.catalogue(), Definition.standard(), (workflow, done, known) -> false);

    @Test
    void item_that_ended_before_every_window_leaves_its_closed_state() {
        Recorded kept = recorded(issue("A-1")
                .created("2026-01-01T09:00:00Z", "Open")
                .to("2026-01-03T09:00:00Z", "In Progress")
                .to("2026-01-04T15:00:00Z", "Resolved"));

        assertThat(kept.kept()).isEmpty();
        assertThat(kept.past()).isEqualTo(Map.of(past(closed("Resolved")), 1L));
    }

    @Test
    void items_that_leave_the_same_are_told_together() {
        Story[] stories = new Story[5];
        for (int i = 0; i < stories.length; i++) {
            stories[i] = issue("A-" + i)
                    .created("2026-01-0" + (i + 1) + "T09:00:00Z", "In Progress")
                    .to("2026-01-20T15:00:00Z", "Resolved");
        }

        assertThat(recorded(stories).past()).isEqualTo(Map.of(past(closed("Resolved")), 5L));
    }

    @Test
    void item_that_ended_with_the_first_window_is_kept_whole() {
        Story story =
                issue("A-1").created("2026-01-01T09:00:00Z", "In Progress").to("2026-02-01T00:00:00Z", "Resolved");

        assertThat(recorded(story).kept()).containsExactly(flows(story).get(0));
    }

    @Test
    void resolved_before_the_windows_and_closed_in_them_is_kept_because_of_the_visit() {
        Story story = issue("A-1")
                .created("2026-01-01T09:00:00Z", "In Progress")
                .to("2026-01-02T00:00:00Z", "Resolved")
                .to("2026-03-02T00:00:00Z", "Closed");

        assertThat(recorded(story).kept()).containsExactly(flows(story).get(0));
    }

    @Test
    void open_sub_task_of_a_closed_item_keeps_it() {
        Story story = issue("A-1")
                .created("2026-01-01T09:00:00Z", "In Progress")
                .to("2026-01-02T00:00:00Z", "Resolved")
                .subTask(issue("A-2").created("2026-01-01T10:00:00Z", "In Progress"));

        assertThat(recorded(story).kept()).containsExactly(flows(story).get(0));
    }

    @Test
    void state_without_a_stage_that_a_sub_task_is_still_in_keeps_its_item() {
        Story story = issue("A-1")
                .created("2026-01-01T09:00:00Z", "In Progress")
                .to("2026-01-02T00:00:00Z", "Resolved")
                .subTask(issue("A-2").created("2026-01-01T10:00:00Z", "Nobody's"));

        assertThat(recorded(story).kept()).containsExactly(flows(story).get(0));
    }

    @Test
    void sub_task_that_was_made_closed_in_the_windows_keeps_its_item() {
        Story story = issue("A-1")
                .created("2026-01-01T09:00:00Z", "In Progress")
                .to("2026-01-02T00:00:00Z", "Resolved")
                .subTask(issue("A-2").created("2026-02-01T00:00:00Z", "Resolved"));

        assertThat(recorded(story).kept()).containsExactly(flows(story).get(0));
    }

    @Test
    void visit_that_two_cycles_list_is_left_by_the_one_in_which_it_began() {
        Story story = issue("A-1")
                .created("2025-01-01T00:00:00Z", "In Progress")
                .to("2025-01-05T00:00:00Z", "Resolved")
                .to("2025-12-04T00:00:00Z", "Reopened")
                .to("2025-12-06T00:00:00Z", "Closed")
                .subTask(issue("A-2").created("2025-01-01T00:00:00Z", "Resolved"));

        assertThat(recorded(story).past())
                .isEqualTo(Map.of(
                        new PastItem(
                                "A",
                                List.of(
                                        new PastItem.Cycle(ItemType.DEFECT, List.of(closed("Resolved"))),
                                        new PastItem.Cycle(ItemType.DEFECT, List.of(closed("Closed"))))),
                        1L));
    }

    @Test
    void both_cycles_of_an_item_that_was_reopened_late_are_past_or_both_are_kept() {
        Story past = issue("A-1")
                .created("2025-01-01T00:00:00Z", "In Progress")
                .to("2025-01-05T00:00:00Z", "Resolved")
                .to("2025-12-04T00:00:00Z", "Reopened")
                .to("2025-12-06T00:00:00Z", "Closed");
        Story kept = issue("A-2")
                .created("2025-01-01T00:00:00Z", "In Progress")
                .to("2025-01-05T00:00:00Z", "Resolved")
                .to("2026-02-04T00:00:00Z", "Reopened")
                .to("2026-02-06T00:00:00Z", "Closed");

        Recorded recorded = recorded(past, kept);

        assertThat(recorded.past())
                .isEqualTo(Map.of(
                        new PastItem(
                                "A",
                                List.of(
                                        new PastItem.Cycle(ItemType.DEFECT, List.of()),
                                        new PastItem.Cycle(ItemType.DEFECT, List.of(closed("Closed"))))),
                        1L));
        assertThat(recorded.kept()).hasSize(2).isEqualTo(flows(kept));
    }

    @Test
    void what_is_open_is_kept_once_only_its_age_can_change() {
        Story open = issue("A-1").created("2026-01-01T00:00:00Z", "In Progress");

        Recorded recorded = recorded(open);

        assertThat(recorded.unsettled()).isEmpty();
        assertThat(recorded.kept()).hasSize(1).isEqualTo(flows(open));
    }

    @Test
    void what_may_stall_yet_waits_for_its_deploy_or_changed_in_the_instant_of_the_report_is_not_settled() {
        Story fresh = issue("A-1").created(THEN.minus(Duration.ofHours(1)).toString(), "In Progress");
        Story undelivered = issue("A-2")
                .created("2026-01-01T00:00:00Z", "In Progress")
                .to("2026-01-04T00:00:00Z", "Resolved")
                .with(pullRequest("acme/shop#1")
                        .opened("2026-01-02T00:00:00Z", "open")
                        .to("2026-01-03T00:00:00Z", "merged")
                        .change("2025-01-01T00:00:00Z"));
        Story justNow =
                issue("A-3").created("2026-01-01T00:00:00Z", "In Progress").to(THEN.toString(), "Resolved");

        Recorded recorded = recorded(fresh, undelivered, justNow);

        assertThat(recorded.unsettled()).extracting(ArtifactId::nativeId).containsExactly("A1", "A2", "A3");
        assertThat(recorded.kept()).isEmpty();
    }

    @Test
    void delivered_item_is_kept_with_the_visits_of_its_change() {
        Story story = issue("A-1")
                .created("2026-02-02T00:00:00Z", "In Progress")
                .to("2026-02-04T00:00:00Z", "Resolved")
                .with(pullRequest("acme/shop#1")
                        .opened("2026-02-02T00:00:00Z", "open")
                        .review("2026-02-02T12:00:00Z", Reviewed.APPROVED)
                        .to("2026-02-03T00:00:00Z", "merged")
                        .change(
                                "2025-01-01T00:00:00Z",
                                build(
                                        "shop#7",
                                        "2026-02-03T00:40:00Z",
                                        "2026-02-03T00:41:00Z",
                                        "2026-02-03T01:00:00Z",
                                        "success"),
                                production(
                                        "deploy#1",
                                        "2026-02-06T00:00:00Z",
                                        "2026-02-06T00:00:00Z",
                                        "2026-02-06T01:00:00Z",
                                        "success")));

        assertThat(recorded(story).kept()).containsExactly(flows(story).get(0));
        assertThat(flows(story).get(0).visits()).hasSizeGreaterThan(6);
    }

    @Test
    void blockers_of_an_item_and_of_its_sub_tasks_are_found_by_the_key_as_it_was_written() {
        Story blocker = issue("B-9").created("2026-01-01T00:00:00Z", "Open");
        Story past = issue("A-1")
                .created("2026-01-01T00:00:00Z", "In Progress")
                .blockedBy("2026-01-01T10:00:00Z", blocker, true)
                .blockedBy("2026-01-01T12:00:00Z", blocker, false)
                .to("2026-01-02T00:00:00Z", "Resolved");
        Story kept = issue("A-2")
                .created("2026-03-01T00:00:00Z", "In Progress")
                .to("2026-03-02T00:00:00Z", "Resolved")
                .blockedByUncaptured("2026-03-01T08:00:00Z", "x-1")
                .subTask(issue("A-3")
                        .created("2026-03-01T00:00:00Z", "In Progress")
                        .blockedBy("2026-03-01T09:00:00Z", blocker, true)
                        .to("2026-03-02T00:00:00Z", "Resolved"));
        Story unblocked =
                issue("A-4").created("2026-01-01T00:00:00Z", "In Progress").to("2026-01-02T00:00:00Z", "Closed");

        ArtifactId one = past.history().artifact();
        ArtifactId other = kept.history().artifact();
        assertThat(Recorded.blockerKeys(written(past, kept, unblocked).blockerKeys()))
                .isEqualTo(Map.of("B-9", List.of(one, other), "x-1", List.of(other)));
    }

    @Test
    void report_of_all_stories_with_what_is_past_is_that_of_everything() {
        Story blocker = issue("B-9").created("2026-01-01T00:00:00Z", "Open");
        Story[] stories = {
            issue("A-1")
                    .created("2026-01-01T09:00:00Z", "In Progress")
                    .to("2026-01-04T15:00:00Z", "In Review")
                    .to("2026-01-05T15:00:00Z", "Resolved"),
            issue("A-2")
                    .created("2026-01-01T09:00:00Z", "Open")
                    .to("2026-01-04T15:00:00Z", "Done-ish")
                    .to("2026-01-05T15:00:00Z", "Resolved"),
            issue("A-3").created("2026-01-01T09:00:00Z", "Blocked").to("2026-02-04T15:00:00Z", "Closed"),
            issue("A-4")
                    .created("2026-01-01T09:00:00Z", "In Progress")
                    .blockedBy("2026-01-02T09:00:00Z", blocker, true)
                    .to("2026-02-05T15:00:00Z", "Resolved"),
            issue("A-5")
                    .created("2026-01-01T09:00:00Z", "Open")
                    .to("2026-01-05T15:00:00Z", "Resolved")
                    .subTask(issue("A-6").created("2026-01-01T09:00:00Z", "Resolved"))
        };
        Recorded recorded = recorded(stories);
        assertThat(recorded.kept()).hasSize(2);
        assertThat(recorded.unsettled()).isEmpty();

        FlowAccumulator all = aggregate();
        for (Story story : stories) {
            ALGEBRA.flows(story.item(), NOW).forEach(all::add);
        }
        FlowAccumulator some = aggregate();
        recorded.kept().forEach(some::add);
        recorded.past().forEach(some::addPast);
        FlowReport report = all.result();

        assertThat(some.result()).isEqualTo(report);
        assertThat(report.population().leftOut(LeftOut.OUTSIDE_WINDOW)).isEqualTo(3);
    }

    private static FlowAccumulator aggregate() {
        return new FlowAccumulator(
                new ReportRequest(
                        new Window(EARLIEST, NOW),
                        ZoneId.of("UTC"),
                        new Knowledge(NOW, NOW),
                        ItemFilter.all(),
                        Freshness.notNoted(new Window(EARLIEST, NOW), new Knowledge(NOW, NOW).asOf())),
                DefaultValueStream.create(),
                Story.catalogue());
    }

    private static PastItem past(PastItem.ClosedVisit... visits) {
        return new PastItem("A", List.of(new PastItem.Cycle(ItemType.DEFECT, List.of(visits))));
    }

    private static PastItem.ClosedVisit closed(String state) {
        return new PastItem.ClosedVisit(DefaultStages.DONE, Story.JIRA, Story.state(state));
    }

    private static List<ItemFlow> flows(Story story) {
        return ALGEBRA.flows(story.item(), NOW).stream().map(Trimmed::of).toList();
    }

    private static Recorded recorded(Story... stories) {
        return Recorded.read(written(stories).records(), NOW, Set.of());
    }

    private static Recorded.Written written(Story... stories) {
        List<ItemHistory> items = new ArrayList<>();
        for (Story story : stories) {
            items.add(story.item());
        }
        return Recorded.write(items, Set.of(), THEN, EARLIEST, ALGEBRA);
    }
}
