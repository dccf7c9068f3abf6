package dev.millrace.app.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.facts.FactBatch;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.EventHeader;
import dev.millrace.model.EventId;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.Knowledge;
import dev.millrace.model.Level;
import dev.millrace.model.NativeState;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.Cursor;
import dev.millrace.store.FlowStore;
import dev.millrace.store.sqlite.SqliteFlowStore;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HolderTreeTest {

    private static final Instant AT = Instant.parse("2026-03-01T08:00:00Z");
    private static final NativeState OPEN = new NativeState("1", "Open");

    @TempDir
    private Path folder;

    private final List<ArtifactSnapshot> snapshots = new ArrayList<>();

    @Test
    void an_item_is_part_of_its_epic_and_of_the_initiative_above() {
        add("1", Level.PORTFOLIO, null);
        add("2", Level.PORTFOLIO, "1");
        add("3", Level.STANDARD, "2");

        HolderTree tree = tree();
        assertThat(tree.above(id("3"))).containsExactly(id("2"), id("1"));
        assertThat(tree.parent(id("2"))).isEqualTo(id("1"));
        assertThat(tree.parent(id("1"))).isNull();
        assertThat(tree.holders()).extracting(ArtifactSnapshot::artifact).containsExactly(id("1"), id("2"));
    }

    @Test
    void a_parent_that_is_not_captured_is_missing_and_holds_nothing() {
        add("3", Level.STANDARD, "99");
        add("4", Level.STANDARD, null);

        HolderTree tree = tree();
        assertThat(tree.above(id("3"))).isEmpty();
        assertThat(tree.parentMissing(id("3"))).isTrue();
        assertThat(tree.parentMissing(id("4"))).isFalse();
    }

    @Test
    void a_standard_issue_holds_no_other_in_a_portfolio_and_is_not_missing() {
        add("3", Level.STANDARD, null);
        add("4", Level.STANDARD, "3");

        HolderTree tree = tree();
        assertThat(tree.above(id("4"))).isEmpty();
        assertThat(tree.parentMissing(id("4"))).isFalse();
    }

    @Test
    void epics_that_hold_each_other_in_a_circle_end_it() {
        add("1", Level.PORTFOLIO, "2");
        add("2", Level.PORTFOLIO, "1");
        add("3", Level.STANDARD, "1");

        HolderTree tree = tree();
        assertThat(tree.above(id("3"))).containsExactly(id("1"), id("2"));
        assertThat(tree.above(id("1"))).containsExactly(id("2"));
    }

    private HolderTree tree() {
        try (FlowStore store = SqliteFlowStore.open(folder.resolve("store.db"), InstantSource.fixed(AT))) {
            List<FlowEvent> events = snapshots.stream()
                    .<FlowEvent>map(issue -> new FlowEvent.Created(
                            new EventHeader(EventId.of(issue.artifact(), "created"), issue.artifact(), AT, 0, null),
                            OPEN,
                            null))
                    .toList();
            store.commit(
                    new FactBatch(snapshots, events, List.of(), List.of(), List.of(), List.of()),
                    new Cursor("test", ""));
            return new HolderTree(store, new Knowledge(AT, Instant.MAX));
        }
    }

    private void add(String id, Level level, @Nullable String parent) {
        snapshots.add(new ArtifactSnapshot(
                id(id),
                "TEST-" + id,
                "Title",
                "TEST",
                null,
                level,
                parent == null ? null : id(parent),
                OPEN,
                null,
                null,
                AT,
                AT,
                Collections.emptySortedMap()));
    }

    private static ArtifactId id(String id) {
        return new ArtifactId(ToolInstance.jira("test"), ArtifactKind.ISSUE, id);
    }
}
