package dev.millrace.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Reports are there before somebody opens them. The tests share one hub, for which it is worth to wait once. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReportsAheadAcceptanceTest {

    private static final Pattern COMPUTED = Pattern.compile("millrace_hub_report_seconds_count (\\d+)");

    @TempDir
    private static Path folder;

    private static HubUnderTest hub;

    @BeforeAll
    static void start() throws Exception {
        hub = new HubUnderTest(folder, HomeAcceptanceTest.definition());
        hub.post(Posts.issues(0, 3));
        await(5); // the stream, two teams and a service, and again over the posted issues
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    @Order(1)
    void reports_are_computed_before_somebody_reads_them() throws Exception {
        long computed = computed();

        for (String page : List.of("/streams/default", "/teams/hub", "/teams/shop", "/services/web")) {
            assertThat(hub.get(page).statusCode()).as(page).isEqualTo(200);
        }

        assertThat(computed()).as("nothing was left to compute").isEqualTo(computed);
    }

    @Test
    @Order(2)
    void compressed_page_is_the_same_page() throws Exception {
        HttpResponse<byte[]> zipped = zipped();
        HttpResponse<String> plain = hub.get("/teams/hub");
        while (!zipped.headers().firstValue("ETag").equals(plain.headers().firstValue("ETag"))) {
            // it was computed anew between the two
            zipped = zipped();
            plain = hub.get("/teams/hub");
        }

        assertThat(zipped.headers().firstValue("Content-Encoding")).contains("gzip");
        String page = new String(
                new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes(), StandardCharsets.UTF_8);
        assertThat(page).isEqualTo(plain.body()).endsWith("</html>\n");
    }

    private static HttpResponse<byte[]> zipped() throws Exception {
        return HttpClient.newHttpClient()
                .send(hub.to("/teams/hub").header("Accept-Encoding", "gzip").build(), BodyHandlers.ofByteArray());
    }

    /** The last one: it posts more. */
    @Test
    @Order(3)
    void page_has_a_tag_that_changes_with_its_figures() throws Exception {
        String tag = hub.get("/teams/hub").headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> same = hub.send(hub.to("/teams/hub").header("If-None-Match", tag));
        assertThat(same.statusCode()).isEqualTo(304);
        assertThat(same.body()).isEmpty();

        hub.post(Posts.issues(3, 4));
        HttpResponse<String> now = same;
        while (now.statusCode() == 304) {
            TimeUnit.MILLISECONDS.sleep(100);
            now = hub.send(hub.to("/teams/hub").header("If-None-Match", tag));
        }
        assertThat(now.headers().firstValue("ETag").orElseThrow()).isNotEqualTo(tag);
    }

    private static void await(long least) throws Exception {
        while (computed() < least) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        long before = -1;
        while (before != computed()) {
            before = computed();
            TimeUnit.MILLISECONDS.sleep(1500);
        }
    }

    private static long computed() throws Exception {
        Matcher count = COMPUTED.matcher(hub.get("/metrics").body());
        return count.find() ? Long.parseLong(count.group(1)) : 0;
    }
}
