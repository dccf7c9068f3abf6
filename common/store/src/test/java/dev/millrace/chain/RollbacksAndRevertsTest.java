package dev.millrace.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.chain.graph.Reverts;
import dev.millrace.flow.Delivery.Content;
import dev.millrace.flow.Delivery.Deployment;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Level;
import dev.millrace.model.ToolInstance;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What git and titles tell of a deployment that was wrong. */
class RollbacksAndRevertsTest {

    private static final String A = "a".repeat(40);
    private static final String B = "b".repeat(40);
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void an_older_commit_deployed_again_is_a_rollback_and_the_same_one_is_none() {
        Story story = Story.in(folder.resolve("chain.db"));
        try {
            story.commit(A, "2026-01-01T00:00:00Z")
                    .commit(B, "2026-01-02T00:00:00Z", A)
                    .production("1", A, "2026-01-01T12:00:00Z", "success")
                    .production("2", B, "2026-01-02T12:00:00Z", "success")
                    .production("3", B, "2026-01-03T12:00:00Z", "failure")
                    .production("4", A, "2026-01-04T12:00:00Z", "success")
                    .production("5", A, "2026-01-05T12:00:00Z", "success")
                    .production("6", "c".repeat(40), "2026-01-06T12:00:00Z", "success");

            assertThat(story.reader().deliveries().get(0).deployments())
                    .extracting(Deployment::content)
                    .containsExactly(
                            Content.NEWER,
                            Content.NEWER,
                            Content.UNKNOWN,
                            Content.OLDER,
                            Content.SAME,
                            Content.UNKNOWN);
        } finally {
            story.close();
        }
    }

    @Test
    void a_revert_takes_back_the_latest_change_before_it_with_that_title() {
        Reverts reverts = new Reverts();
        ArtifactSnapshot revert = change("4", "acme/shop", "Revert \"Add a cart (#2)\" (#4)");
        List<Reverts.Name> taken = Reverts.takenBy(revert);
        reverts.show(taken);
        add(reverts, 1, change("1", "acme/shop", "Add a cart"), NOON);
        add(reverts, 2, change("2", "acme/shop", "Add a cart (#2)"), NOON.plusSeconds(60));
        add(reverts, 3, change("3", "acme/other", "Add a cart"), NOON.plusSeconds(120));

        assertThat(reverts.of(taken, 4, NOON.plusSeconds(600))).containsExactly(2);
        assertThat(reverts.of(taken, 4, NOON.plusSeconds(30))).containsExactly(1);
        assertThat(reverts.of(taken, 4, NOON)).as("nothing came before").isEmpty();
        assertThat(Reverts.takenBy(change("5", "acme/shop", "Revert the cart")))
                .as("a sentence of a person")
                .isEmpty();
    }

    @Test
    void a_hash_decides_before_a_number_and_a_number_before_a_title() {
        Reverts reverts = new Reverts();
        ArtifactSnapshot all = says("9", "Revert \"Add a cart\"", List.of(A), List.of("Acme/Shop#2"));
        ArtifactSnapshot number = says("8", "Revert \"Add a cart\"", List.of("f".repeat(40)), List.of("acme/shop#2"));
        reverts.show(Reverts.takenBy(all));
        reverts.show(Reverts.takenBy(number));
        reverts.answers(change("1", "acme/shop", "Add a cart"), List.of(A))
                .forEach(name -> reverts.add(name, 1, id("1"), NOON));
        add(reverts, 2, key("2", "acme/shop#2", "Add a cart"), NOON.plusSeconds(60));
        add(reverts, 3, change("3", "acme/shop", "Add a cart"), NOON.plusSeconds(120));

        assertThat(reverts.of(Reverts.takenBy(all), 9, NOON.plusSeconds(600))).containsExactly(1);
        assertThat(reverts.of(Reverts.takenBy(number), 8, NOON.plusSeconds(600)))
                .as("its hash is of nothing that landed")
                .containsExactly(2);
    }

    @Test
    void the_begin_of_a_hash_counts_if_no_other_one_begins_so() {
        Reverts reverts = new Reverts();
        List<Reverts.Name> taken = Reverts.takenBy(says("9", "Back it out", List.of("abcdef1"), List.of()));
        reverts.show(taken);
        Instant later = NOON.plusSeconds(60);
        land(reverts, 1, "abcdef1" + "0".repeat(33));
        assertThat(reverts.of(taken, 9, later)).containsExactly(1);
        assertThat(reverts.of(taken, 9, NOON)).as("it was not there yet").isEmpty();

        land(reverts, 2, "abcdef2" + "0".repeat(33));
        assertThat(reverts.of(taken, 9, later)).containsExactly(1);

        land(reverts, 3, "abcdef1" + "1".repeat(33));
        assertThat(reverts.of(taken, 9, later)).as("two begin so").isEmpty();
    }

    @Test
    void what_takes_a_revert_back_names_the_revert() {
        assertThat(Reverts.takenBy(change("6", "acme/shop", "Reapply \"Add a cart\" (#6)")))
                .isEqualTo(Reverts.takenBy(change("7", "acme/shop", "Revert \"Revert \"Add a cart (#2)\"\" (#7)")))
                .containsExactly(Reverts.title(change("4", "acme/shop", "Revert \"Add a cart (#2)\" (#4)")));
    }

    private static void land(Reverts reverts, int line, String sha) {
        reverts.answers(change("" + line, "acme/shop", "Work " + line), List.of(sha))
                .forEach(name -> reverts.add(name, line, id("" + line), NOON));
    }

    private static void add(Reverts reverts, int line, ArtifactSnapshot change, Instant at) {
        reverts.answers(change, List.of()).forEach(name -> reverts.add(name, line, change.artifact(), at));
    }

    private static ArtifactSnapshot change(String id, String repository, String title) {
        return snapshot(id, "#" + id, repository, title, new TreeMap<>());
    }

    private static ArtifactSnapshot key(String id, String key, String title) {
        return snapshot(id, key, "acme/shop", title, new TreeMap<>());
    }

    private static ArtifactSnapshot says(String id, String title, List<String> hashes, List<String> numbers) {
        return snapshot(
                id,
                "#" + id,
                "acme/shop",
                title,
                new TreeMap<>(Map.of("reverts", hashes, "revertsPullRequest", numbers)));
    }

    private static ArtifactSnapshot snapshot(
            String id, String key, String repository, String title, TreeMap<String, List<String>> attributes) {
        return new ArtifactSnapshot(
                id(id), key, title, repository, null, Level.STANDARD, null, null, null, null, NOON, NOON, attributes);
    }

    private static ArtifactId id(String id) {
        return new ArtifactId(new ToolInstance("github", "test"), ArtifactKind.PULL_REQUEST, id);
    }
}
