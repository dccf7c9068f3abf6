package dev.millrace.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.ValueStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hub whose definition has several value streams never chooses one of them by itself. */
class SeveralStreamsAcceptanceTest {

    @TempDir
    private Path folder;

    private HubUnderTest hub;

    @BeforeEach
    void start() throws Exception {
        ValueStream one = Definition.standard().streams().get(0);
        hub = new HubUnderTest(
                folder,
                new Definition(
                        "test",
                        "0",
                        List.of(with("shop", "Shop & web", one), with("support", "Support", one)),
                        List.of(),
                        List.of(),
                        Definition.standard().incidents()));
        hub.post(Posts.issues(0, 3));
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void home_lists_the_streams_with_the_first_sentence_of_their_reports() throws Exception {
        String page = hub.page("/", "No item is in progress");

        assertThat(page).contains("Shop &amp; web", "Support");
        assertThat(page).contains("href=\"./streams/shop\"", "href=\"./streams/support\"");
        assertThat(hub.get("/?stream=support&days=30").body()).contains("Support", "Flow time");
        assertThat(hub.get("/streams/support?days=30").body()).contains("Support", "Flow time");
    }

    @Test
    void report_without_a_stream_is_rejected_and_names_them() throws Exception {
        HttpResponse<String> answer = hub.get("/v1/reports/flow");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("the definition has several value streams: choose one of them with stream: shop, support");
        assertThat(hub.get("/v1/reports/flow?stream=shop").body()).contains("Shop & web");
    }

    private static ValueStream with(String id, String name, ValueStream stream) {
        return new ValueStream(
                id,
                name,
                stream.version(),
                stream.scope(),
                stream.stages(),
                stream.rules(),
                stream.countsBackwardMoves(),
                stream.stalledAfter(),
                stream.expectation(),
                stream.delivery());
    }
}
