package dev.millrace.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.facts.FactBatch;
import dev.millrace.model.Knowledge;
import dev.millrace.store.Cursor;
import dev.millrace.store.FlowStore;
import dev.millrace.store.sqlite.SqliteFlowStore;
import dev.millrace.valuestream.Definition;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExporterTest {

    private static final Instant AS_OF = Instant.parse("2026-03-02T20:00:00Z");
    private static final Instant RECORDED = Instant.parse("2026-06-01T12:00:00Z");
    private static final Knowledge EVENING = new Knowledge(AS_OF, RECORDED);

    @TempDir
    private Path folder;

    private FlowStore store;

    @BeforeEach
    void capture() {
        store = store("flow.db", RECORDED, Story.definitions(), Story.delivered(), Story.others());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private FlowStore store(String name, Instant recordedAt, FactBatch... pages) {
        FlowStore opened = SqliteFlowStore.open(folder.resolve(name), InstantSource.fixed(recordedAt));
        for (FactBatch page : pages) {
            opened.commit(page, new Cursor("test", "x"));
        }
        return opened;
    }

    private static Exporter exporter(FlowStore store, Knowledge knowledge) {
        return new Exporter(store, knowledge, Definition.standard(), item -> true);
    }

    private static String export(Exporter exporter, ExportTable table, ExportFormat format) throws IOException {
        StringWriter out = new StringWriter();
        long rows = exporter.export(table, format, out);
        long lines = out.toString().chars().filter(c -> c == '\n').count();
        assertThat(rows).isEqualTo(format == ExportFormat.CSV ? lines - 1 : lines);
        return out.toString();
    }

    private String csv(ExportTable table) throws IOException {
        return export(exporter(store, EVENING), table, ExportFormat.CSV);
    }

    @Test
    void visits_say_where_each_issue_was_and_what_that_means() throws IOException {
        assertThat(csv(ExportTable.VISITS)).isEqualTo("""
                        item_id,key,cycle,artifact_id,artifact_key,state_id,state_name,stage_id,stage_kind,waiting_for,start,end,duration_ms
                        jira:acme:issue:1,FLOW-1,1,jira:acme:issue:1,,1,Open,to-do,new,,2026-03-02T08:00:00.000Z,2026-03-02T09:00:00.000Z,3600000
                        jira:acme:issue:1,FLOW-1,1,jira:acme:issue:11,FLOW-11,1,Open,to-do,new,,2026-03-02T08:00:00.000Z,2026-03-02T10:00:00.000Z,7200000
                        jira:acme:issue:1,FLOW-1,1,jira:acme:issue:1,,3,In Progress,in-progress,active,,2026-03-02T09:00:00.000Z,2026-03-02T12:00:00.250Z,10800250
                        jira:acme:issue:1,FLOW-1,1,jira:acme:issue:11,FLOW-11,5,Done,done,done,,2026-03-02T10:00:00.000Z,,
                        jira:acme:issue:1,FLOW-1,1,jira:acme:issue:1,,4,In Review,in-review,waiting,review,2026-03-02T12:00:00.250Z,2026-03-02T13:00:00.250Z,3600000
                        jira:acme:issue:1,FLOW-1,1,jira:acme:issue:1,,5,Done,done,done,,2026-03-02T13:00:00.250Z,,
                        jira:acme:issue:2,FLOW-2,1,jira:acme:issue:2,,1,Open,to-do,new,,2026-03-02T08:00:00.000Z,2026-03-02T09:30:00.000Z,5400000
                        jira:acme:issue:2,FLOW-2,1,jira:acme:issue:2,,4,In Review,in-review,waiting,review,2026-03-02T09:30:00.000Z,,
                        jira:acme:issue:3,FLOW-3,1,jira:acme:issue:3,,1,Open,to-do,new,,2026-03-02T08:00:00.000Z,2026-03-02T10:30:00.000Z,9000000
                        jira:acme:issue:3,FLOW-3,1,jira:acme:issue:3,,5,Done,done,done,,2026-03-02T10:30:00.000Z,,
                        jira:acme:issue:4,FLOW-4,1,jira:acme:issue:4,,1,Open,to-do,new,,2026-03-02T08:00:00.000Z,2026-03-02T11:00:00.000Z,10800000
                        jira:acme:issue:4,FLOW-4,1,jira:acme:issue:4,,5,Done,cancelled,cancelled,,2026-03-02T11:00:00.000Z,,
                        """);
    }

    @Test
    void items_carry_every_figure_with_its_state_and_reason() throws IOException {
        assertThat(csv(ExportTable.ITEMS)).isEqualTo("""
                        item_id,key,project,native_type_id,native_type,level,item_type,cycle,status,done_rule,created,start,stop,flow_time_ms,flow_time_state,flow_time_reason,lead_time_ms,lead_time_state,lead_time_reason,active_ms,waiting_ms,paused_ms,closed_gap_ms,unmapped_ms,elapsed_ms,efficiency,efficiency_state,efficiency_reason,reopenings,backward_moves,incomplete
                        jira:acme:issue:1,FLOW-1,FLOW,10,Bug,standard,defect,1,done,tracked,2026-03-02T08:00:00.000Z,2026-03-02T09:00:00.000Z,2026-03-02T13:00:00.250Z,14400250,measured,,18000250,measured,,10800250,3600000,0,0,0,14400250,0.750004340202427,measured,,0,0,false
                        jira:acme:issue:2,FLOW-2,FLOW,10,Bug,standard,defect,1,in-flow,tracked,2026-03-02T08:00:00.000Z,2026-03-02T09:30:00.000Z,,37800000,open,,43200000,open,,0,37800000,0,0,0,37800000,,not-applicable,not-done,0,0,true
                        jira:acme:issue:3,FLOW-3,FLOW,10,Bug,standard,defect,1,done,tracked,2026-03-02T08:00:00.000Z,,2026-03-02T10:30:00.000Z,,unknown,never-started,9000000,measured,,,,,,,,,unknown,never-started,0,0,false
                        jira:acme:issue:4,FLOW-4,FLOW,10,Bug,portfolio,defect,1,cancelled,tracked,2026-03-02T08:00:00.000Z,,2026-03-02T11:00:00.000Z,,not-applicable,cancelled,,not-applicable,cancelled,,,,,,,,not-applicable,cancelled,0,0,false
                        """);
    }

    @Test
    void events_are_told_as_their_source_told_them() throws IOException {
        assertThat(csv(ExportTable.EVENTS)).startsWith("""
                        event_id,artifact_id,kind,occurred_at,sequence,actor,actor_type,from_state_id,from_state_name,to_state_id,to_state_name,from_resolution,to_resolution,from_type_id,from_type_name,to_type_id,to_type_name,from_assignee,from_assignee_type,to_assignee,to_assignee_type,from_key,to_key,from_parent,to_parent,flag_raised,blocker,blocker_added,commit_sha,authored_at,reviewer,reviewer_type,verdict,run_id,run_parent_id,run_kind,run_name,run_start,run_end,run_result,run_skipped,run_agent_wait_ms,run_input_pause_ms
                        jira:acme:issue:1#created,jira:acme:issue:1,created,2026-03-02T08:00:00.000Z,0,k0000000000000a1,human,,,1,Open,,,,,10,Bug,,,,,,,,,,,,,,,,,,,,,,,,,,
                        jira:acme:issue:1#09:00:00,jira:acme:issue:1,state-changed,2026-03-02T09:00:00.000Z,0,k0000000000000a1,human,1,Open,3,In Progress,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,
                        """).contains("""
                        jira:acme:issue:4#resolved,jira:acme:issue:4,resolution-changed,2026-03-02T11:00:00.000Z,0,k0000000000000a1,human,,,,,,Won't Fix,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,
                        """).hasLineCount(14);
        assertThat(export(exporter(store, EVENING), ExportTable.EVENTS, ExportFormat.NDJSON))
                .startsWith("{\"event_id\":\"jira:acme:issue:1#created\",\"artifact_id\":\"jira:acme:issue:1\","
                        + "\"kind\":\"created\",\"occurred_at\":\"2026-03-02T08:00:00.000Z\",\"sequence\":0,"
                        + "\"actor\":\"k0000000000000a1\",\"actor_type\":\"human\",\"from_state_id\":null,");
    }

    @Test
    void links_and_ledger_are_tables_too() throws IOException {
        assertThat(csv(ExportTable.LINKS)).isEqualTo("""
                        from_id,to_id,relation,rule
                        jira:acme:issue:1,jira:acme:issue:2,relates to,explicit
                        """);
        assertThat(csv(ExportTable.LEDGER)).isEqualTo("""
                        tool,scope,measure,expected,captured,incomplete,note
                        jira:acme,jira:acme:issue:1,changelog histories,3,3,false,
                        jira:acme,jira:acme:issue:2,changelog histories,9,1,true,limit of 40
                        jira:acme,search FLOW,issues,,5,false,
                        """);
        assertThat(export(exporter(store, EVENING), ExportTable.LEDGER, ExportFormat.NDJSON))
                .endsWith("""
                        {"tool":"jira:acme","scope":"search FLOW","measure":"issues","expected":null,"captured":5,"incomplete":false,"note":null}
                        """);
    }

    @ParameterizedTest
    @EnumSource
    void both_formats_say_the_same_in_the_same_order(ExportTable table) throws IOException {
        Exporter exporter = exporter(store, EVENING).withRecordedAt();
        List<List<String>> rows = TinyCsv.parse(export(exporter, table, ExportFormat.CSV));
        List<List<String>> objects = new ArrayList<>();
        for (String line : export(exporter, table, ExportFormat.NDJSON).split("\n")) {
            JsonNode object = new ObjectMapper().readTree(line);
            List<String> names = new ArrayList<>();
            List<String> values = new ArrayList<>();
            object.fields().forEachRemaining(field -> {
                names.add(field.getKey());
                values.add(field.getValue().isNull() ? "" : field.getValue().asText());
            });
            assertThat(names).isEqualTo(rows.get(0));
            objects.add(values);
        }
        assertThat(objects).isNotEmpty().isEqualTo(rows.subList(1, rows.size()));
    }

    @ParameterizedTest
    @EnumSource
    void empty_store_gives_a_header_or_nothing(ExportTable table) throws IOException {
        try (FlowStore empty = store("empty.db", RECORDED)) {
            assertThat(TinyCsv.parse(export(exporter(empty, EVENING), table, ExportFormat.CSV)))
                    .hasSize(1);
            assertThat(export(exporter(empty, EVENING), table, ExportFormat.NDJSON))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void stores_that_captured_the_same_facts_export_the_same_bytes(ExportTable table) throws IOException {
        Instant later = RECORDED.plusSeconds(99);
        try (FlowStore other =
                store("other.db", later, Story.others(), Story.delivered(), Story.others(), Story.definitions())) {
            Knowledge known = new Knowledge(AS_OF, later);
            for (ExportFormat format : ExportFormat.values()) {
                assertThat(export(exporter(other, known), table, format))
                        .isEqualTo(export(exporter(store, EVENING), table, format));
            }
        }
    }

    @Test
    void recorded_at_stands_there_when_asked_for() throws IOException {
        String events = export(exporter(store, EVENING).withRecordedAt(), ExportTable.EVENTS, ExportFormat.CSV);

        assertThat(events.lines().findFirst().orElseThrow()).endsWith(",run_input_pause_ms,recorded_at");
        assertThat(TinyCsv.records(events))
                .hasSize(13)
                .allSatisfy(event -> assertThat(event).containsEntry("recorded_at", "2026-06-01T12:00:00.000Z"));
    }

    @Test
    void export_is_bound_to_what_was_known_and_had_happened() throws IOException {
        String before = csv(ExportTable.VISITS);
        store.commit(
                new FactBatch(
                        List.of(),
                        List.of(Story.changed(2, "19:00:00", Story.REVIEW, Story.DONE)),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()),
                new Cursor("test", "y"));

        assertThat(csv(ExportTable.VISITS)).isEqualTo(before);
        Knowledge noon = new Knowledge(Story.at("12:00:00"), RECORDED);
        assertThat(TinyCsv.records(export(exporter(store, noon), ExportTable.EVENTS, ExportFormat.CSV)))
                .hasSize(11);
    }

    @Test
    void target_that_takes_no_more_is_an_io_error_and_the_store_works_on() throws IOException {
        Writer full = new Writer() {
            private int left = 500;

            @Override
            public void write(char[] text, int offset, int length) throws IOException {
                left -= length;
                if (left < 0) {
                    throw new IOException("broken pipe");
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };

        for (ExportFormat format : ExportFormat.values()) {
            assertThatThrownBy(() -> exporter(store, EVENING).export(ExportTable.VISITS, format, full))
                    .isInstanceOf(IOException.class)
                    .hasMessage("broken pipe");
        }
        assertThat(csv(ExportTable.VISITS)).isNotEmpty();
    }
}
