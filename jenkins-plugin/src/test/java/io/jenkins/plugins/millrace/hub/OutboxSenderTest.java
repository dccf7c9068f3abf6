package io.jenkins.plugins.millrace.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.millrace.outbox.Outbox;
import io.jenkins.plugins.millrace.outbox.OutboxLimits;
import io.jenkins.plugins.millrace.outbox.OutboxStatus;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxSenderTest {

    private static final Outcome DELIVERED = new Outcome.Delivered();
    private static final Outcome REFUSED = new Outcome.Refused("answered 400: line 3 is no fact");

    @TempDir
    Path folder;

    private final Deque<Outcome> outcomes = new ArrayDeque<>();
    private final List<String> tried = new ArrayList<>();
    private Outbox outbox;
    private OutboxSender sender;

    @BeforeEach
    void open() {
        outbox = Outbox.open(folder, OutboxLimits.DEFAULT);
        sender = new OutboxSender(
                outbox,
                message -> {
                    tried.add(new String(message, StandardCharsets.UTF_8));
                    return outcomes.isEmpty() ? DELIVERED : outcomes.remove();
                },
                new Random(1));
    }

    @AfterEach
    void close() {
        outbox.close();
    }

    private void append(String... messages) {
        for (String message : messages) {
            outbox.append(message.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static Outcome later(Duration after) {
        return new Outcome.Later(Optional.ofNullable(after), "answered 503: starting");
    }

    @Test
    void nothing_to_send_is_tried_again_after_a_second() throws InterruptedException {
        assertThat(sender.send()).isEqualTo(OutboxSender.IDLE);
        assertThat(tried).isEmpty();
    }

    @Test
    void message_that_the_hub_refuses_does_not_keep_the_others() throws InterruptedException {
        outcomes.addAll(List.of(DELIVERED, REFUSED));
        append("first", "poison", "last");

        assertThat(sender.send()).isZero();
        assertThat(sender.send()).isZero();
        assertThat(sender.trouble()).contains("answered 400: line 3 is no fact");
        assertThat(sender.send()).isZero();
        assertThat(sender.send()).isEqualTo(OutboxSender.IDLE);

        assertThat(tried).containsExactly("first", "poison", "last");
        assertThat(outbox.status()).isEqualTo(new OutboxStatus(0, 0, 2, 0, 1, 0, 0));
        assertThat(sender.trouble()).isEmpty();
    }

    @Test
    void nothing_overtakes_a_message_that_has_to_wait() throws InterruptedException {
        outcomes.addAll(List.of(later(null), later(null)));
        append("first", "second");
        sender.send();
        assertThat(sender.trouble()).contains("answered 503: starting");
        for (int i = 0; i < 3; i++) {
            sender.send();
        }
        assertThat(tried).containsExactly("first", "first", "first", "second");
        assertThat(sender.trouble()).isEmpty();
    }

    @Test
    void pauses_double_up_to_five_minutes_and_begin_anew_after_a_delivery() throws InterruptedException {
        append("first", "second");
        for (int failure = 0; failure < 100; failure++) {
            outcomes.add(later(null));
            long cap = failure < 9 ? 1_000L << failure : 300_000;
            assertThat(sender.send().toMillis()).as("failure " + failure).isBetween(cap / 2, cap);
        }
        assertThat(sender.send()).isZero();
        outcomes.add(later(null));
        assertThat(sender.send().toMillis()).isBetween(500L, 1_000L);
    }

    @Test
    void hub_that_wants_a_longer_pause_gets_it() throws InterruptedException {
        append("first");
        outcomes.addAll(List.of(later(Duration.ofMinutes(7)), later(Duration.ZERO)));
        assertThat(sender.send()).isEqualTo(Duration.ofMinutes(7));
        assertThat(sender.send().toMillis()).as("never without a pause").isBetween(1_000L, 2_000L);
    }
}
