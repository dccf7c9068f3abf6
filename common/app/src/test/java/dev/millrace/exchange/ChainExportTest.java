package dev.millrace.exchange;

import static dev.millrace.exchange.Story.DOING;
import static dev.millrace.exchange.Story.DONE;
import static dev.millrace.exchange.Story.OPEN;
import static dev.millrace.exchange.Story.created;
import static dev.millrace.exchange.Story.issue;
import static dev.millrace.exchange.Story.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.millrace.facts.FactBatch;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.EventHeader;
import dev.millrace.model.EventId;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.Knowledge;
import dev.millrace.model.Level;
import dev.millrace.model.Link;
import dev.millrace.model.NativeState;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.Cursor;
import dev.millrace.store.FlowStore;
import dev.millrace.store.sqlite.SqliteFlowStore;
import dev.millrace.valuestream.Definition;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What belongs to an item across tools and cycles stands in its rows, once. */
class ChainExportTest {

    private static final ArtifactId PULL_REQUEST =
            new ArtifactId(new ToolInstance("github", "acme"), ArtifactKind.PULL_REQUEST, "7");
    private static final NativeState PR_OPEN = new NativeState("open", "open");
    private static final NativeState PR_MERGED = new NativeState("merged", "merged");

    @TempDir
    private Path folder;

    private FlowStore store;

    @BeforeEach
    void open() {
        store = SqliteFlowStore.open(folder.resolve("flow.db"), InstantSource.system());
        store.commit(Story.definitions(), new Cursor("test", "0"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void commit(List<ArtifactSnapshot> snapshots, List<FlowEvent> events, List<Link> links) {
        store.commit(new FactBatch(snapshots, events, links, List.of(), List.of(), List.of()), new Cursor("test", "1"));
    }

    private List<Map<String, String>> export(ExportTable table, String asOf) throws IOException {
        StringWriter out = new StringWriter();
        new Exporter(store, new Knowledge(Instant.parse(asOf), Instant.MAX), Definition.standard(), item -> true)
                .export(table, ExportFormat.CSV, out);
        return TinyCsv.records(out.toString());
    }

    private static EventHeader ofPullRequest(String local, String time) {
        return new EventHeader(EventId.of(PULL_REQUEST, local), PULL_REQUEST, Story.at(time), 0, Story.ANN);
    }

    private void capturePullRequest(List<Link> links) {
        commit(
                List.of(new ArtifactSnapshot(
                        PULL_REQUEST,
                        "acme/shop#12",
                        "",
                        "acme/shop",
                        null,
                        Level.STANDARD,
                        null,
                        PR_MERGED,
                        null,
                        null,
                        Story.at("10:00:00"),
                        Story.at("11:00:00"),
                        new TreeMap<>())),
                List.of(
                        new FlowEvent.Created(ofPullRequest("created", "10:00:00"), PR_OPEN, null),
                        new FlowEvent.StateChanged(ofPullRequest("merged", "11:00:00"), PR_OPEN, PR_MERGED)),
                links);
    }

    @Test
    void visits_of_a_pull_request_stand_with_its_issue() throws IOException {
        commit(List.of(snapshot(1, Level.STANDARD, null)), List.of(created(1)), List.of());
        capturePullRequest(List.of(new Link(PULL_REQUEST, issue(1), "closes", Link.Rule.CLOSING_REFERENCE)));

        assertThat(export(ExportTable.VISITS, "2026-03-02T20:00:00Z"))
                .extracting(row -> row.get("key"), row -> row.get("artifact_key"), row -> row.get("stage_kind"))
                .contains(tuple("FLOW-1", null, "new"), tuple("FLOW-1", "acme/shop#12", "waiting"));
        assertThat(export(ExportTable.ITEMS, "2026-03-02T20:00:00Z"))
                .extracting(row -> row.get("key"))
                .containsExactly("FLOW-1");
    }

    @Test
    void pull_request_without_an_issue_is_an_item_of_its_own() throws IOException {
        commit(List.of(snapshot(1, Level.STANDARD, null)), List.of(created(1)), List.of());
        capturePullRequest(List.of());

        assertThat(export(ExportTable.ITEMS, "2026-03-02T20:00:00Z"))
                .extracting(row -> row.get("item_id"))
                .containsExactly("jira:acme:issue:1", "github:acme:pull-request:7");
    }

    @Test
    void each_cycle_is_a_row_and_each_visit_stands_in_the_cycle_it_began_in() throws IOException {
        commit(
                List.of(snapshot(1, Level.STANDARD, null, DOING), snapshot(2, Level.SUB_TASK, issue(1))),
                List.of(
                        created(1),
                        Story.changed(1, "09:00:00", OPEN, DOING),
                        Story.changed(1, "10:00:00", DOING, DONE),
                        later(1, "2026-04-20T09:00:00Z", DONE, DOING),
                        created(2)),
                List.of());

        assertThat(export(ExportTable.ITEMS, "2026-04-21T00:00:00Z"))
                .extracting(row -> row.get("cycle"), row -> row.get("status"))
                .containsExactly(tuple("1", "done"), tuple("2", "in-flow"));
        assertThat(export(ExportTable.VISITS, "2026-04-21T00:00:00Z"))
                .extracting(row -> row.get("cycle"), row -> row.get("artifact_key"), row -> row.get("state_name"))
                .containsExactlyInAnyOrder(
                        tuple("1", null, "Open"),
                        tuple("1", "FLOW-2", "Open"),
                        tuple("1", null, "In Progress"),
                        tuple("1", null, "Done"),
                        tuple("2", null, "In Progress"));
    }

    private static FlowEvent later(int number, String instant, NativeState from, NativeState to) {
        return new FlowEvent.StateChanged(
                new EventHeader(
                        EventId.of(issue(number), instant), issue(number), Instant.parse(instant), 0, Story.ANN),
                from,
                to);
    }
}
