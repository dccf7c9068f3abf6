package dev.millrace.jira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.collect.SyncKernel;
import dev.millrace.collect.SyncListener;
import dev.millrace.collect.SyncStoppedException;
import dev.millrace.collect.SyncSummary;
import dev.millrace.fake.Response;
import dev.millrace.fake.jira.JiraDataCenterFake;
import dev.millrace.http.HostBudgets;
import dev.millrace.http.OkHttpTransport;
import dev.millrace.http.RetryingTransport;
import dev.millrace.http.TransportSettings;
import dev.millrace.http.WaitAllowance;
import dev.millrace.model.ToolInstance;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A whole run over the transport that a program uses, against a Jira that limits it. Nobody really waits. */
class JiraLimitsTest {

    private final JiraDataCenterFake jira = JiraDataCenterFake.empty();
    private final OkHttpTransport wire = new OkHttpTransport(TransportSettings.standard("millrace-test"));
    private final HostBudgets budgets = new HostBudgets();
    private final FactRecorder store = new FactRecorder();
    private final List<String> waits = new ArrayList<>();
    private final SyncListener listener = new SyncListener() {
        @Override
        public void waiting(String host, Duration duration, String reason) {
            waits.add(duration.toSeconds() + " s: " + reason);
        }
    };
    private Instant now = JiraDataCenterFake.NOW;
    private final InstantSource clock = () -> now;

    @BeforeEach
    void fill() {
        for (int n = 1; n <= 9; n++) {
            jira.put(TestIssue.issue("10" + n, "ABC-" + n)
                    .created("2026-01-01T00:00:0" + n + ".000+0000")
                    .json());
        }
    }

    @AfterEach
    void close() {
        wire.close();
        jira.close();
    }

    @Test
    void a_refused_page_is_waited_for_and_told() {
        jira.onSearch(2, () -> Optional.of(new Response(429, Map.of("Retry-After", "30"), "")));

        SyncSummary summary = sync();

        assertThat(summary.done()).isEqualTo(9);
        assertThat(store.keys()).hasSize(9);
        assertThat(waits).containsExactly("30 s: HTTP 429 with Retry-After");
    }

    @Test
    void a_server_that_fails_for_a_while_is_outlasted() {
        for (int n = 2; n <= 5; n++) {
            jira.onSearch(n, () -> Optional.of(Response.of(503, "<html><title>Jira is starting</title></html>")));
        }

        assertThat(sync().done()).isEqualTo(9);
        assertThat(waits).hasSize(4).allMatch(wait -> wait.endsWith("HTTP 503"));
    }

    @Test
    void a_run_that_would_wait_too_long_ends_and_goes_on_later() {
        jira.onSearch(2, () -> Optional.of(new Response(429, Map.of("Retry-After", "7200"), "")));

        assertThatExceptionOfType(SyncStoppedException.class)
                .isThrownBy(this::sync)
                .withMessageContaining("jira:test/issues stopped at page 2 (page 1 is stored")
                .withMessageContaining("Run it again at 2026-11-22T12:00:01Z or later")
                .satisfies(e -> assertThat(e.notBefore()).hasValue(JiraDataCenterFake.NOW.plus(Duration.ofHours(2))));
        assertThat(waits).isEmpty();

        now = now.plus(Duration.ofHours(2));
        SyncSummary rest = sync();

        assertThat(rest.done()).isEqualTo(9);
        assertThat(rest.pages()).isEqualTo(3);
        assertThat(store.keys()).hasSize(9);
    }

    /** Each run has an allowance of its own; the budgets are those of the process. */
    private SyncSummary sync() {
        WaitAllowance allowance = new WaitAllowance(Duration.ofMinutes(15), d -> now = now.plus(d), clock, listener);
        JiraSettings settings =
                JiraSettings.of(ToolInstance.jira("test"), jira.baseUrl()).withPageSize(3);
        JiraSource source =
                new JiraSource(settings, RetryingTransport.patient(wire, budgets, allowance, clock, new Random(1)));
        return SyncKernel.ofPages(store).run(source, listener);
    }
}
