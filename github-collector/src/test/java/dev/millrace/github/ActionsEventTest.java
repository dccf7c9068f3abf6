package dev.millrace.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.github.actions.ActionsEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which pull request an event of GitHub leads to, by the payloads that GitHub publishes as examples. */
class ActionsEventTest {

    private static final String PAYLOADS = "octokit-webhooks/payload-examples/api.github.com";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "pull_request/opened.payload.json, Codertocat/Hello-World#2",
        "pull_request/synchronize.payload.json, Codertocat/Hello-World#2",
        "pull_request_review/submitted.payload.json, Codertocat/Hello-World#2",
        "pull_request_review_comment/deleted.payload.json, Codertocat/Hello-World#2",
        "issues/milestoned.payload.json, Codertocat/Hello-World#2",
        "check_run/requested_action.payload.json, electron/electron#26764",
        "check_suite/rerequested.with-organization.payload.json, Codertocat/Hello-World#2",
        "deployment_review/requested.payload.json, terraform-test-github/sample-app#3",
    })
    void events_of_a_pull_request_name_it(String payload, String key) throws IOException {
        assertThat(event(Needed.realData(PAYLOADS).resolve(payload)).pullRequest())
                .contains(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "issue_comment/created.1.payload.json",
                "issues/opened.payload.json",
                "check_run/rerequested.payload.json",
                "workflow_dispatch/payload.json",
                "release/published.payload.json",
                "workflow_run/completed.payload.json"
            })
    void events_of_something_else_name_none(String payload) throws IOException {
        assertThat(event(Needed.realData(PAYLOADS).resolve(payload)).pullRequest())
                .isEmpty();
    }

    @Test
    void every_published_payload_is_read() throws IOException {
        int named = 0;
        int onlyCommits = 0;
        int neither = 0;
        try (Stream<Path> files = Files.walk(Needed.realData(PAYLOADS))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
                ActionsEvent event = event(file);
                if (event.pullRequest().isPresent()) {
                    named++;
                } else if (!event.commits().isEmpty()) {
                    onlyCommits++;
                } else {
                    neither++;
                }
            }
        }
        System.out.printf(
                "octokit-webhooks: %d payloads name a pull request, %d a commit only, %d neither%n",
                named, onlyCommits, neither);
        assertThat(named).isEqualTo(33);
        assertThat(onlyCommits).isEqualTo(21);
    }

    @Test
    void a_push_gives_the_commit_that_may_be_a_merge_and_a_deleted_branch_none() throws IOException {
        Path pushes = Needed.realData(PAYLOADS).resolve("push");
        assertThat(event(pushes.resolve("with-new-branch.payload.json")).commits())
                .containsExactly("6113728f27ae82c7b1a177c8d03f9e96e0adf246");
        assertThat(event(pushes.resolve("1.payload.json")).commits()).isEmpty();
    }

    @Test
    void a_merge_queue_names_its_pull_request_in_the_ref() throws IOException {
        Path file = write("{\"merge_group\":{\"head_ref\":\"refs/heads/gh-readonly-queue/main/pr-104-"
                + "929f8209d40f77f4abc622a499c93a83babdbe64\"},\"repository\":{\"full_name\":\"acme/shop\"}}");
        assertThat(event(file).pullRequest()).contains("acme/shop#104");
    }

    @Test
    void pull_requests_of_other_repositories_are_passed_over() throws IOException {
        JsonNode real = new ObjectMapper()
                .readTree(Needed.realData(PAYLOADS)
                        .resolve("workflow_run/completed.with-pull-requests.payload.json")
                        .toFile());
        long base = real.at("/workflow_run/pull_requests/0/base/repo/id").asLong();
        ((ObjectNode) real.path("repository")).put("id", base);
        assertThat(event(write(real.toString())).pullRequest()).contains("octo-org/octo-repo#2");
        ((ObjectNode) real.path("repository")).put("id", base + 1);
        assertThat(event(write(real.toString())).pullRequest()).isEmpty();
    }

    @Test
    void environment_stands_in_for_what_the_payload_does_not_say() throws IOException {
        ActionsEvent event = ActionsEvent.ofStep(Map.of(
                        "GITHUB_REPOSITORY", "acme/shop",
                        "GITHUB_REF", "refs/pull/12/merge",
                        "GITHUB_SHA", "a".repeat(40),
                        "GITHUB_EVENT_NAME", "schedule\u001b[31m"))
                .orElseThrow();
        assertThat(event.pullRequest()).contains("acme/shop#12");
        assertThat(event.commits()).containsExactly("a".repeat(40));
        assertThat(event.name()).isEqualTo("schedule [31m");
        assertThat(ActionsEvent.ofStep(Map.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme/shop\\n# x", "../x", "a/b/c", "<script>", ""})
    void a_repository_that_is_none_leads_nowhere(String repository) throws IOException {
        Path file = write("{\"pull_request\":{\"number\":1},\"repository\":{\"full_name\":\"" + repository + "\"}}");
        assertThat(event(file).pullRequest()).isEmpty();
    }

    @Test
    void a_file_that_is_no_event_is_told_without_its_content() throws IOException {
        Path file = write("{\"secret\": tok3n}");
        assertThatThrownBy(() -> event(file))
                .hasMessageContaining("GITHUB_EVENT_PATH")
                .hasMessageNotContaining("tok3n");
        Path list = write("[]");
        assertThatThrownBy(() -> event(list)).hasMessageContaining("does not contain an event");
        assertThatThrownBy(() -> event(folder.resolve("none"))).hasMessageContaining("none");
    }

    private Path write(String json) throws IOException {
        return Files.writeString(folder.resolve("event.json"), json);
    }

    private static ActionsEvent event(Path file) throws IOException {
        return ActionsEvent.ofStep(Map.of("GITHUB_EVENT_PATH", file.toString())).orElseThrow();
    }
}
