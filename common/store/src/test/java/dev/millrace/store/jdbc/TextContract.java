package dev.millrace.store.jdbc;

import static dev.millrace.store.jdbc.Facts.ANN;
import static dev.millrace.store.jdbc.Facts.BUG;
import static dev.millrace.store.jdbc.Facts.JIRA;
import static dev.millrace.store.jdbc.Facts.OPEN;
import static dev.millrace.store.jdbc.Facts.batch;
import static dev.millrace.store.jdbc.Facts.header;
import static dev.millrace.store.jdbc.Facts.issue;
import static dev.millrace.store.jdbc.Facts.minute;
import static dev.millrace.store.jdbc.Facts.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.facts.FactBatch;
import dev.millrace.model.Actor;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.EventHeader;
import dev.millrace.model.EventId;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.Level;
import dev.millrace.model.Link;
import dev.millrace.model.NativeState;
import dev.millrace.model.NativeType;
import dev.millrace.model.StateCategory;
import dev.millrace.model.StateDefinition;
import dev.millrace.model.StateUse;
import dev.millrace.store.CommitResult;
import dev.millrace.store.Cursor;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What goes in comes out: every kind of event, every field, and text as hostile as people write it. */
interface TextContract extends StoreContract {

    List<String> HOSTILE = List.of(
            "'); DROP TABLE event; --",
            "\"quoted\" 'twice' `thrice` \\ back",
            "tab\tnew\nline\rreturn \u0001 \u001b[31m \u007f \u0085 bell\u0007",
            "emoji \uD83D\uDC69\u200D\uD83D\uDE80, e\u0301, \u202Eright to left, \u65E5\u672C\u8A9E",
            "=HYPERLINK(\"x\") ? %s {0} ${x} :name",
            "\uFFFD\uFFFE\uFEFF",
            "x".repeat(70_000));

    @Test
    default void every_kind_of_event_comes_back_as_it_was_given() {
        ArtifactId a = issue(1);
        NativeState named = new NativeState(null, "Only a name");
        NativeType untyped = new NativeType(null, "Story");
        Actor bot = new Actor("k0000000000000b0", Actor.Type.BOT);
        EventHeader nobody = new EventHeader(EventId.of(a, "nobody"), a, Instant.EPOCH.minusMillis(1), -7, null);
        List<FlowEvent> events = List.of(
                new FlowEvent.Created(nobody, named, null),
                new FlowEvent.Created(header(a, "1", 1), OPEN, BUG),
                new FlowEvent.StateChanged(header(a, "2", 2), OPEN, named),
                new FlowEvent.ResolutionChanged(header(a, "3", 3), null, "Fixed"),
                new FlowEvent.ResolutionChanged(header(a, "4", 4), "Fixed", null),
                new FlowEvent.TypeChanged(header(a, "5", 5), BUG, untyped),
                new FlowEvent.AssigneeChanged(header(a, "6", 6), null, bot),
                new FlowEvent.AssigneeChanged(header(a, "7", 7), ANN, null),
                new FlowEvent.Moved(header(a, "8", 8), "OLD-1", "NEW-1"),
                new FlowEvent.ParentChanged(header(a, "9", 9), null, issue(2)),
                new FlowEvent.ParentChanged(header(a, "a", 10), issue(2), null),
                new FlowEvent.FlagChanged(header(a, "b", 11), true),
                new FlowEvent.FlagChanged(header(a, "c", 12), false),
                new FlowEvent.BlockerChanged(header(a, "d", 13), "FLOW-2", true),
                new FlowEvent.BlockerChanged(header(a, "e", 14), "FLOW-2", false),
                new FlowEvent.CommitAdded(header(a, "f", 15), "b".repeat(64), Facts.minute(3)),
                new FlowEvent.ReviewRequested(header(a, "g", 16), null),
                new FlowEvent.Reviewed(header(a, "h", 17), "a word of its own"),
                new FlowEvent.StageRan(header(a, "i", 18), Facts.STAGE_RUN));
        assertThat(events.stream().map(FlowEvent::kind)).containsAll(List.of(FlowEvent.Kind.values()));
        commit(batch().with(events.toArray(FlowEvent[]::new)));

        assertThat(events(everything())).isEqualTo(events);
        assertThat(commit(batch().with(events.toArray(FlowEvent[]::new)))).isEqualTo(CommitResult.NOTHING);
    }

    @Test
    default void bare_snapshot_keeps_its_nothings() {
        ArtifactSnapshot bare = new ArtifactSnapshot(
                issue(1),
                "K-1",
                "",
                "K",
                null,
                Level.STANDARD,
                null,
                null,
                null,
                null,
                minute(0),
                minute(0),
                new TreeMap<>());
        commit(batch().with(bare));

        assertThat(store().item(issue(1), everything()).orElseThrow().item().snapshot())
                .isEqualTo(bare);
        assertThat(commit(batch().with(bare))).isEqualTo(CommitResult.NOTHING);
    }

    @Test
    default void hostile_text_comes_back_as_it_was_given() {
        for (int n = 0; n < HOSTILE.size(); n++) {
            String text = HOSTILE.get(n);
            ArtifactSnapshot snapshot = hostile(issue(n), text);
            FlowEvent event = new FlowEvent.StateChanged(
                    header(issue(n), "1", 0), new NativeState(text, text), new NativeState(null, text));
            FactBatch page = batch().with(snapshot)
                    .with(event)
                    .with(new Link(issue(n), issue(n + 1), text, Link.Rule.BODY))
                    .with(new StateDefinition(JIRA, text, text, new StateCategory(text)))
                    .with(new StateUse(JIRA, text, new NativeState(text, text)))
                    .with(new LedgerEntry(JIRA, text, text, 1L, 1, text))
                    .get();
            Cursor cursor = new Cursor(text, text);
            store().commit(page, cursor);

            assertThat(store().item(issue(n), everything()).orElseThrow().item().snapshot())
                    .isEqualTo(snapshot);
            assertThat(store().item(issue(n), everything()).orElseThrow().item().events())
                    .containsExactly(event);
            assertThat(store().find(text, everything())).contains(issue(n));
            assertThat(store().cursor(text)).contains(cursor);
            assertThat(store().states(everything()).seenIn(JIRA, text)).containsExactly(new NativeState(text, text));
            assertThat(store().commit(page, cursor)).isEqualTo(CommitResult.NOTHING);
        }
        List<String> relations = new ArrayList<>();
        store().forEachLink(everything(), link -> relations.add(link.relation()));
        assertThat(relations).containsExactlyInAnyOrderElementsOf(HOSTILE);
    }

    @Test
    default void hostile_text_in_a_page_of_many_facts_comes_back_as_it_was_given() {
        Facts.Batch page = batch();
        List<FlowEvent> events = new ArrayList<>();
        List<ArtifactSnapshot> snapshots = new ArrayList<>();
        for (int n = 0; n < 3 * HOSTILE.size(); n++) {
            String text = HOSTILE.get(n % HOSTILE.size());
            snapshots.add(hostile(issue(n), text));
            events.add(new FlowEvent.ResolutionChanged(header(issue(n), "1", 0), text, "\\N"));
            page.with(snapshots.get(n))
                    .with(events.get(n))
                    .with(new Link(issue(n), issue(n + 1), text, Link.Rule.BODY));
        }
        commit(page);

        assertThat(events(everything())).isEqualTo(events);
        assertThat(items(everything()).stream().map(item -> item.item().snapshot()))
                .isEqualTo(snapshots);
        assertThat(commit(page)).isEqualTo(CommitResult.NOTHING);
    }

    @Test
    default void text_no_database_can_hold_is_replaced_and_stays_findable() {
        String torn = "a\u0000b\uD83Dc\uDE00d";
        String replaced = "a\uFFFDb\uFFFDc\uFFFDd";
        ArtifactId artifact = ArtifactId.issue(JIRA, "x\uD83Dy");
        ArtifactId stored = ArtifactId.issue(JIRA, "x\uFFFDy");
        FactBatch page = batch().with(hostile(artifact, torn))
                .with(new FlowEvent.BlockerChanged(header(artifact, "1\uDE00", 0), torn, true))
                .with(new FlowEvent.ResolutionChanged(header(artifact, "2", 1), torn, torn))
                .get();
        store().commit(page, new Cursor("s\u0000", torn));

        assertThat(store().item(artifact, everything()).orElseThrow().item().snapshot())
                .isEqualTo(hostile(stored, replaced));
        assertThat(events(everything()))
                .containsExactly(
                        new FlowEvent.BlockerChanged(header(stored, "1\uFFFD", 0), replaced, true),
                        new FlowEvent.ResolutionChanged(header(stored, "2", 1), replaced, replaced));
        assertThat(store().find(torn, everything())).contains(stored);
        assertThat(store().cursor("s\u0000")).contains(new Cursor("s\u0000", replaced));
        assertThat(store().commit(page, new Cursor("s\u0000", torn))).isEqualTo(CommitResult.NOTHING);
    }

    @Test
    default void longest_ids_fit() {
        ArtifactId artifact = ArtifactId.issue(JIRA, "\u65E5".repeat(1_000));
        FlowEvent event = Facts.created(artifact, 0);
        commit(batch().with(snapshot(artifact, "LONG-1")).with(event));

        assertThat(store().item(artifact, everything()).orElseThrow().item().events())
                .containsExactly(event);
    }

    private static ArtifactSnapshot hostile(ArtifactId artifact, String text) {
        return new ArtifactSnapshot(
                artifact,
                text,
                text,
                text,
                new NativeType(text, text),
                Level.STANDARD,
                null,
                new NativeState(text, text),
                text,
                URI.create("https://jira.example.org/%27?q=\u65E5"),
                minute(0),
                minute(1),
                new TreeMap<>(Map.of(text, List.of(text, "b"), "labels", List.of())));
    }
}
