package dev.millrace.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pages answer at once with the last report, and a newer one is computed behind them; programs get none that is old. */
class ReportQueueTest {

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger facts = new AtomicInteger();
    private final AtomicInteger computed = new AtomicInteger();
    private final ReportQueue queue = new ReportQueue(1, facts::get, nanos::get, took -> computed.incrementAndGet());

    @AfterEach
    void stop() {
        queue.close();
    }

    @Test
    void page_shows_the_last_report_while_a_newer_one_is_computed() throws Exception {
        CountDownLatch newer = new CountDownLatch(1);
        assertThat(text(queue.latest("q", () -> HubResponse.json("one")))).isEqualTo("one");
        facts.incrementAndGet();
        pass(Duration.ofSeconds(3));

        assertThat(text(queue.latest("q", slow(newer, "two")))).isEqualTo("one");
        assertThat(text(queue.latest("q", () -> HubResponse.json("three")))).isEqualTo("one");
        newer.countDown();
        while (computed.get() < 2) {
            TimeUnit.MILLISECONDS.sleep(5);
        }

        assertThat(text(queue.latest("q", () -> HubResponse.json("four")))).isEqualTo("two");
    }

    @Test
    void program_gets_no_report_of_earlier_facts() throws Exception {
        text(queue.answer("q", () -> HubResponse.json("one")));
        facts.incrementAndGet();

        assertThat(text(queue.answer("q", () -> HubResponse.json("two")))).isEqualTo("two");
    }

    @Test
    void page_waits_for_a_new_report_where_the_last_one_is_older_than_an_hour() throws Exception {
        text(queue.latest("q", () -> HubResponse.json("one")));
        pass(Duration.ofMinutes(61));

        assertThat(text(queue.latest("q", () -> HubResponse.json("two")))).isEqualTo("two");
    }

    @Test
    void report_is_computed_anew_after_a_quarter_of_an_hour_without_new_facts_and_not_before() throws Exception {
        text(queue.latest("q", () -> HubResponse.json("one")));
        pass(Duration.ofMinutes(14));
        assertThat(queue.renew("q", () -> HubResponse.json("two"))).isEmpty();

        pass(Duration.ofMinutes(2));
        assertThat(text(queue.renew("q", () -> HubResponse.json("two")).orElseThrow()))
                .isEqualTo("two");
    }

    @Test
    void report_that_takes_long_is_computed_in_a_tenth_of_the_time_at_most() throws Exception {
        text(queue.latest("q", () -> {
            pass(Duration.ofSeconds(30));
            return HubResponse.json("one");
        }));
        facts.incrementAndGet();
        pass(Duration.ofSeconds(299));
        assertThat(queue.renew("q", () -> HubResponse.json("two"))).isEmpty();

        pass(Duration.ofSeconds(2));
        assertThat(queue.renew("q", () -> HubResponse.json("two"))).isPresent();
    }

    @Test
    void readers_of_the_same_report_share_one_computation() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        CompletionStage<HubResponse> one = queue.latest("q", slow(first, "one"));
        CompletionStage<HubResponse> two = queue.latest("q", () -> HubResponse.json("two"));
        first.countDown();

        assertThat(text(one)).isEqualTo("one");
        assertThat(text(two)).isEqualTo("one");
        assertThat(computed).hasValue(1);
    }

    @Test
    void report_that_fails_leaves_the_last_one_in_its_place() throws Exception {
        text(queue.latest("q", () -> HubResponse.json("one")));
        facts.incrementAndGet();
        pass(Duration.ofSeconds(3));
        Optional<CompletionStage<HubResponse>> renewal = queue.renew("q", () -> {
            throw new IllegalStateException("the store is away");
        });

        assertThat(renewal.orElseThrow().toCompletableFuture()).failsWithin(Duration.ofSeconds(10));
        assertThat(text(queue.latest("q", () -> HubResponse.json("two")))).isEqualTo("one");
    }

    private static Callable<HubResponse> slow(CountDownLatch until, String text) {
        return () -> {
            until.await();
            return HubResponse.json(text);
        };
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static String text(CompletionStage<HubResponse> answer) throws Exception {
        CompletableFuture<HubResponse> made = answer.toCompletableFuture();
        return StandardCharsets.UTF_8
                .decode(made.get(10, TimeUnit.SECONDS).body())
                .toString();
    }
}
