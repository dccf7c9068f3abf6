package dev.millrace.jira;

import static dev.millrace.jira.TestIssue.issue;
import static dev.millrace.jira.TestIssue.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.model.Actor;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.Level;
import dev.millrace.model.Link;
import dev.millrace.model.NativeState;
import dev.millrace.model.NativeType;
import dev.millrace.model.StateCategory;
import dev.millrace.model.StateDefinition;
import dev.millrace.model.StateUse;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.FactBatch;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JiraIssueMapperTest {

    private static final ToolInstance TOOL = ToolInstance.jira("test");
    private static final ArtifactId ID = ArtifactId.issue(TOOL, "100");
    private static final NativeState OPEN = new NativeState("1", "Open");
    private static final NativeState PROGRESS = new NativeState("3", "In Progress");
    private static final NativeState CLOSED = new NativeState("6", "Closed");

    private final TestIssue issue = issue("100", "ABC-1");

    @Test
    void the_fields_become_a_snapshot() {
        ObjectNode fields = issue.fields();
        fields.put("summary", "A title").put("updated", "2026-01-02T10:00:00.000+0000");
        fields.putObject("resolution").put("id", "1").put("name", "Fixed");
        fields.putArray("labels").add("b").add("a");
        fields.putArray("components").addObject().put("name", "core");
        fields.putArray("fixVersions").addObject().put("name", "1.0");

        assertThat(snapshot())
                .isEqualTo(new ArtifactSnapshot(
                        ID,
                        "ABC-1",
                        "A title",
                        "ABC",
                        new NativeType("1", "Bug"),
                        Level.STANDARD,
                        null,
                        OPEN,
                        "Fixed",
                        URI.create("https://jira.example/context/browse/ABC-1"),
                        Instant.parse("2026-01-01T10:00:00Z"),
                        Instant.parse("2026-01-02T10:00:00Z"),
                        new TreeMap<>(Map.of(
                                "labels",
                                List.of("a", "b"),
                                "components",
                                List.of("core"),
                                "fixVersions",
                                List.of("1.0")))));
    }

    @Test
    void an_issue_that_never_changed_was_created_in_its_present_state() {
        FlowEvent.Created created = only(FlowEvent.Created.class);

        assertThat(created.state()).isEqualTo(OPEN);
        assertThat(created.type()).isEqualTo(new NativeType("1", "Bug"));
        assertThat(created.occurredAt()).isEqualTo("2026-01-01T10:00:00Z");
        assertThat(created.id().value()).isEqualTo("jira:test:issue:100#created");
    }

    @Test
    void the_first_state_and_type_are_what_their_first_change_left() {
        issue.status("6", "Closed", "done")
                .history("11", "2026-01-02T10:00:00.000+0000", item("status", "1", "Open", "3", "In Progress"))
                .history(
                        "12",
                        "2026-01-03T10:00:00.000+0000",
                        item("status", "3", "In Progress", "6", "Closed"),
                        item("issuetype", "7", "Story", "1", "Bug"));

        FlowEvent.Created created = only(FlowEvent.Created.class);

        assertThat(created.state()).isEqualTo(OPEN);
        assertThat(created.type()).isEqualTo(new NativeType("7", "Story"));
    }

    @Test
    void newest_first_and_oldest_first_say_the_same() {
        String[] start = item("status", "1", "Open", "3", "In Progress");
        String[] end = item("status", "3", "In Progress", "6", "Closed");
        issue.status("6", "Closed", "done")
                .history("11", "2026-01-02T10:00:00.000+0000", start)
                .history("12", "2026-01-03T10:00:00.000+0000", end);
        TestIssue cloud = issue("100", "ABC-1")
                .status("6", "Closed", "done")
                .history("12", "2026-01-03T10:00:00.000+0000", end)
                .history("11", "2026-01-02T10:00:00.000+0000", start);

        assertThat(map(cloud)).isEqualTo(map(issue));
    }

    @Test
    void two_changes_of_one_instant_are_told_apart_and_ordered_by_their_history_ids() {
        issue.status("6", "Closed", "done")
                .history("12", "2026-01-02T10:00:00.000+0000", item("status", "3", "In Progress", "6", "Closed"))
                .history("11", "2026-01-02T10:00:00.000+0000", item("status", "1", "Open", "3", "In Progress"));

        List<FlowEvent.StateChanged> changes = all(FlowEvent.StateChanged.class);

        assertThat(changes).extracting(FlowEvent.StateChanged::to).containsExactly(PROGRESS, CLOSED);
        assertThat(changes).extracting(c -> c.header().sequence()).containsExactly(11L, 12L);
        assertThat(only(FlowEvent.Created.class).state()).isEqualTo(OPEN);
    }

    @Test
    void an_event_id_names_history_field_and_place_among_the_same_fields() {
        issue.history(
                "11",
                "2026-01-02T10:00:00.000+0000",
                item("Link", null, null, "ABC-2", "This issue is blocked by ABC-2"),
                item("status", "1", "Open", "3", "In Progress"),
                item("Link", null, null, "ABC-3", "This issue is blocked by ABC-3"));

        assertThat(map(issue).events())
                .extracting(event -> event.id().value().replace("jira:test:issue:100#", ""))
                .containsExactly("created", "11.link", "11.status", "11.link.1");
    }

    @Test
    void a_history_that_comes_twice_counts_once() {
        String[] change = item("status", "1", "Open", "3", "In Progress");
        issue.history("11", "2026-01-02T10:00:00.000+0000", change)
                .history("11", "2026-01-02T10:00:00.000+0000", change)
                .total(1);

        assertThat(all(FlowEvent.StateChanged.class)).hasSize(1);
        assertThat(ledger())
                .isEqualTo(new LedgerEntry(TOOL, "jira:test:issue:100", "changelog histories", 1L, 1, null));
    }

    @Test
    void a_resolution_is_kept_by_name() {
        issue.history(
                "11",
                "2026-01-02T10:00:00.000+0000",
                item("resolution", null, null, "1", "Fixed"),
                item("resolution", "1", "Fixed", "", ""));

        assertThat(all(FlowEvent.ResolutionChanged.class))
                .extracting(FlowEvent.ResolutionChanged::from, FlowEvent.ResolutionChanged::to)
                .containsExactly(tuple(null, "Fixed"), tuple("Fixed", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"issuetype", "type", "Issue Type"})
    void a_change_of_type_is_known_by_all_its_names(String field) {
        issue.history("11", "2026-01-02T10:00:00.000+0000", item(field, "4", "Improvement", "1", "Bug"));

        FlowEvent.TypeChanged change = only(FlowEvent.TypeChanged.class);

        assertThat(change.from()).isEqualTo(new NativeType("4", "Improvement"));
        assertThat(change.id().value()).endsWith("#11.issuetype");
    }

    @Test
    void a_custom_field_called_status_is_no_status() {
        issue.history("11", "2026-01-02T10:00:00.000+0000", item("status", null, "red", null, "green"));
        ((ObjectNode) issue.json().at("/changelog/histories/0/items/0")).put("fieldtype", "custom");

        assertThat(map(issue).events()).hasSize(1);
    }

    @Test
    void people_are_pseudonyms_that_agree_between_author_and_assignee() {
        issue.history("11", "2026-01-02T10:00:00.000+0000", item("assignee", null, null, "ann", "Ann Smithers"));

        FlowEvent.AssigneeChanged change = only(FlowEvent.AssigneeChanged.class);

        assertThat(change.from()).isNull();
        assertThat(change.to()).isEqualTo(Actor.of(TOOL, "ann", Actor.Type.UNKNOWN));
        assertThat(change.header().actor()).isEqualTo(change.to());
        assertThat(map(issue).toString()).doesNotContain("Smithers").doesNotContain("=ann");
    }

    @Test
    void a_server_without_user_keys_means_the_name_in_lower_case() {
        issue.history("11", "2026-01-02T10:00:00.000+0000", item("assignee", "zaspire", "Z", null, null));
        ((ObjectNode) issue.json().at("/changelog/histories/0"))
                .putObject("author")
                .put("name", "Zaspire");

        FlowEvent.AssigneeChanged change = only(FlowEvent.AssigneeChanged.class);

        assertThat(change.header().actor()).isEqualTo(change.from());
    }

    @Test
    void jira_says_who_is_a_bot() {
        issue.history("11", "2026-01-02T10:00:00.000+0000", item("status", "1", "Open", "3", "In Progress"));
        ObjectNode history = (ObjectNode) issue.json().at("/changelog/histories/0");

        history.putObject("author").put("accountId", "557058:x").put("accountType", "app");
        assertThat(actor().type()).isEqualTo(Actor.Type.BOT);
        history.putObject("author").put("accountId", "557058:x").put("accountType", "atlassian");
        assertThat(actor().type()).isEqualTo(Actor.Type.HUMAN);
        history.putObject("author").put("accountId", "557058:x").put("accountType", "martian");
        assertThat(actor().type()).isEqualTo(Actor.Type.UNKNOWN);
        history.remove("author");
        assertThat(actor()).as("anonymous changes exist").isNull();
    }

    private Actor actor() {
        return only(FlowEvent.StateChanged.class).header().actor();
    }

    @Test
    void a_move_keeps_identity_and_tells_both_keys() {
        issue.history(
                "11",
                "2026-01-02T10:00:00.000+0000",
                item("Project", "9", "Old", "1", "Abc"),
                item("Key", null, "OLD-7", null, "ABC-1"));

        FlowEvent.Moved moved = only(FlowEvent.Moved.class);

        assertThat(moved.artifact()).isEqualTo(ID);
        assertThat(moved.fromKey()).isEqualTo("OLD-7");
        assertThat(moved.toKey()).isEqualTo("ABC-1");
    }

    @Test
    void states_belong_to_the_project_the_issue_was_in() {
        issue.status("6", "Closed", "done")
                .history("11", "2026-01-02T10:00:00.000+0000", item("status", "1", "Open", "3", "In Progress"))
                .history(
                        "12",
                        "2026-01-03T10:00:00.000+0000",
                        item("status", "3", "In Progress", "10", "Ready"),
                        item("Key", null, "OLD-7", null, "ABC-1"))
                .history("13", "2026-01-04T10:00:00.000+0000", item("status", "10", "Ready", "6", "Closed"));

        assertThat(map(issue).uses())
                .containsExactlyInAnyOrder(
                        new StateUse(TOOL, "OLD", OPEN),
                        new StateUse(TOOL, "OLD", PROGRESS),
                        new StateUse(TOOL, "ABC", new NativeState("10", "Ready")),
                        new StateUse(TOOL, "ABC", CLOSED));
    }

    @Test
    void a_parent_changes_by_id() {
        issue.history(
                "11",
                "2026-01-02T10:00:00.000+0000",
                item("Parent", null, null, "50", "ABC-50"),
                item("Parent", "50", "ABC-50", "", ""));

        assertThat(all(FlowEvent.ParentChanged.class))
                .extracting(FlowEvent.ParentChanged::from, FlowEvent.ParentChanged::to)
                .containsExactly(tuple(null, ArtifactId.issue(TOOL, "50")), tuple(ArtifactId.issue(TOOL, "50"), null));
    }

    @Test
    void a_change_of_parent_without_ids_is_noted_and_not_guessed() {
        issue.history("11", "2026-01-02T10:00:00.000+0000", item("Parent", null, null, null, "ABC-50"));

        assertThat(all(FlowEvent.ParentChanged.class)).isEmpty();
        assertThat(ledger().note()).contains("names a key but no id");
    }

    @Test
    void a_flag_goes_up_and_down() {
        issue.history("11", "2026-01-02T10:00:00.000+0000", flag(null, "Impediment"))
                .history("12", "2026-01-03T10:00:00.000+0000", flag("Impediment", ""));
        customFlag();

        assertThat(all(FlowEvent.FlagChanged.class))
                .extracting(FlowEvent.FlagChanged::raised)
                .containsExactly(true, false);
    }

    @Test
    void a_flag_that_was_up_from_the_start_is_told() {
        issue.history("12", "2026-01-03T10:00:00.000+0000", flag("Impediment", ""));
        customFlag();

        assertThat(all(FlowEvent.FlagChanged.class))
                .extracting(e -> e.id().value(), FlowEvent.FlagChanged::raised)
                .containsExactly(
                        tuple("jira:test:issue:100#created.flagged", true),
                        tuple("jira:test:issue:100#12.flagged", false));
    }

    @Test
    void a_flag_that_is_up_without_any_change_was_up_from_the_start() {
        issue.fields().putArray("customfield_7").addObject().put("value", "Impediment");

        assertThat(only(FlowEvent.FlagChanged.class).occurredAt()).isEqualTo("2026-01-01T10:00:00Z");
    }

    private static String[] flag(String from, String to) {
        return item("Flagged", null, from, to == null || to.isEmpty() ? null : "[10019]", to);
    }

    private void customFlag() {
        issue.json()
                .at("/changelog/histories")
                .forEach(history -> ((ObjectNode) history.at("/items/0")).put("fieldtype", "custom"));
    }

    @Test
    void a_blocker_comes_and_goes() {
        issue.history(
                "11",
                "2026-01-02T10:00:00.000+0000",
                item("Link", null, null, "ABC-9", "This issue is blocked by ABC-9"),
                item("Link", null, null, "ABC-8", "This issue blocks ABC-8"),
                item("Link", null, null, "ABC-7", "This issue relates to ABC-7"),
                item("Link", "ABC-9", "This issue is blocked by ABC-9", null, null));

        assertThat(all(FlowEvent.BlockerChanged.class))
                .extracting(FlowEvent.BlockerChanged::blockerKey, FlowEvent.BlockerChanged::added)
                .containsExactly(tuple("ABC-9", true), tuple("ABC-9", false));
    }

    @Test
    void a_blocker_without_key_is_read_from_the_words() {
        issue.history(
                "11", "2026-01-02T10:00:00.000+0000", item("Link", null, null, null, "This issue is blocked by ABC-9"));

        assertThat(only(FlowEvent.BlockerChanged.class).blockerKey()).isEqualTo("ABC-9");
    }

    @Test
    void a_status_without_id_keeps_its_name_and_one_without_name_is_looked_up() {
        issue.status("6", "Closed", "done")
                .history("11", "2026-01-02T10:00:00.000+0000", item("status", null, "Old", "3", null))
                .history("12", "2026-01-03T10:00:00.000+0000", item("status", "3", null, "77", null));

        assertThat(all(FlowEvent.StateChanged.class))
                .extracting(FlowEvent.StateChanged::from, FlowEvent.StateChanged::to)
                .containsExactly(
                        tuple(new NativeState(null, "Old"), PROGRESS),
                        tuple(PROGRESS, new NativeState("77", "status 77")));
    }

    @Test
    void levels_are_told_by_flag_name_and_hierarchy() {
        assertThat(snapshot().level()).isEqualTo(Level.STANDARD);
        issue.fields().putObject("issuetype").put("name", "Technical task").put("subtask", true);
        assertThat(snapshot().level()).isEqualTo(Level.SUB_TASK);
        issue.fields().putObject("issuetype").put("name", "Epic").put("subtask", false);
        assertThat(snapshot().level()).isEqualTo(Level.PORTFOLIO);
        issue.fields().putObject("issuetype").put("name", "Initiative").put("hierarchyLevel", 2);
        assertThat(snapshot().level()).isEqualTo(Level.PORTFOLIO);
        issue.fields().putObject("issuetype").put("name", "Unteraufgabe").put("hierarchyLevel", -1);
        assertThat(snapshot().level()).isEqualTo(Level.SUB_TASK);
    }

    @Test
    void a_sub_task_is_linked_to_its_parent() {
        issue.fields().putObject("issuetype").put("name", "Sub-task").put("subtask", true);
        issue.fields().putObject("parent").put("id", "50").put("key", "ABC-50");

        assertThat(snapshot().parent()).isEqualTo(ArtifactId.issue(TOOL, "50"));
        assertThat(map(issue).links())
                .containsExactly(new Link(ID, ArtifactId.issue(TOOL, "50"), "sub-task of", Link.Rule.EXPLICIT));
    }

    @Test
    void both_ends_of_a_link_tell_the_same_link() {
        TestIssue other = issue("200", "ABC-2");
        link(issue.fields(), "outwardIssue", "200");
        link(other.fields(), "inwardIssue", "100");

        assertThat(map(issue).links())
                .containsExactly(new Link(ID, ArtifactId.issue(TOOL, "200"), "blocks", Link.Rule.EXPLICIT))
                .isEqualTo(map(other).links());
    }

    @Test
    void a_link_to_nowhere_or_to_itself_is_left_out() {
        link(issue.fields(), "outwardIssue", "100");
        issue.fields()
                .withArray("issuelinks")
                .addObject()
                .putObject("outwardIssue")
                .put("key", "ABC-3");
        issue.fields().withArray("issuelinks").addObject().putObject("outwardIssue");

        assertThat(map(issue).links()).isEmpty();
    }

    private static void link(ObjectNode fields, String end, String id) {
        ObjectNode link = fields.withArray("issuelinks").addObject().put("id", "1");
        link.putObject("type")
                .put("name", "Blocks")
                .put("inward", "is blocked by")
                .put("outward", "Blocks");
        link.putObject(end).put("id", id).put("key", "ABC-" + id);
    }

    @Test
    void the_epic_is_kept_by_its_key() {
        issue.fields().put("customfield_8", "ABC-77");

        assertThat(snapshot().attributes()).containsEntry("epic", List.of("ABC-77"));
    }

    @Test
    void a_state_the_site_did_not_list_is_defined_by_the_issue() {
        issue.status("42", "Odd", "indeterminate");

        assertThat(map(issue).definitions())
                .containsExactly(new StateDefinition(TOOL, "42", "Odd", StateCategory.INDETERMINATE));
        issue.status("3", "In Progress", "indeterminate");
        assertThat(map(issue).definitions()).isEmpty();
    }

    @Test
    void a_changelog_that_was_cut_is_incomplete_in_the_ledger() {
        issue.history("11", "2026-01-02T10:00:00.000+0000", item("status", "1", "Open", "3", "In Progress"))
                .total(120);

        assertThat(ledger())
                .isEqualTo(new LedgerEntry(
                        TOOL,
                        "jira:test:issue:100",
                        "changelog histories",
                        120L,
                        1,
                        "Jira gave only a part of the changelog"));
        assertThat(ledger().incomplete()).isTrue();
    }

    @Test
    void characters_that_were_lost_are_noted() {
        issue.fields().put("summary", "bro\uFFFDken \uFFFD");

        assertThat(ledger().note()).isEqualTo("characters that are not valid UTF-8 were replaced: 2");
    }

    @Test
    void text_no_database_can_hold_is_replaced() {
        issue.fields().put("summary", "a\u0000b \uD83D c \uD83D\uDE80");

        assertThat(snapshot().title()).isEqualTo("a\uFFFDb \uFFFD c \uD83D\uDE80");
    }

    @Test
    void what_is_missing_is_named_by_its_path() {
        assertThat(complaint(i -> i.remove("id"))).isEqualTo("field id should be a text but is missing");
        assertThat(complaint(i -> i.remove("key"))).isEqualTo("field key should be a text but is missing");
        assertThat(complaint(i -> i.remove("changelog"))).contains("field changelog.histories");
        assertThat(complaint(i -> i.put("changelog", "TODO"))).contains("field changelog.histories");
        assertThat(complaint(i -> ((ObjectNode) i.path("fields")).put("created", "soon")))
                .contains("field fields.created should be a time")
                .contains("\"soon\"");
        assertThat(complaint(i -> ((ObjectNode) i.path("fields")).remove("status")))
                .contains("field fields.status");
    }

    @Test
    void a_bad_time_in_the_changelog_is_named_with_its_entry() {
        issue.history("11", "2026-13-02", item("status", "1", "Open", "3", "In Progress"));

        assertThatExceptionOfType(JiraDataException.class)
                .isThrownBy(() -> map(issue))
                .withMessageContaining("field changelog.histories[id 11].created")
                .withMessageContaining("\"2026-13-02\"");
    }

    @Test
    void what_may_be_missing_is_not_missed() {
        ObjectNode fields = issue.fields();
        fields.remove(List.of("summary", "project", "issuetype", "updated"));

        ArtifactSnapshot snapshot = snapshot();

        assertThat(snapshot.title()).isEmpty();
        assertThat(snapshot.project()).isEqualTo("ABC");
        assertThat(snapshot.type()).isNull();
        assertThat(snapshot.updatedAt()).isEqualTo(snapshot.createdAt());
    }

    private String complaint(Consumer<ObjectNode> damage) {
        ObjectNode broken = issue.json().deepCopy();
        damage.accept(broken);
        try {
            mapper().map(broken);
        } catch (JiraDataException e) {
            return e.getMessage();
        }
        return "";
    }

    private ArtifactSnapshot snapshot() {
        return map(issue).snapshots().get(0);
    }

    private LedgerEntry ledger() {
        return map(issue).ledger().get(0);
    }

    private <T extends FlowEvent> T only(Class<T> kind) {
        assertThat(all(kind)).hasSize(1);
        return all(kind).get(0);
    }

    private <T extends FlowEvent> List<T> all(Class<T> kind) {
        return map(issue).events().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    private FactBatch map(TestIssue which) {
        return mapper().map(which.json());
    }

    private static JiraIssueMapper mapper() {
        StateNames states = new StateNames(List.of(
                new StateDefinition(TOOL, "1", "Open", StateCategory.NEW),
                new StateDefinition(TOOL, "3", "In Progress", StateCategory.INDETERMINATE)));
        return new JiraIssueMapper(
                TOOL,
                URI.create("https://jira.example/context"),
                new JiraFields(List.of("customfield_7"), List.of("customfield_8")),
                states);
    }
}
