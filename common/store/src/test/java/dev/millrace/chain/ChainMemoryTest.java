package dev.millrace.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.chain.graph.ServiceCatalog;
import dev.millrace.valuestream.Definition;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store of a million items has some three million pull requests, commits, builds and deployments: each may take little. */
class ChainMemoryTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final int CHAINS = 3_000;
    private static final int ARTIFACTS_A_CHAIN = 5;
    /** Texts and numbers take some 90; one object of an id in a map would double that. */
    private static final int BYTES_AN_ARTIFACT = 150;

    @TempDir
    private Path folder;

    @Test
    void chains_take_little_memory_for_each_of_their_artifacts() {
        Story story = Story.in(folder.resolve("chains.db"));
        try {
            fill(story);
            // what the store and the classes take once is there before it is measured
            assertThat(ChainWorld.read(
                                    ChainSource.ofStore(story.store(), Story.ALL),
                                    new ServiceCatalog(Definition.standard(), Set.of()),
                                    Set.of())
                            .runs()
                            .size())
                    .isEqualTo(2 * CHAINS);
            long before = used();

            ChainWorld world = ChainWorld.read(
                    ChainSource.ofStore(story.store(), Story.ALL),
                    new ServiceCatalog(Definition.standard(), Set.of()),
                    Set.of());

            long bytes = used() - before;
            Reference.reachabilityFence(world);
            assertThat(bytes / (CHAINS * ARTIFACTS_A_CHAIN))
                    .as("bytes an artifact, %d in all", bytes)
                    .isLessThan(BYTES_AN_ARTIFACT);
        } finally {
            story.close();
        }
    }

    /** Per chain an issue, its pull request, the merge commit, a build and a deployment of it. */
    private static void fill(Story story) {
        String parent = null;
        for (int i = 0; i < CHAINS; i++) {
            Instant at = BEGIN.plus(Duration.ofHours(i));
            String sha = String.format("%040x", i * 0x9E3779B97F4A7C15L);
            story.issue("ABC-" + i, at.toString());
            story.commit(sha, at.plusSeconds(60).toString(), parent == null ? new String[0] : new String[] {parent});
            story.pullRequest(
                    Integer.toString(i),
                    "ABC-" + i,
                    sha,
                    at.plusSeconds(20).toString(),
                    at.plusSeconds(60).toString());
            story.production(
                    Integer.toString(i), sha, at.plusSeconds(300).toString(), i % 7 == 0 ? "failure" : "success");
            story.build("shop", i, at.plusSeconds(100).toString()).head(sha);
            parent = sha;
        }
        story.reader();
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
