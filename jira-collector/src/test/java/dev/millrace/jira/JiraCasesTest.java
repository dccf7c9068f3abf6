package dev.millrace.jira;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.chain.ItemFlows;
import dev.millrace.collect.SyncKernel;
import dev.millrace.collect.SyncListener;
import dev.millrace.fake.jira.JiraCloudFake;
import dev.millrace.fake.jira.JiraDataCenterFake;
import dev.millrace.fake.jira.JiraFake;
import dev.millrace.flow.ItemFlow;
import dev.millrace.http.OkHttpTransport;
import dev.millrace.http.TransportSettings;
import dev.millrace.model.Knowledge;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.FlowStore;
import dev.millrace.store.sqlite.SqliteFlowStore;
import dev.millrace.valuestream.Definition;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The traps of {@code cases/jira-*}, each with the answer that is right by hand, through HTTP and a store, in both dialects. */
class JiraCasesTest {

    private static final ToolInstance TOOL = ToolInstance.jira("case");
    private static final Instant AS_OF = Instant.parse("2026-06-01T00:00:00Z");

    /** Which Jira serves the case. */
    enum Dialect {
        CLOUD {
            @Override
            JiraFake start() {
                return JiraCloudFake.empty();
            }
        },
        DATA_CENTER {
            @Override
            JiraFake start() {
                return JiraDataCenterFake.empty();
            }
        };

        abstract JiraFake start();
    }

    @TempDir
    private Path folder;

    private final OkHttpTransport transport = new OkHttpTransport(TransportSettings.standard("millrace-test"));
    private final AtomicLong ticks = new AtomicLong();
    private FlowStore store;

    @BeforeEach
    void open() {
        store = SqliteFlowStore.open(folder.resolve("millrace.db"), () -> AS_OF.plusMillis(ticks.incrementAndGet()));
    }

    @AfterEach
    void close() {
        store.close();
        transport.close();
    }

    @ParameterizedTest
    @EnumSource
    void entry_without_its_author_is_an_entry(Dialect dialect) {
        ItemFlow item = flows("jira-author-gone", dialect).get("IMP-1");

        assertThat(item.flowTime().measured()).hasValue(Duration.ofDays(6));
        assertThat(item.totals().active()).isEqualTo(Duration.ofDays(2));
        assertThat(item.totals().waiting()).isEqualTo(Duration.ofDays(4));
    }

    @ParameterizedTest
    @EnumSource
    void issue_that_was_closed_without_an_entry_stopped_when_it_was_resolved(Dialect dialect) {
        Map<String, ItemFlow> items = flows("jira-closed-without-history", dialect);

        for (String key : new String[] {"IMP-1", "IMP-3"}) {
            assertThat(items.get(key).stop()).as(key).isEqualTo(Instant.parse("2026-03-20T09:00:00Z"));
            assertThat(items.get(key).leadTime().measured()).as(key).hasValue(Duration.ofDays(18));
        }
        assertThat(items.get("IMP-4").status()).isEqualTo(ItemFlow.Status.DONE);
        assertThat(items.get("IMP-4").stopKnown()).isFalse();
        assertThat(items.get("IMP-4").leadTime().measured()).isEmpty();
        assertThat(items.get("IMP-2").leadTime().measured()).hasValue(Duration.ofDays(8));
    }

    @ParameterizedTest
    @EnumSource
    void states_of_one_name_are_told_apart_by_their_ids(Dialect dialect) {
        Map<String, ItemFlow> items = flows("jira-same-name-two-states", dialect);

        assertThat(items.get("TWO-1").start()).isEqualTo(Instant.parse("2026-03-03T09:00:00Z"));
        assertThat(items.get("TWO-1").totals().active()).isEqualTo(Duration.ofDays(6));
        assertThat(items.get("TWO-2").visits().get(0).stage())
                .as("the history names it without id")
                .isNull();
    }

    @ParameterizedTest
    @EnumSource
    void entries_of_one_second_are_ordered_by_where_they_lead(Dialect dialect) {
        Map<String, ItemFlow> items = flows("jira-same-second-reversed-ids", dialect);

        assertThat(items.get("IMP-1").status()).isEqualTo(ItemFlow.Status.DONE);
        assertThat(items.get("IMP-1").leadTime().measured()).hasValue(Duration.ofDays(3));
        assertThat(items.get("IMP-1").flowTime().measured()).hasValue(Duration.ZERO);
        assertThat(items.get("IMP-2").totals().active()).isEqualTo(Duration.ofDays(8));
        assertThat(items.get("IMP-2").totals().waiting()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void present_status_decides_where_the_history_ends_elsewhere(Dialect dialect) {
        Map<String, ItemFlow> items = flows("jira-status-ahead-of-history", dialect);

        assertThat(items.get("IMP-1").status()).isEqualTo(ItemFlow.Status.DONE);
        assertThat(items.get("IMP-1").stop()).isEqualTo(Instant.parse("2026-03-20T09:00:00Z"));
        assertThat(items.get("IMP-2").stop()).isNull();
        assertThat(items.get("IMP-2").started()).isTrue();
        assertThat(items.values()).allSatisfy(item -> assertThat(item.gaps()).isNotEmpty());
    }

    private Map<String, ItemFlow> flows(String name, Dialect dialect) {
        try (JiraFake jira = dialect.start()) {
            SharedCases.serve(name, jira);
            var summary = new SyncKernel(store)
                    .run(new JiraSource(JiraSettings.of(TOOL, jira.baseUrl()), transport), SyncListener.silent());
            assertThat(summary.problems()).isEmpty();
        }
        Map<String, ItemFlow> flows = new TreeMap<>();
        new ItemFlows(store, new Knowledge(AS_OF, Instant.MAX), Definition.standard()).forEach(item -> true, item -> {
            assertThat(item.cycles()).hasSize(1);
            flows.put(item.history().item().snapshot().key(), item.cycles().get(0));
        });
        return flows;
    }
}
