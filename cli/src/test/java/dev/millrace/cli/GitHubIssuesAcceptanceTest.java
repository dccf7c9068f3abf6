package dev.millrace.cli;

import static dev.millrace.fake.github.FakeRepository.happened;
import static dev.millrace.fake.github.FakeRepository.inProject;
import static dev.millrace.fake.github.FakeRepository.last;
import static dev.millrace.fake.github.FakeRepository.list;
import static dev.millrace.fake.github.FakeRepository.merged;
import static dev.millrace.fake.github.FakeRepository.sha;
import static dev.millrace.fake.github.FakeRepository.statusChanged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.cli.Millrace.Run;
import dev.millrace.fake.github.FakeGitHub;
import dev.millrace.fake.github.FakeRepository;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A team without Jira: its issues, project and pull requests on GitHub give every flow metric. */
class GitHubIssuesAcceptanceTest {

    @TempDir
    private Path directory;

    private final FakeGitHub gitHub = new FakeGitHub();

    @AfterEach
    void stop() {
        gitHub.close();
    }

    private static String ago(long hours) {
        return Millrace.NOW.minus(Duration.ofHours(hours)).toString();
    }

    /** So many issues that were worked on for two days each and waited a day for review. */
    private void team(int issues) {
        FakeRepository repository = gitHub.repository("acme/shop");
        String[] board = {"Backlog", "In progress", "In review", "Done"};
        for (int i = 1; i <= issues; i++) {
            long end = 24L * i;
            Map<String, Object> issue = repository.issue(i, ago(end + 120));
            list(issue, "labels").add(Map.of("id", "L", "name", i % 3 == 0 ? "bug" : "enhancement"));
            statusChanged(issue, 1, "", "Backlog", ago(end + 120));
            statusChanged(issue, 1, "Backlog", "In progress", ago(end + 72));
            statusChanged(issue, 1, "In progress", "In review", ago(end + 24));
            happened(issue, "ClosedEvent", ago(end));
            last(issue).put("stateReason", "COMPLETED");
            issue.put("state", "CLOSED");
            issue.put("stateReason", "COMPLETED");
            issue.put("closedAt", ago(end));
            statusChanged(issue, 1, "In review", "Done", ago(end));
            inProject(issue, 1, "Done", board);
        }
        Map<String, Object> open = repository.issue(90, ago(60));
        statusChanged(open, 1, "", "In progress", ago(50));
        inProject(open, 1, "In progress", board);
        Map<String, Object> pullRequest = repository.pullRequest(91, ago(30));
        list(pullRequest, "closingIssuesReferences").add(open);
        merged(pullRequest, ago(10), sha(1));
        repository.commit(sha(1), "Merge", ago(10), ago(10));
        repository.head = sha(1);
    }

    @Test
    void issues_of_a_project_give_time_efficiency_velocity_load_distribution_and_the_bottleneck() throws Exception {
        team(12);
        Millrace millrace = Millrace.in(directory).with("GITHUB_TOKEN", "t");
        millrace.config("""
            github:
              - id: acme
                url: %s
                repositories: [acme/shop]
                token: {env: GITHUB_TOKEN}
            """.formatted(gitHub.apiUrl()));

        Run sync = millrace.run("sync");
        JsonNode report = JsonMapper.builder()
                .build()
                .readTree(millrace.run("report", "--json").out());
        Run shown = millrace.run("show", "acme/shop#90");

        assertThat(sync.exitCode()).as(sync.out()).isZero();
        assertThat(report.at("/flowTime/percentiles/value/n").asInt()).isEqualTo(12);
        assertThat(Duration.ofMillis(
                        report.at("/flowTime/percentiles/value/p50").asLong()))
                .as("two days of work and one of review")
                .isEqualTo(Duration.ofDays(3));
        assertThat(Duration.ofMillis(
                        report.at("/leadTime/percentiles/value/p50").asLong()))
                .isEqualTo(Duration.ofDays(5));
        assertThat(report.at("/flowEfficiency/ratio/value").asDouble()).isCloseTo(2.0 / 3, within(0.001));
        assertThat(report.at("/flowVelocity/done/feature").asInt()).isEqualTo(8);
        assertThat(report.at("/flowVelocity/done/defect").asInt()).isEqualTo(4);
        assertThat(report.at("/flowLoad/items/total").asInt()).isEqualTo(1);
        assertThat(report.at("/summary/sentence").asText()).startsWith("In review holds the stream up");
        assertThat(report.at("/dataQuality/incomplete/items").asInt()).isZero();
        assertThat(shown.out()).contains("acme/shop#91");
    }
}
