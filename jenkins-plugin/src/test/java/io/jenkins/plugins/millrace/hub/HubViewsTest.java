package io.jenkins.plugins.millrace.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.millrace.buildcard.BuildCard;
import dev.millrace.buildcard.BuildCardHtml;
import io.jenkins.plugins.millrace.Builds;
import io.jenkins.plugins.millrace.hub.HubViews.Panels;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against an HTTP server that answers what the test says; hub's HubViewsTest shows that a real hub says just this. */
@Timeout(60)
class HubViewsTest {

    private static final String ANSWER = """
            {"format": "millrace.build/1", "panels": [{"title": "SHOP-4 <script>alert(1)</script>",
              "facts": [{"label": "Status", "value": "In review"}],
              "cards": [{"id": "flow-time", "title": "Flow time", "value": "7 d 6 h", "caption": "1 d 5 h active"}]}]}
            """;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer hub;
    private volatile int status = 200;
    private volatile String body = ANSWER;
    private volatile CountDownLatch slow = new CountDownLatch(0);
    private Instant now = Builds.START;
    private HubViews views;

    @BeforeEach
    void start() throws IOException {
        hub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hub.setExecutor(Executors.newCachedThreadPool());
        hub.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().getRawPath() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            try {
                slow.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            byte[] answer = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        hub.start();
        URI address = URI.create("http://127.0.0.1:" + hub.getAddress().getPort());
        views = new HubViews(() -> Optional.of(new HubTarget(address, "mlr_secret")), () -> now);
    }

    @AfterEach
    void stop() {
        slow.countDown();
        hub.stop(0);
    }

    @Test
    void first_page_says_that_the_hub_is_asked_and_the_next_has_its_answer() throws Exception {
        assertThat(ask().note()).contains("is asking the hub");
        Panels panels = until(answer -> !answer.items().isEmpty());
        assertThat(asked)
                .containsExactly("/v1/views/build/shop/web/feature%252Flogin/7@" + Builds.START.toEpochMilli()
                        + " Bearer mlr_secret");
        assertThat(panels.note()).isEmpty();
        String html = BuildCardHtml.of(new BuildCard(Builds.whole(), now), panels.items());
        assertThat(html)
                .contains("7 d 6 h", "In review", "SHOP-4 &lt;script&gt;")
                .doesNotContain("<script");
    }

    /** A page that waited would end at the timeout of this test. */
    @Test
    void slow_hub_delays_no_page_and_is_asked_once() throws Exception {
        slow = new CountDownLatch(1);
        for (int i = 0; i < 100; i++) {
            assertThat(ask().items()).isEmpty();
        }
        slow.countDown();
        until(answer -> !answer.items().isEmpty());
        assertThat(asked).hasSize(1);
    }

    @Test
    void answer_is_kept_and_asked_for_again_behind_the_page() throws Exception {
        until(answer -> !answer.items().isEmpty());
        now = now.plusSeconds(60);
        ask();
        assertThat(asked).hasSize(1);
        now = now.plusSeconds(61);
        body = ANSWER.replace("7 d 6 h", "8 d");
        assertThat(ask().items().get(0).cards().get(0).value())
                .as("the old one meanwhile")
                .isEqualTo("7 d 6 h");
        until(answer -> answer.items().get(0).cards().get(0).value().equals("8 d"));
        assertThat(asked).hasSize(2);
    }

    @Test
    void hub_that_fails_says_why_and_is_left_alone_for_a_while() throws Exception {
        status = 403;
        assertThat(until(answer -> !answer.note().contains("is asking")).note())
                .isEqualTo("The hub did not say what this build contains: its token needs the scope views:read.");
        ask();
        assertThat(asked).hasSize(1);
        status = 200;
        body = "<html>";
        now = now.plusSeconds(61);
        assertThat(until(answer -> answer.note().contains("no JSON")).items()).isEmpty();
    }

    @Test
    void build_that_the_hub_does_not_know_is_no_failure() throws Exception {
        status = 404;
        assertThat(until(answer -> !answer.note().contains("is asking")).note())
                .isEqualTo("The hub does not know this build yet.");
    }

    @Test
    void endless_answer_is_cut() throws Exception {
        body = "[" + " ".repeat(3 << 20) + "]";
        assertThat(until(answer -> !answer.note().contains("is asking")).note()).contains("too large");
    }

    @Test
    void absent_hub_says_so_and_no_hub_says_nothing() throws Exception {
        hub.stop(0);
        assertThat(until(answer -> !answer.note().contains("is asking")).note()).contains("no connection is possible");
        assertThat(new HubViews(Optional::empty, () -> now).of("job", 1, now)).isEqualTo(Panels.NONE);
    }

    private Panels ask() {
        return views.of("shop/web/feature%2Flogin", 7, Builds.START);
    }

    private Panels until(Predicate<Panels> expected) throws InterruptedException {
        Panels panels = ask();
        while (!expected.test(panels)) {
            Thread.sleep(5);
            panels = ask();
        }
        return panels;
    }
}
