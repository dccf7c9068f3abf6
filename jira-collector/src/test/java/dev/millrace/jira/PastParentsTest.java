package dev.millrace.jira;

import static dev.millrace.jira.TestIssue.issue;
import static dev.millrace.jira.TestIssue.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.facts.FactBatch;
import dev.millrace.flow.FlowAlgebra;
import dev.millrace.flow.ItemFlow;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.Knowledge;
import dev.millrace.model.StateCategory;
import dev.millrace.model.StateDefinition;
import dev.millrace.store.Cursor;
import dev.millrace.store.FlowStore;
import dev.millrace.store.sqlite.SqliteFlowStore;
import dev.millrace.valuestream.DefaultValueStream;
import dev.millrace.valuestream.Definition;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From Jira's changelog to the figures of two parents: the fields are those that Data Center and Cloud write. */
class PastParentsTest extends MappedIssue {

    private static final Instant ASKED = Instant.parse("2026-02-01T00:00:00Z");
    private static final String DATA_CENTER = "Parent";
    private static final String OLD_SERVER = "Parent Issue";
    private static final String CLOUD = "IssueParentAssociation";

    @TempDir
    private Path folder;

    private FlowStore store;

    @BeforeEach
    void parents() {
        store = SqliteFlowStore.open(folder.resolve("flow.db"), InstantSource.system());
        List<StateDefinition> states = List.of(
                new StateDefinition(TOOL, "1", "Open", StateCategory.NEW),
                new StateDefinition(TOOL, "3", "In Progress", StateCategory.INDETERMINATE));
        store.commit(
                new FactBatch(List.of(), List.of(), List.of(), states, List.of(), List.of()), new Cursor("test", "0"));
        put(issue("50", "ABC-50").created("2026-01-01T08:00:00.000+0000"));
        put(issue("60", "ABC-60").created("2026-01-05T08:00:00.000+0000"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {DATA_CENTER, OLD_SERVER, CLOUD})
    void sub_task_moved_to_another_parent_leaves_its_time_with_the_one_it_had(String field) {
        put(subTask("60")
                .updated("2026-01-09T08:00:00.000+0000")
                .history("11", "2026-01-03T08:00:00.000+0000", item("status", "1", "Open", "3", "In Progress"))
                .history("12", "2026-01-07T08:00:00.000+0000", item(field, "50", "ABC-50", "60", "ABC-60"))
                .history("13", "2026-01-09T08:00:00.000+0000", item("status", "3", "In Progress", "1", "Open")));

        assertThat(active("50", ASKED)).isEqualTo(Duration.ofDays(4));
        assertThat(active("60", ASKED)).isEqualTo(Duration.ofDays(2));
        assertThat(active("50", Instant.parse("2026-01-06T08:00:00Z")))
                .as("as of before the move the same part of that time is told")
                .isEqualTo(Duration.ofDays(3));
        assertThat(active("60", Instant.parse("2026-01-06T08:00:00Z"))).isZero();
    }

    /** One entry, as Jira writes it: a sub-task became a story. */
    @ParameterizedTest
    @ValueSource(strings = {DATA_CENTER, CLOUD})
    void sub_task_made_a_story_leaves_its_time_with_the_parent_it_had(String field) {
        TestIssue story = issue("100", "ABC-1")
                .created("2026-01-02T08:00:00.000+0000")
                .history("11", "2026-01-03T08:00:00.000+0000", item("status", "1", "Open", "3", "In Progress"))
                .history(
                        "12",
                        "2026-01-07T08:00:00.000+0000",
                        item("issuetype", "12", "Technical task", "11", "Story"),
                        item(field, "50", "ABC-50", null, null));
        put(story.status("3", "In Progress", "indeterminate"));

        assertThat(active("50", ASKED)).isEqualTo(Duration.ofDays(4));
        ItemFlow own = flow("100", ASKED);
        assertThat(own.start()).isEqualTo("2026-01-07T08:00:00Z");
        assertThat(items(ASKED)).containsExactly("50", "60", "100");
        assertThat(items(Instant.parse("2026-01-06T08:00:00Z"))).containsExactly("50", "60");
    }

    @Test
    void issue_made_a_sub_task_claims_nothing_of_its_parent_from_before() {
        put(subTask("50")
                .history("11", "2026-01-03T08:00:00.000+0000", item("status", "1", "Open", "3", "In Progress"))
                .history(
                        "12",
                        "2026-01-07T08:00:00.000+0000",
                        item("Parent", null, null, "50", "ABC-50"),
                        item("issuetype", "1", "Bug", "7", "Sub-task"))
                .history("13", "2026-01-08T08:00:00.000+0000", item("status", "3", "In Progress", "1", "Open")));

        assertThat(active("50", ASKED)).isEqualTo(Duration.ofDays(1));
        assertThat(items(ASKED)).containsExactly("50", "60");
        assertThat(items(Instant.parse("2026-01-06T08:00:00Z"))).containsExactly("50", "60", "100");
    }

    private static TestIssue subTask(String parent) {
        TestIssue task = issue("100", "ABC-1").created("2026-01-02T08:00:00.000+0000");
        task.fields().putObject("parent").put("id", parent);
        task.fields()
                .putObject("issuetype")
                .put("id", "7")
                .put("name", "Sub-task")
                .put("subtask", true);
        return task;
    }

    private void put(TestIssue one) {
        store.commit(map(one), new Cursor("test", "1"));
    }

    private Duration active(String id, Instant asOf) {
        return flow(id, asOf).totals().active();
    }

    private ItemFlow flow(String id, Instant asOf) {
        Knowledge knowledge = knowledge(asOf);
        return new FlowAlgebra(
                        DefaultValueStream.create(),
                        store.states(knowledge),
                        Definition.standard(),
                        (workflow, done, known) -> false)
                .flows(store.item(ArtifactId.issue(TOOL, id), knowledge).orElseThrow(), asOf)
                .get(0);
    }

    private List<String> items(Instant asOf) {
        List<String> items = new ArrayList<>();
        store.forEachItem(
                knowledge(asOf), item -> items.add(item.item().artifact().nativeId()));
        return items;
    }

    private Knowledge knowledge(Instant asOf) {
        return new Knowledge(asOf, store.lastRecordedAt().orElseThrow());
    }
}
