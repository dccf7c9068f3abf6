package dev.millrace.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.collect.RevisitingSource;
import dev.millrace.collect.RevisitingSource.Revisit;
import dev.millrace.collect.SyncSummary;
import dev.millrace.facts.Watch;
import dev.millrace.fake.Response;
import dev.millrace.fake.github.FakeRepository;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.LedgerEntry;
import dev.millrace.store.InventoryEntry;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One refusal is not the end: what GitHub keeps back costs what is kept back, and nothing else. */
class PullRequestRefusalsTest extends SyncedPullRequests {

    private static final String GAVE_UP = "Something went wrong while executing your query. This may be the result of a"
            + " timeout, or it could be a GitHub bug.";

    private void pullRequests(int count) {
        for (int i = 1; i <= count; i++) {
            repository.pullRequest(i, day(i)).put("title", "ABC-" + i + " work");
        }
    }

    private static boolean isPage(JsonNode request) {
        return request.path("operationName").asText().equals("PullRequests");
    }

    private static ArrayNode page(ObjectNode answer) {
        return (ArrayNode) answer.at("/data/repository/pullRequests/nodes");
    }

    private static void error(ObjectNode answer, String type, String message, Object... path) {
        ObjectNode error = answer.withArray("/errors").addObject();
        if (!type.isEmpty()) {
            error.put("type", type);
        }
        error.put("message", message);
        ArrayNode steps = error.putArray("path");
        for (Object step : path) {
            if (step instanceof Integer number) {
                steps.add(number);
            } else {
                steps.add(String.valueOf(step));
            }
        }
    }

    /** The field of that pull request is null in every page, with an error that says why. */
    private void refuse(int number, String field, String type, String message) {
        gitHub.twist = (request, answer) -> {
            for (int i = 0; isPage(request) && i < page(answer).size(); i++) {
                if (page(answer).path(i).path("number").asInt() == number) {
                    ((ObjectNode) page(answer).path(i)).putNull(field);
                    error(answer, type, message, "repository", "pullRequests", "nodes", i, field, "nodes", 0);
                }
            }
            return null;
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"closingIssuesReferences", "mergedBy", "labels", "reviews"})
    void field_that_may_not_be_seen_keeps_out_only_itself(String field) {
        pullRequests(4);
        refuse(2, field, "FORBIDDEN", "Resource protected by organization SAML enforcement.");

        SyncSummary summary = sync();

        assertThat(store.snapshots).hasSize(4);
        assertThat(store.byKey("acme/shop#2").title()).isEqualTo("ABC-2 work");
        assertThat(store.incomplete()).singleElement().satisfies(line -> {
            assertThat(line.scope())
                    .isEqualTo(store.byKey("acme/shop#2").artifact().toString());
            assertThat(line.note()).contains("SAML enforcement");
        });
        assertThat(store.watches.get(store.byKey("acme/shop#2").artifact()))
                .isInstanceOfSatisfying(
                        Watch.Unfinished.class,
                        watch -> assertThat(watch.reason()).isEqualTo(Watch.Reason.INCOMPLETE));
        assertThat(summary.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.item()).isEqualTo("acme/shop#2");
            assertThat(problem.reason()).contains(field, "SAML");
        });
    }

    @Test
    void later_run_says_it_again_and_a_run_without_the_refusal_makes_it_whole() {
        pullRequests(4);
        refuse(2, "closingIssuesReferences", "FORBIDDEN", "Resource not accessible by integration");
        sync();

        assertThat(sync().problemCount()).isEqualTo(1);
        assertThat(store.incomplete()).hasSize(1);

        gitHub.twist = (request, answer) -> null;
        repository.byNumber(2).put("updatedAt", day(20));
        assertThat(sync().problemCount()).isZero();
        assertThat(store.incomplete()).isEmpty();
    }

    @Test
    void pull_request_that_may_not_be_seen_at_all_is_left_out_by_name() {
        pullRequests(5);
        gitHub.twist = (request, answer) -> {
            for (int i = 0; isPage(request) && i < page(answer).size(); i++) {
                if (page(answer).path(i).path("number").asInt() == 3) {
                    page(answer).setNull(i);
                    error(answer, "FORBIDDEN", "IP allow list", "repository", "pullRequests", "nodes", i);
                }
            }
            return null;
        };

        SyncSummary summary = sync(2);

        assertThat(store.snapshots).hasSize(4);
        assertThat(summary.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.item()).isEqualTo("acme/shop#3"));
        assertMissing(3, "IP allow list");
    }

    private void assertMissing(int number, String reason) {
        ArtifactId artifact =
                new ArtifactId(Sync.TOOL, ArtifactKind.PULL_REQUEST, Long.toString(5_000_000_000L + number));
        LedgerEntry line = store.ledger(artifact.toString(), PullRequestLedger.MEASURE);
        assertThat(line.incomplete()).isTrue();
        assertThat(line.note()).contains(reason);
        assertThat(store.watches.get(artifact))
                .isEqualTo(new Watch.Unfinished(artifact, "PR_acme/shop" + number, Watch.Reason.INCOMPLETE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"node", "all", "502"})
    void pull_request_that_never_renders_is_found_and_left_out(String how) {
        pullRequests(23);
        gitHub.twist = (request, answer) -> {
            int at = isPage(request)
                    ? IntStream.range(0, page(answer).size())
                            .filter(i -> page(answer).path(i).path("number").asInt() == 14)
                            .findFirst()
                            .orElse(-1)
                    : -1;
            if (at < 0) {
                return null;
            }
            switch (how) {
                case "502" -> {
                    return new Response(502, Map.of(), "<html>Bad gateway</html>");
                }
                case "node" -> {
                    page(answer).setNull(at);
                    error(answer, "", GAVE_UP, "repository", "pullRequests", "nodes", at);
                }
                default -> {
                    answer.putNull("data");
                    error(answer, "", GAVE_UP);
                }
            }
            return null;
        };

        SyncSummary summary = sync(10);

        assertThat(store.snapshots).hasSize(22);
        assertThat(summary.problems())
                .hasSize(1)
                .allSatisfy(problem -> assertThat(problem.item()).isEqualTo("acme/shop#14"));
        assertMissing(14, how.equals("502") ? "502" : "Something went wrong");
        assertThat(store.ledger(REPO, "pull requests").incomplete()).isTrue();
    }

    @Test
    void server_that_answers_nothing_leaves_nothing_out() {
        pullRequests(3);
        gitHub.twist =
                (request, answer) -> request.path("operationName").asText().equals("LatestChange")
                        ? null
                        : new Response(502, Map.of(), "<html>Bad gateway</html>");

        assertThatThrownBy(() -> sync(2)).hasMessageContaining("502");
        assertThat(store.commits).isZero();
    }

    @Test
    void one_on_the_watch_list_that_never_renders_keeps_out_no_other() {
        pullRequests(4);
        gitHub.twist = (request, answer) -> {
            boolean asked = request.at("/variables/ids").toString().contains("PR_acme/shop2\"");
            return asked ? new Response(504, Map.of(), "") : null;
        };
        List<InventoryEntry> items = IntStream.rangeClosed(1, 4)
                .mapToObj(i -> new InventoryEntry(
                        new ArtifactId(Sync.TOOL, ArtifactKind.PULL_REQUEST, Long.toString(5_000_000_000L + i)),
                        "PR_acme/shop" + i))
                .toList();
        try (Sync sync = new Sync(gitHub.apiUrl())) {
            Revisit visit = ((RevisitingSource) sync.source(REPO, KIND)).visit(items);

            assertThat(visit.facts().snapshots()).hasSize(3);
            assertThat(visit.absent()).isEmpty();
            assertThat(visit.problems()).hasSize(1);
        }
    }

    @Test
    void default_branch_that_may_not_be_seen_keeps_out_no_pull_request() {
        pullRequests(3);
        gitHub.twist = (request, answer) -> {
            if (isPage(request)) {
                ((ObjectNode) answer.at("/data/repository")).putNull("defaultBranchRef");
                error(answer, "FORBIDDEN", "Resource not accessible", "repository", "defaultBranchRef");
            }
            return null;
        };

        assertThat(sync().problemCount()).isEqualTo(1);
        assertThat(store.snapshots).hasSize(3);
        assertThat(store.ledger(REPO, "pull requests").note()).contains("default branch");
    }

    @Test
    void list_that_cannot_be_read_on_marks_its_pull_request_only() {
        pullRequests(3);
        for (int i = 0; i < 130; i++) {
            FakeRepository.list(repository.byNumber(2), "labels").add(Map.of("id", "L" + i, "name", "label " + i));
        }
        gitHub.twist = (request, answer) -> {
            if (request.path("operationName").asText().equals("MoreLabels")) {
                ((ObjectNode) answer.at("/data")).putNull("node");
                error(answer, "FORBIDDEN", "Resource not accessible", "node", "labels");
            }
            return null;
        };

        assertThat(sync().problemCount()).isEqualTo(1);
        assertThat(store.snapshots).hasSize(3);
        assertThat(store.byKey("acme/shop#2").attributes().get("labels")).hasSize(100);
        assertThat(store.incomplete()).hasSize(1);
    }

    // ---- an older schema

    /** As an Enterprise Server answers whose schema lacks these fields: with all such errors, and nothing else. */
    private void without(String... fields) {
        gitHub.twist = (request, answer) -> {
            ObjectNode refusal = JsonNodeFactory.instance.objectNode();
            for (String field : fields) {
                String type = field.substring(0, field.indexOf('.'));
                String name = field.substring(field.indexOf('.') + 1);
                String text = request.path("query").asText();
                int from = text.indexOf(" on " + type + " {");
                int to = from < 0 ? 0 : text.indexOf("\n}", from);
                if (from >= 0 && text.substring(from, to).matches("(?s).*\n *" + name + "\\b(?!:).*")) {
                    error(refusal, "", "Field '" + name + "' doesn't exist on type '" + type + "'", "fragment", name);
                }
            }
            return refusal.isEmpty() ? null : new Response(200, Map.of(), refusal.toString());
        };
    }

    @Test
    void field_that_an_older_schema_lacks_is_left_out_and_said_once() {
        pullRequests(30);
        without("PullRequest.closingIssuesReferences", "PullRequestTimelineItemsConnection.filteredCount");

        SyncSummary summary = sync(10);

        assertThat(store.snapshots).hasSize(30);
        assertThat(summary.problems())
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.reason()).contains("PullRequest.closingIssuesReferences", "filteredCount"));
        assertThat(store.ledger(REPO, "pull requests").note()).contains("closingIssuesReferences");
        assertThat(store.incomplete()).isEmpty();
    }

    @Test
    void identity_has_another_name_in_an_older_schema() {
        pullRequests(2);
        repository.pullRequests.forEach(pr -> pr.put("databaseId", Integer.parseInt("77" + pr.get("number"))));
        without("PullRequest.fullDatabaseId");

        assertThat(sync().problems()).isEmpty();
        assertThat(store.snapshots.keySet()).extracting(ArtifactId::nativeId).containsExactlyInAnyOrder("771", "772");
    }

    @Test
    void field_without_which_nothing_can_be_stored_is_an_error() {
        pullRequests(2);
        without("PullRequest.number");

        assertThatThrownBy(this::sync).hasMessageContaining("Field 'number' doesn't exist");
    }
}
