package dev.millrace.github;

import static dev.millrace.fake.github.FakeRepository.account;
import static dev.millrace.fake.github.FakeRepository.happened;
import static dev.millrace.fake.github.FakeRepository.inProject;
import static dev.millrace.fake.github.FakeRepository.last;
import static dev.millrace.fake.github.FakeRepository.list;
import static dev.millrace.fake.github.FakeRepository.statusChanged;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.collect.RevisitingSource;
import dev.millrace.collect.SyncProblem;
import dev.millrace.collect.SyncSummary;
import dev.millrace.facts.Watch;
import dev.millrace.fake.Response;
import dev.millrace.fake.github.FakeGitHub;
import dev.millrace.fake.github.FakeRepository;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Attribute;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.Level;
import dev.millrace.model.Link;
import dev.millrace.store.InventoryEntry;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Issues of GitHub as work items, over real HTTP. */
class IssueSyncTest {

    private static final String REPO = "acme/shop";
    private static final String[] BOARD = {"Todo", "In Progress", "Done"};

    private final FakeGitHub gitHub = new FakeGitHub();
    private final FakeRepository repository = gitHub.repository(REPO);
    private final KeptFacts store = new KeptFacts();
    private GitHubExtent extent = GitHubExtent.STANDARD.withIssues(true);
    private Sync sync;

    @BeforeEach
    void connect() {
        sync = new Sync(gitHub.apiUrl());
    }

    @AfterEach
    void disconnect() {
        sync.close();
        gitHub.close();
    }

    private SyncSummary sync() {
        return sync.run(store, extent, REPO, "issues");
    }

    /** An hour of the second of March 2026. */
    private static String at(int hour) {
        return "2026-03-02T%02d:00:00Z".formatted(hour);
    }

    private static void closed(Map<String, Object> issue, String at, String reason) {
        happened(issue, "ClosedEvent", at);
        last(issue).put("stateReason", reason);
        issue.put("state", "CLOSED");
        issue.put("stateReason", reason);
        issue.put("closedAt", at);
    }

    private static void labelled(Map<String, Object> issue, String type, String label, String at) {
        happened(issue, type, at);
        last(issue).put("label", Map.of("id", "L_" + label, "name", label));
    }

    @Test
    void issue_of_a_project_has_the_states_of_the_project_until_it_is_closed() {
        Map<String, Object> issue = repository.issue(7, at(8));
        statusChanged(issue, 1, "", "Todo", at(9));
        statusChanged(issue, 1, "Todo", "In Progress", at(10));
        closed(issue, at(14), "COMPLETED");
        statusChanged(issue, 1, "In Progress", "Done", at(14));
        inProject(issue, 1, "Done", BOARD);

        sync();

        assertThat(store.statesOf("acme/shop#7"))
                .containsExactly("open@" + at(8), "Todo@" + at(9), "In Progress@" + at(10), "closed@" + at(14));
        ArtifactSnapshot snapshot = store.byKey("acme/shop#7");
        assertThat(snapshot.state().name()).isEqualTo("closed");
        assertThat(snapshot.resolution()).isEqualTo("completed");
        assertThat(snapshot.project()).isEqualTo(REPO);
        assertThat(snapshot.attributes()).containsEntry(Attribute.RESOLVED, List.of(at(14)));
        assertThat(store.categories())
                .containsEntry("open", "new")
                .containsEntry("Todo", "new")
                .containsEntry("In Progress", "indeterminate")
                .containsEntry("Done", "done")
                .containsEntry("closed", "done");
        assertThat(store.incomplete()).isEmpty();
    }

    @Test
    void status_that_the_project_shows_and_no_event_tells_is_a_gap_without_an_instant() {
        Map<String, Object> issue = repository.issue(7, at(8));
        statusChanged(issue, 1, "", "Todo", at(9));
        inProject(issue, 1, "In Progress", BOARD);

        sync();

        assertThat(store.statesOf("acme/shop#7")).containsExactly("open@" + at(8), "Todo@" + at(9));
        assertThat(store.byKey("acme/shop#7").state().name()).isEqualTo("In Progress");
        assertThat(store.incomplete()).singleElement().satisfies(line -> {
            assertThat(line.expected()).isEqualTo(line.captured() + 1);
            assertThat(line.note()).contains("a change of its state is in no history, so its time is unknown");
        });
    }

    @Test
    void event_that_does_not_begin_where_the_one_before_ended_is_a_gap() {
        Map<String, Object> issue = repository.issue(7, at(8));
        statusChanged(issue, 1, "", "Todo", at(9));
        statusChanged(issue, 1, "In Review", "Done", at(12));
        inProject(issue, 1, "Done", "Todo", "In Progress", "In Review", "Done");

        sync();

        assertThat(store.incomplete()).hasSize(1);
        assertThat(store.eventsOf("acme/shop#7"))
                .filteredOn(FlowEvent.StateChanged.class::isInstance)
                .map(event -> ((FlowEvent.StateChanged) event).from().name())
                .containsExactly("open", "In Review");
    }

    @Test
    void change_of_status_that_does_not_touch_the_issue_is_found_because_open_issues_are_watched() {
        Map<String, Object> issue = repository.issue(7, at(8));
        inProject(issue, 1, "Todo", BOARD);
        statusChanged(issue, 1, "", "Todo", at(8));
        sync();
        assertThat(store.watches.values())
                .singleElement()
                .isInstanceOfSatisfying(
                        Watch.Unfinished.class,
                        watch -> assertThat(watch.reason()).isEqualTo(Watch.Reason.OPEN));

        statusChanged(issue, 1, "Todo", "In Progress", at(11));
        inProject(issue, 1, "In Progress", BOARD);
        RevisitingSource.Revisit visit = ((RevisitingSource) sync.source(extent, REPO, "issues"))
                .visit(List.of(
                        new InventoryEntry(store.byKey("acme/shop#7").artifact(), "I_" + REPO + 7),
                        new InventoryEntry(ArtifactId.issue(Sync.TOOL, "99"), "I_gone")));

        assertThat(visit.facts().events())
                .filteredOn(FlowEvent.StateChanged.class::isInstance)
                .last()
                .satisfies(event -> assertThat(event.occurredAt()).isEqualTo(at(11)));
        assertThat(visit.absent()).containsExactly(ArtifactId.issue(Sync.TOOL, "99"));
    }

    @Test
    void reopened_issue_has_both_closings_and_loses_its_resolution_in_between() {
        Map<String, Object> issue = repository.issue(7, at(8));
        closed(issue, at(10), "NOT_PLANNED");
        happened(issue, "ReopenedEvent", at(12));
        closed(issue, at(15), "DUPLICATE");

        sync();

        assertThat(store.statesOf("acme/shop#7"))
                .containsExactly("open@" + at(8), "closed@" + at(10), "open@" + at(12), "closed@" + at(15));
        assertThat(store.eventsOf("acme/shop#7"))
                .filteredOn(FlowEvent.ResolutionChanged.class::isInstance)
                .map(event -> ((FlowEvent.ResolutionChanged) event).to())
                .containsExactly("not planned", null, "duplicate");
    }

    @Test
    void type_parent_milestone_assignees_and_labels_over_time_are_kept() {
        Map<String, Object> epic = repository.issue(1, at(7));
        epic.put("issueType", Map.of("id", "IT_1", "name", "Epic"));
        Map<String, Object> issue = repository.issue(7, at(8));
        issue.put("issueType", Map.of("id", "IT_2", "name", "Bug"));
        issue.put("parent", epic);
        happened(issue, "ParentIssueAddedEvent", at(9));
        last(issue).put("parent", epic);
        happened(issue, "AssignedEvent", at(9));
        last(issue).put("assignee", account("User", "bob", 2));
        labelled(issue, "LabeledEvent", "Blocked", at(10));
        labelled(issue, "UnlabeledEvent", "Blocked", at(12));
        issue.put("milestone", Map.of("id", "M", "number", 3, "title", "Spring", "dueOn", at(20), "closed", false));
        Map<String, Object> untyped = repository.issue(8, at(8));
        list(untyped, "labels").add(Map.of("id", "L", "name", "enhancement"));

        sync();

        assertThat(store.byKey("acme/shop#1").level()).isEqualTo(Level.PORTFOLIO);
        ArtifactSnapshot snapshot = store.byKey("acme/shop#7");
        assertThat(snapshot.type().name()).isEqualTo("Bug");
        assertThat(snapshot.parent()).isEqualTo(store.byKey("acme/shop#1").artifact());
        assertThat(store.links)
                .contains(new Link(
                        snapshot.artifact(), store.byKey("acme/shop#1").artifact(), "child of", Link.Rule.EXPLICIT));
        assertThat(snapshot.attributes())
                .containsEntry(Attribute.FIX_VERSIONS, List.of("Spring"))
                .containsEntry(Attribute.RELEASES, List.of("3 unreleased 2026-03-02 Spring"))
                .containsEntry(Attribute.LABEL_TIMES, List.of(at(10) + " +Blocked", at(12) + " -Blocked"));
        assertThat(store.eventsOf("acme/shop#7"))
                .extracting(FlowEvent::kind)
                .contains(FlowEvent.Kind.PARENT_CHANGED, FlowEvent.Kind.ASSIGNEE_CHANGED, FlowEvent.Kind.FLAG_CHANGED);
        assertThat(store.byKey("acme/shop#8").type().name()).isEqualTo("enhancement");
    }

    @Test
    void projects_that_may_not_be_seen_cost_the_status_and_are_said_once() {
        for (int i = 1; i <= 120; i++) {
            Map<String, Object> issue = repository.issue(i, at(8));
            statusChanged(issue, 1, "", "Todo", at(9));
            inProject(issue, 1, "Todo", BOARD);
        }
        gitHub.twist =
                (request, answer) -> request.path("operationName").asText().equals("IssueProjects")
                        ? Response.of(
                                200,
                                "{\"errors\":[{\"type\":\"INSUFFICIENT_SCOPES\",\"message\":\"Your token has not been granted"
                                        + " the required scopes: ['read:project']\"}]}")
                        : null;

        SyncSummary summary = sync();

        assertThat(store.snapshots).hasSize(120);
        assertThat(summary.problems())
                .extracting(SyncProblem::reason)
                .singleElement()
                .asString()
                .contains("Projects: read", "read:project");
        assertThat(store.statesOf("acme/shop#7")).containsExactly("open@" + at(8));
        assertThat(gitHub.asked.stream().filter("IssueProjects"::equals)).hasSize(1);
    }

    @Test
    void issue_that_github_never_renders_costs_only_itself() {
        for (int i = 1; i <= 9; i++) {
            repository.issue(i, at(i));
        }
        repository.issues.get(4).put("title", null);
        SyncSummary summary = sync();

        assertThat(store.snapshots).hasSize(8);
        assertThat(summary.problems()).hasSize(1);
    }

    @Test
    void later_run_reads_what_changed_and_the_number_of_a_project_decides_which_status_counts() {
        extent = new GitHubExtent(true, extent.jobs(), true, OptionalInt.of(2), List.of(), List.of());
        Map<String, Object> issue = repository.issue(7, at(8));
        inProject(issue, 1, "Todo", BOARD);
        inProject(issue, 2, "Doing", "Next", "Doing", "Over");
        statusChanged(issue, 1, "", "Todo", at(8));
        statusChanged(issue, 2, "", "Next", at(8));
        statusChanged(issue, 2, "Next", "Doing", at(9));
        repository.issue(8, at(8));
        sync();
        assertThat(store.statesOf("acme/shop#7")).endsWith("Doing@" + at(9));
        assertThat(store.categories())
                .as("by its place, where no name of the project is a usual one")
                .containsEntry("Next", "new")
                .containsEntry("Doing", "indeterminate")
                .containsEntry("Over", "done");
        gitHub.asked.clear();

        closed(repository.issues.get(1), at(18), "COMPLETED");
        SyncSummary summary = sync();

        assertThat(summary.done()).isEqualTo(1);
        assertThat(store.byKey("acme/shop#8").state().name()).isEqualTo("closed");
    }
}
