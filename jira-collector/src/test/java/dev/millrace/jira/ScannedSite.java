package dev.millrace.jira;

import static dev.millrace.jira.TestIssue.issue;

import dev.millrace.collect.SyncKernel;
import dev.millrace.collect.SyncListener;
import dev.millrace.collect.SyncSummary;
import dev.millrace.fake.jira.JiraDataCenterFake;
import dev.millrace.http.OkHttpTransport;
import dev.millrace.http.TransportSettings;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.ToolInstance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A site of twenty issues, ABC-1 to ABC-20, one created each hour; it is scanned over real HTTP. */
abstract class ScannedSite {

    static final ToolInstance TOOL = ToolInstance.jira("test");
    static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    static final List<String> ALL =
            IntStream.rangeClosed(1, 20).mapToObj(n -> "ABC-" + n).toList();

    final JiraDataCenterFake jira = JiraDataCenterFake.empty();
    final OkHttpTransport transport = new OkHttpTransport(TransportSettings.standard("millrace-test"));
    final FactRecorder store = new FactRecorder();
    final SyncKernel kernel = SyncKernel.ofPages(store);
    JiraSettings settings = JiraSettings.of(TOOL, jira.baseUrl()).withPageSize(6);

    @BeforeEach
    void fill() {
        for (int n = 1; n <= 20; n++) {
            String time = FIRST.plus(Duration.ofHours(n)).toString();
            jira.put(issue(String.valueOf(100 + n), "ABC-" + n)
                    .created(time)
                    .updated(time)
                    .json());
        }
    }

    @AfterEach
    void close() {
        transport.close();
        jira.close();
    }

    SyncSummary sync() {
        return kernel.run(source(), SyncListener.silent());
    }

    JiraSource source() {
        return new JiraSource(settings, transport);
    }

    LedgerEntry scan() {
        return store.ledger("jira:test/issues", "issues").orElseThrow();
    }

    String title(String key) {
        return store.all(ArtifactSnapshot.class).stream()
                .filter(snapshot -> snapshot.key().equals(key))
                .findFirst()
                .orElseThrow()
                .title();
    }

    String last() {
        return jira.requests().get(jira.requests().size() - 1);
    }

    List<String> searchStarts() {
        return jira.requests().stream()
                .filter(request -> request.contains("/search"))
                .map(request -> request.replaceAll(".*startAt=(\\d+).*", "$1"))
                .toList();
    }
}
