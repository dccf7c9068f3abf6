package dev.millrace.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.hub.web.HubSettings;
import dev.millrace.store.sqlite.SqliteFlowStore;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hub that only answers questions. */
class HubReadOnlyAcceptanceTest {

    @TempDir
    private Path folder;

    @Test
    void it_answers_questions_and_refuses_posts_with_a_reason() throws Exception {
        try (HubUnderTest writing = new HubUnderTest(folder)) {
            writing.post(Posts.issues(7, 8));
        }
        HubSettings settings = HubSettings.loopback()
                .at("127.0.0.1", 0)
                .limited(1 << 20, 100_000, 100_000)
                .readingOnly();
        try (HubUnderTest hub = new HubUnderTest(
                folder,
                settings,
                () -> SqliteFlowStore.openReadOnly(folder.resolve("hub.db"), InstantSource.system()))) {
            HttpResponse<String> post = hub.post(Posts.issues(8, 9));

            assertThat(post.statusCode()).isEqualTo(403);
            assertThat(post.body())
                    .contains("The hub is read-only", "--read-only", "post to the hub that writes the store");
            assertThat(hub.get("/v1/views/issue/HUB-7").statusCode()).isEqualTo(200);
            assertThat(hub.get("/v1/views/issue/HUB-8").statusCode()).isEqualTo(404);
            assertThat(hub.get("/v1/reports/flow").statusCode()).isEqualTo(200);
            assertThat(hub.get("/health").statusCode()).isEqualTo(200);
        }
    }
}
