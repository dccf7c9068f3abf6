package dev.millrace.store.jdbc;

import static dev.millrace.store.jdbc.Facts.OPEN;
import static dev.millrace.store.jdbc.Facts.batch;
import static dev.millrace.store.jdbc.Facts.changed;
import static dev.millrace.store.jdbc.Facts.created;
import static dev.millrace.store.jdbc.Facts.cursor;
import static dev.millrace.store.jdbc.Facts.issue;
import static dev.millrace.store.jdbc.Facts.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.model.ArtifactKind;
import dev.millrace.store.CursorPlace;
import dev.millrace.store.Note;
import dev.millrace.store.Operations;
import dev.millrace.store.StoreSize;
import dev.millrace.store.schema.Migrations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is kept about the running of Millrace is replaced, and is no fact. */
interface OperationsContract extends StoreContract {

    @Test
    default void a_note_replaces_the_one_of_the_same_topic_and_name() {
        Operations operations = store().operations();
        Instant first = clock().instant();
        operations.put("run", "jira:b/issues", "{\"n\":1}");
        operations.put("run", "jira:a/issues", "{}");
        operations.put("budget", "jira:b/issues", "{}");
        Instant second = clock().advance(Duration.ofMinutes(1));
        operations.put("run", "jira:b/issues", "{\"n\":2}");

        List<Note> notes = new ArrayList<>();
        operations.forEachNote("run", notes::add);
        assertThat(notes)
                .containsExactly(
                        new Note("run", "jira:a/issues", "{}", first),
                        new Note("run", "jira:b/issues", "{\"n\":2}", second));
        assertThat(operations.note("run", "jira:b/issues")).contains(notes.get(1));
        assertThat(operations.note("run", "jira:c/issues")).isEmpty();
        assertThat(store().lastRecordedAt()).as("a note is no fact").isEmpty();
    }

    @Test
    default void a_cursor_knows_when_it_last_came_any_further() {
        store().commit(batch().get(), cursor("page 1"));
        Instant moved = clock().advance(Duration.ofHours(1));
        store().commit(batch().get(), cursor("page 2"));
        clock().advance(Duration.ofHours(1));
        store().commit(batch().get(), cursor("page 2"));

        List<CursorPlace> places = new ArrayList<>();
        store().operations().forEachCursor(places::add);
        assertThat(places).containsExactly(new CursorPlace(cursor("page 2"), Optional.of(moved)));
    }

    @Test
    default void the_size_counts_what_was_stored() {
        assertThat(store().operations().size().events()).isZero();
        assertThat(store().operations().size().artifacts()).isEmpty();

        commit(batch().with(snapshot(1), snapshot(2))
                .with(created(issue(1), 0), changed(issue(1), "1", 5, OPEN, OPEN)));

        StoreSize size = store().operations().size();
        assertThat(size.events()).isEqualTo(2);
        assertThat(size.artifacts()).isEqualTo(Map.of(ArtifactKind.ISSUE, 2L));
        assertThat(size.schema()).isEqualTo(Migrations.VERSION);
        assertThat(size.bytes()).isBetween(10_000L, 10_000_000L);
    }
}
