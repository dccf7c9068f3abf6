package dev.millrace.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.flow.Delivery.Content;
import dev.millrace.flow.Delivery.Deployment;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Level;
import dev.millrace.model.ToolInstance;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
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
        reverts.show(Reverts.takenBy(revert));
        add(reverts, change("1", "acme/shop", "Add a cart"), NOON);
        add(reverts, change("2", "acme/shop", "Add a cart (#2)"), NOON.plusSeconds(60));
        add(reverts, change("3", "acme/other", "Add a cart"), NOON.plusSeconds(120));
        Reverts.Title taken = Objects.requireNonNull(Reverts.takenBy(revert));

        assertThat(reverts.of(taken, NOON.plusSeconds(600))).isEqualTo(id("2"));
        assertThat(reverts.of(taken, NOON.plusSeconds(30))).isEqualTo(id("1"));
        assertThat(reverts.of(taken, NOON)).as("nothing came before").isNull();
        assertThat(Reverts.takenBy(change("5", "acme/shop", "Revert the cart")))
                .as("a sentence of a person")
                .isNull();
    }

    private static void add(Reverts reverts, ArtifactSnapshot change, Instant at) {
        Reverts.Title title = reverts.named(change);
        if (title != null) {
            reverts.add(title, change.artifact(), at);
        }
    }

    private static ArtifactSnapshot change(String id, String repository, String title) {
        return new ArtifactSnapshot(
                id(id),
                "#" + id,
                title,
                repository,
                null,
                Level.STANDARD,
                null,
                null,
                null,
                null,
                NOON,
                NOON,
                new TreeMap<>());
    }

    private static ArtifactId id(String id) {
        return new ArtifactId(new ToolInstance("github", "test"), ArtifactKind.PULL_REQUEST, id);
    }
}
