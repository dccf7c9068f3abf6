package dev.millrace.demo.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.collect.SyncKernel;
import dev.millrace.collect.SyncListener;
import dev.millrace.collect.SyncSummary;
import dev.millrace.demo.company.Company;
import dev.millrace.demo.company.FieldChange;
import dev.millrace.demo.company.SimulatedIssue;
import dev.millrace.demo.company.Simulation;
import dev.millrace.http.Authorization;
import dev.millrace.http.HostBudgets;
import dev.millrace.http.OkHttpTransport;
import dev.millrace.http.RetryingTransport;
import dev.millrace.http.TransportSettings;
import dev.millrace.http.WaitAllowance;
import dev.millrace.jira.JiraSettings;
import dev.millrace.jira.JiraSource;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.Knowledge;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.CommitResult;
import dev.millrace.store.FlowStore;
import dev.millrace.store.sqlite.SqliteFlowStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole company's Jira through the real collector into a real store, limits included. Nobody really waits. */
class JiraCloudSyncTest {

    private static final Company COMPANY = Simulation.of(Company.SEED);
    private static final Knowledge ALL = new Knowledge(Instant.parse("2027-01-01T00:00:00Z"), Instant.MAX);

    @TempDir
    private Path folder;

    private final CompanyJira jira = new CompanyJira(COMPANY);
    private final OkHttpTransport wire = new OkHttpTransport(TransportSettings.standard("millrace-test"));
    private final List<String> waits = new ArrayList<>();
    private Instant now = Company.END;
    private FlowStore store;

    @BeforeEach
    void open() {
        store = SqliteFlowStore.open(folder.resolve("millrace.db"), () -> now);
    }

    @AfterEach
    void close() {
        store.close();
        wire.close();
        jira.close();
    }

    @Test
    void every_issue_and_every_change_arrives() {
        SyncSummary summary = sync();

        assertThat(summary.outcome()).isEqualTo(SyncSummary.Outcome.COMPLETE);
        assertThat(summary.problems()).isEmpty();
        assertThat(summary.done()).isEqualTo(COMPANY.issues().size());
        assertThat(events(FlowEvent.Created.class)).hasSize(COMPANY.issues().size());
        assertThat(events(FlowEvent.StateChanged.class)).hasSize(changes("status"::equals));
        assertThat(events(FlowEvent.ResolutionChanged.class)).hasSize(changes("resolution"::equals));
        assertThat(events(FlowEvent.AssigneeChanged.class)).hasSize(changes("assignee"::equals));
        assertThat(events(FlowEvent.FlagChanged.class)).hasSize(changes("Flagged"::equals));
        assertThat(events(FlowEvent.Moved.class))
                .hasSize(changes("Key"::equals))
                .isNotEmpty();
        assertThat(jira.refused()).isEqualTo(waits.size()).isPositive();
    }

    @Test
    void issues_are_linked_at_the_address_the_site_gives_itself() {
        sync();

        SimulatedIssue issue = COMPANY.issues().get(0);
        ArtifactSnapshot snapshot = store.item(store.find(issue.key(), ALL).orElseThrow(), ALL)
                .orElseThrow()
                .item()
                .snapshot();
        assertThat(snapshot.url()).hasToString(Company.JIRA + "/browse/" + issue.key());
        assertThat(snapshot.title()).isEqualTo(issue.title());
    }

    @Test
    void a_second_sync_changes_nothing() {
        sync();

        assertThat(sync().stored()).isEqualTo(CommitResult.NOTHING);
    }

    private int changes(Predicate<String> field) {
        return (int) COMPANY.issues().stream()
                .flatMap(issue -> issue.changes().stream())
                .flatMap(change -> change.fields().stream())
                .map(FieldChange::field)
                .filter(field)
                .count();
    }

    private <T extends FlowEvent> List<T> events(Class<T> kind) {
        List<T> found = new ArrayList<>();
        store.forEachEvent(ALL, event -> {
            if (kind.isInstance(event)) {
                found.add(kind.cast(event));
            }
        });
        return found;
    }

    private SyncSummary sync() {
        SyncListener listener = new SyncListener() {
            @Override
            public void waiting(String host, Duration duration, String reason) {
                waits.add(reason);
            }
        };
        WaitAllowance allowance =
                new WaitAllowance(Duration.ofMinutes(15), d -> now = now.plus(d), () -> now, listener);
        JiraSettings settings = JiraSettings.of(ToolInstance.jira("fernmoor"), jira.url())
                .with(Authorization.basic("demo@fernmoor.example", "demo", "jira[0].token"));
        return new SyncKernel(store)
                .run(
                        new JiraSource(
                                settings,
                                RetryingTransport.patient(
                                        wire, new HostBudgets(), allowance, () -> now, new Random(1))),
                        listener);
    }
}
