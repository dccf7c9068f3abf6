package dev.millrace.store.jdbc;

import static dev.millrace.store.jdbc.Facts.JIRA;
import static dev.millrace.store.jdbc.Facts.batch;
import static dev.millrace.store.jdbc.Facts.issue;
import static dev.millrace.store.jdbc.Facts.minute;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.facts.ExistenceFact;
import dev.millrace.facts.FactBatch;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Knowledge;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.Level;
import dev.millrace.model.NativeState;
import dev.millrace.model.StateUse;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.CommitResult;
import dev.millrace.store.Cursor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is known of a thing goes on under the name that it has now. */
interface RenamingContract extends StoreContract {

    private static ArtifactSnapshot snapshot(
            ToolInstance tool,
            ArtifactKind kind,
            String id,
            String key,
            String project,
            Map<String, List<String>> more) {
        return new ArtifactSnapshot(
                new ArtifactId(tool, kind, id),
                key,
                "title",
                project,
                null,
                Level.STANDARD,
                null,
                null,
                null,
                null,
                minute(0),
                minute(1),
                new TreeMap<>(more));
    }

    private static Cursor cursor(String source) {
        return new Cursor(source, "here");
    }

    private void acme() {
        ToolInstance jenkins = new ToolInstance("jenkins", "ci");
        List<ArtifactSnapshot> snapshots = new ArrayList<>();
        snapshots.add(snapshot(JIRA, ArtifactKind.PULL_REQUEST, "1", "acme/shop#1", "acme/shop", Map.of()));
        snapshots.add(snapshot(JIRA, ArtifactKind.DEPLOYMENT, "2", "acme/shop deploy prod 2", "acme/shop", Map.of()));
        snapshots.add(snapshot(JIRA, ArtifactKind.COMMIT, "abc", "abc", "acme/shop", Map.of()));
        snapshots.add(snapshot(JIRA, ArtifactKind.PULL_REQUEST, "3", "acme/shopping#1", "acme/shopping", Map.of()));
        snapshots.add(snapshot(
                jenkins, ArtifactKind.BUILD, "4", "shop #4", "shop", Map.of("repository", List.of("acme/shop"))));
        for (int i = 10; i < 320; i++) {
            snapshots.add(snapshot(JIRA, ArtifactKind.COMMIT, "c" + i, "c" + i, "acme/shop", Map.of()));
        }
        NativeState open = new NativeState("open", "open");
        store().commit(
                        new FactBatch(
                                snapshots,
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(new StateUse(JIRA, "acme/shop", open)),
                                List.of(new LedgerEntry(JIRA, "acme/shop", "commits", 3L, 2, null))),
                        cursor("github:acme/shop/commits"));
    }

    private List<String> projects(ArtifactKind kind, Knowledge knowledge) {
        List<String> found = new ArrayList<>();
        store().forEachArtifact(
                        kind,
                        knowledge,
                        history -> found.add(history.snapshot().key() + " in "
                                + history.snapshot().project()));
        return found;
    }

    @Test
    default void everything_of_a_repository_gets_its_new_name_and_an_earlier_known_at_keeps_the_old_one() {
        acme();
        Instant before = clock().instant();
        clock().advance(Duration.ofMinutes(1));

        CommitResult result = store().renameRepository(JIRA, "acme/shop", "acme/store");

        assertThat(result.newSnapshots()).isEqualTo(314);
        Knowledge now = everything();
        assertThat(projects(ArtifactKind.PULL_REQUEST, now))
                .containsExactlyInAnyOrder("acme/store#1 in acme/store", "acme/shopping#1 in acme/shopping");
        assertThat(projects(ArtifactKind.DEPLOYMENT, now)).containsExactly("acme/store deploy prod 2 in acme/store");
        assertThat(projects(ArtifactKind.COMMIT, now))
                .hasSize(311)
                .allMatch(commit -> commit.endsWith(" in acme/store"));
        store().forEachArtifact(
                        ArtifactKind.BUILD,
                        now,
                        build -> assertThat(build.snapshot().attributes())
                                .containsEntry("repository", List.of("acme/store")));
        assertThat(projects(ArtifactKind.DEPLOYMENT, knownAt(before)))
                .containsExactly("acme/shop deploy prod 2 in acme/shop");
        List<String> lines = new ArrayList<>();
        store().forEachLedgerEntry(now, line -> lines.add(line.scope() + " " + line.captured()));
        assertThat(lines).containsExactly("acme/store 2");
        assertThat(store().find("acme/shop#1", now))
                .isEqualTo(store().find("acme/store#1", now))
                .isPresent();
        assertThat(store().renameRepository(JIRA, "acme/shop", "acme/store").changedAnything())
                .as("a second time there is nothing to do")
                .isFalse();
    }

    @Test
    default void source_goes_on_under_its_new_id() {
        acme();
        store().commit(batch().with(Facts.snapshot(1)).get(), cursor("other"));

        store().renameSource("github:acme/shop/commits", "github:acme/store/commits");
        store().renameSource("github:acme/store/commits", "other");

        assertThat(store().cursor("github:acme/shop/commits")).isEmpty();
        assertThat(store().cursor("github:acme/store/commits"))
                .as("one that was read already is not replaced")
                .isPresent();
        assertThat(store().present("github:acme/store/commits")).isEqualTo(315);
        assertThat(store().present("other")).isEqualTo(1);
        store().forgetPosition("github:acme/store/commits");
        assertThat(store().cursor("github:acme/store/commits")).isEmpty();
        assertThat(store().present("github:acme/store/commits")).isEqualTo(315);
    }

    @Test
    default void present_counts_what_is_stored_of_what_a_source_has_shown() {
        store().commit(
                        batch().with(Facts.snapshot(1))
                                .with(Facts.snapshot(2))
                                .get()
                                .with(new ExistenceFact.Unread(issue(3))),
                        cursor("x"));
        assertThat(store().present("x")).isEqualTo(2);
        store().commit(FactBatch.empty().with(new ExistenceFact.Gone(issue(1))), cursor("x"));
        assertThat(store().present("x")).isEqualTo(1);
        assertThat(store().present("y")).isZero();
    }
}
