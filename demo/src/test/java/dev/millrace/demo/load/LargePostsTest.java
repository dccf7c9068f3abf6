package dev.millrace.demo.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.hub.access.TokenScope;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients that each post a document of nearly the largest size at the same moment, packed to a twentieth of it, to a hub with a small
 * heap. With {@code millrace.deep} there are 40, a document has 14.5 MB and the heap 512 MB; without, there are 6 and both are an
 * eighth of that.
 */
class LargePostsTest {

    private static final boolean DEEP = Boolean.getBoolean("millrace.deep");
    private static final int CLIENTS = DEEP ? 40 : 6;
    private static final int BYTES = DEEP ? 14_500_000 : 1_800_000;
    private static final String SETTINGS = DEEP ? "" : "serve: {limits: {bodyMiB: 2}}\n";
    private static final String HEAP = DEEP ? "-Xmx512m" : "-Xmx64m";
    /** Of which more may be live when all is stored than a hub needs that has just begun. */
    private static final int LIVE_MB = DEEP ? 128 : 40;

    private static final Duration PATIENCE = Duration.ofMinutes(DEEP ? 10 : 2);

    @TempDir
    Path folder;

    @Test
    void some_of_many_large_posts_at_once_are_told_to_come_back_and_all_are_stored_once() throws Exception {
        List<String> tokens = ServingHub.tokens(folder, CLIENTS, TokenScope.EVENTS_WRITE);
        int builds = BYTES / (Builds.document(0, 100).length / 100);
        Tally posts = new Tally();
        Tally health = new Tally();
        List<Posting> posting = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            int from = client * builds;
            Iterator<Posting.Document> once =
                    List.of(document(tokens.get(client), from, from + builds)).iterator();
            posting.add(new Posting(
                    () -> once.hasNext() ? Optional.of(once.next()) : Optional.empty(), Duration.ZERO, posts));
        }
        try (ServingHub hub = ServingHub.start(folder, SETTINGS, HEAP, "-XX:+UseSerialGC")) {
            List<LoadClient> clients = new ArrayList<>(posting);
            clients.add(new Reading(
                    () -> posts.of(200) < CLIENTS ? Optional.of("/health") : Optional.empty(),
                    "",
                    Duration.ofMillis(100),
                    health));
            new LoadGenerator(hub.address()).run(clients, PATIENCE, PATIENCE);
            int live = hub.liveHeap();
            System.out.println("posts of " + BYTES + " bytes " + posts + "\nhealth " + health + "\nlive heap " + live);
            assertThat(posts.of(200)).isEqualTo(CLIENTS);
            assertThat(posts.of(503)).as("told to come back").isPositive();
            assertThat(posts.otherThan(200, 503)).as(posts.toString()).isZero();
            assertThat(health.otherThan(200)).as(health.toString()).isZero();
            assertThat(live).isLessThan(LIVE_MB);
            assertThat(hub.stop()).isZero();
            StoredBuilds stored = StoredBuilds.of(folder);
            assertThat(stored.whole()).isEqualTo(Posting.acknowledged(posting));
            assertThat(stored.whole().cardinality()).isEqualTo(CLIENTS * builds);
            assertThat(stored.doubles()).isZero();
        }
    }

    private static Posting.Document document(String headers, int from, int to) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(Builds.document(from, to));
        }
        return new Posting.Document(
                LoadGenerator.request(
                        "POST",
                        "/v1/events",
                        headers + "Content-Type: application/x-ndjson\r\nContent-Encoding: gzip\r\n",
                        packed.toByteArray()),
                from,
                to);
    }
}
