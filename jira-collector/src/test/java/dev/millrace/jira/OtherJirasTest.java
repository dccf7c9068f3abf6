package dev.millrace.jira;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.collect.SyncKernel;
import dev.millrace.collect.SyncListener;
import dev.millrace.collect.SyncStoppedException;
import dev.millrace.collect.SyncSummary;
import dev.millrace.facts.FactBatch;
import dev.millrace.fake.Response;
import dev.millrace.fake.jira.JiraDataCenterFake;
import dev.millrace.http.OkHttpTransport;
import dev.millrace.http.TransportSettings;
import dev.millrace.model.Actor;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.Level;
import dev.millrace.model.Link;
import dev.millrace.model.NativeState;
import dev.millrace.model.ToolInstance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Answers recorded from Jiras of many versions and kinds, by others. */
class OtherJirasTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final ToolInstance TOOL = ToolInstance.jira("test");

    private final OkHttpTransport transport = new OkHttpTransport(TransportSettings.standard("millrace-test"));
    private final JiraDataCenterFake jira = JiraDataCenterFake.empty();
    private final FactRecorder store = new FactRecorder();

    @AfterEach
    void close() {
        transport.close();
        jira.close();
    }

    @Test
    void histories_that_come_newest_first_are_read_in_the_order_of_time() throws IOException {
        Path folder = RealData.folder("jirametrics/spec/complete_sample/sample_issues");

        FactBatch facts = map(folder.resolve("SP-1.json"), "customfield_10021");

        assertThat(facts.events())
                .filteredOn(FlowEvent.Created.class::isInstance)
                .extracting(e -> ((FlowEvent.Created) e).state())
                .containsExactly(new NativeState("10000", "Backlog"));
        assertThat(facts.events())
                .filteredOn(FlowEvent.StateChanged.class::isInstance)
                .extracting(e -> ((FlowEvent.StateChanged) e).to().name())
                .containsExactly("Selected for Development", "In Progress", "Review");
        assertThat(facts.events())
                .filteredOn(FlowEvent.FlagChanged.class::isInstance)
                .singleElement()
                .satisfies(flag -> assertThat(flag.occurredAt()).isEqualTo("2021-08-29T18:04:39.112Z"));
        assertThat(facts.events())
                .filteredOn(FlowEvent.StateChanged.class::isInstance)
                .allSatisfy(e -> assertThat(e.header().actor().type()).isEqualTo(Actor.Type.HUMAN));
        assertThat(facts.events()).isSortedAccordingTo(FlowEvent.ORDER);
    }

    @Test
    void every_issue_of_that_cloud_site_is_read_and_its_states_join_up() {
        for (Path file : RealData.jsonFiles(RealData.folder("jirametrics/spec"))) {
            if (!file.getFileName().toString().startsWith("SP-")) {
                continue;
            }
            FactBatch facts = map(file, "customfield_10021");
            NativeState current = null;
            for (FlowEvent event : facts.events()) {
                if (event instanceof FlowEvent.Created created) {
                    current = created.state();
                } else if (event instanceof FlowEvent.StateChanged changed) {
                    assertThat(changed.from()).as(file + " " + event.id()).isEqualTo(current);
                    current = changed.to();
                }
            }
            assertThat(current)
                    .as(file.toString())
                    .isEqualTo(facts.snapshots().get(0).state());
        }
    }

    @Test
    void a_blocking_link_is_told_by_both_of_its_ends_and_blocks_one() {
        Path folder = RealData.folder("jirametrics/spec/testdata");

        FactBatch blocking = map(folder.resolve("SP-14.json"));
        FactBatch blocked = map(folder.resolve("SP-15.json"));

        assertThat(blocking.events()).noneMatch(FlowEvent.BlockerChanged.class::isInstance);
        assertThat(blocked.events())
                .filteredOn(FlowEvent.BlockerChanged.class::isInstance)
                .extracting(e -> ((FlowEvent.BlockerChanged) e).blockerKey())
                .containsExactly("SP-14");
        Link link = new Link(
                blocking.snapshots().get(0).artifact(),
                blocked.snapshots().get(0).artifact(),
                "blocks",
                Link.Rule.EXPLICIT);
        assertThat(blocking.links()).contains(link);
        assertThat(blocked.links()).contains(link);
    }

    @Test
    void levels_of_a_cloud_site_are_told_by_its_hierarchy() {
        assertThat(map(RealData.folder("jirametrics/spec/testdata").resolve("SP-1.json"))
                        .snapshots()
                        .get(0)
                        .level())
                .isEqualTo(Level.STANDARD);
    }

    @Test
    void an_issue_of_an_old_server_with_changelog_is_read() {
        Path folder = RealData.folder("jira-small/jira-rest-java-client/test/src/test/resources/json/issue");

        FactBatch facts = map(folder.resolve("valid-all-expanded.json"));

        assertThat(facts.snapshots().get(0).key()).isEqualTo("TST-2");
        assertThat(facts.ledger().get(0).captured()).isEqualTo(30);
        assertThat(facts.ledger().get(0).expected()).isEqualTo(30);
        assertThat(facts.links())
                .contains(new Link(
                        ArtifactId.issue(TOOL, "10010"),
                        ArtifactId.issue(TOOL, "10000"),
                        "duplicates",
                        Link.Rule.EXPLICIT));
    }

    @Test
    void whatever_issue_was_recorded_anywhere_is_captured_or_named_as_a_problem() throws IOException {
        int captured = 0;
        int problems = 0;
        for (Path file : RealData.jsonFiles(RealData.folder("jira-small"))) {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            String page = text.contains("\"issues\"") ? text : "{\"startAt\":0,\"total\":1,\"issues\":[" + text + "]}";
            FactRecorder fresh = new FactRecorder();
            int search = jira.searches() + 1;
            jira.onSearch(search, () -> Optional.of(Response.of(200, page)));
            jira.onSearch(search + 1, () -> Optional.of(Response.of(200, "{\"issues\":[]}")));
            try {
                SyncSummary summary = SyncKernel.ofPages(fresh).run(source(), SyncListener.silent());
                captured += fresh.keys().size();
                problems += (int) summary.problemCount();
                assertThat(fresh.keys().size() + summary.problemCount())
                        .as(file + " brings facts or a problem, and not silence")
                        .isPositive();
            } catch (SyncStoppedException e) {
                assertThat(e.getMessage())
                        .as(file.toString())
                        .containsAnyOf("is not JSON", "answered without \"issues\"");
                problems++;
            }
        }

        assertThat(captured).as("captured").isGreaterThanOrEqualTo(9);
        assertThat(problems).as("named").isPositive();
    }

    @Test
    void a_search_answer_of_an_old_server_without_changelogs_names_every_issue_it_cannot_use() throws IOException {
        Path file = RealData.folder("jira-small/jira-rest-java-client/test/src/test/resources/json/search")
                .resolve("many-issues.json");
        String page = Files.readString(file, StandardCharsets.UTF_8);
        jira.onSearch(1, () -> Optional.of(Response.of(200, page)));
        for (int n = 2; n <= 5; n++) {
            jira.onSearch(n, () -> Optional.of(Response.of(200, "{\"startAt\":8,\"total\":15,\"issues\":[]}")));
        }

        SyncSummary summary = SyncKernel.ofPages(store).run(source(), SyncListener.silent());

        assertThat(summary.problems())
                .filteredOn(problem -> problem.item().startsWith("TST-"))
                .hasSize(8)
                .allSatisfy(problem -> assertThat(problem.reason()).contains("field changelog.histories"));
        assertThat(summary.outcome()).isEqualTo(SyncSummary.Outcome.COMPLETED_WITH_PROBLEMS);
    }

    private JiraSource source() {
        return new JiraSource(JiraSettings.of(TOOL, jira.baseUrl()), transport);
    }

    private static FactBatch map(Path file, String... flagFields) {
        try {
            JsonNode issue = JSON.readTree(file.toFile());
            JiraFields fields =
                    new JiraFields(List.of(flagFields), List.of(), List.of(), List.of(), Map.of(), List.of());
            return new JiraIssueMapper(
                            TOOL,
                            URI.create("https://jira.example"),
                            fields,
                            new StateNames(List.of()),
                            () -> LinkTypes.of(Optional.empty(), Set.of()),
                            null)
                    .map(issue);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
