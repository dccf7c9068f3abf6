package dev.millrace.github;

import static dev.millrace.fake.github.FakeRepository.list;
import static dev.millrace.fake.github.FakeRepository.review;
import static dev.millrace.fake.github.FakeRepository.sha;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.collect.InventorySource;
import dev.millrace.collect.RevisitingSource;
import dev.millrace.collect.RevisitingSource.Revisit;
import dev.millrace.facts.ExistenceFact;
import dev.millrace.facts.Watch;
import dev.millrace.fake.Response;
import dev.millrace.fake.github.FakeGitHub;
import dev.millrace.fake.github.FakeRepository;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.FlowEvent;
import dev.millrace.store.InventoryEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pull requests and deployments asked for again, against a GitHub that answers over HTTP. */
class RevisitTest {

    private static final String REPO = "acme/shop";
    private static final String AT = "2026-03-01T10:00:00Z";

    private final FakeGitHub gitHub = new FakeGitHub();
    private final FakeRepository repository = gitHub.repository(REPO);

    @AfterEach
    void stop() {
        gitHub.close();
    }

    private Revisit visit(String kind, InventoryEntry... items) {
        try (Sync sync = new Sync(gitHub.apiUrl())) {
            return ((RevisitingSource) sync.source(REPO, kind)).visit(List.of(items));
        }
    }

    private static InventoryEntry watched(ArtifactKind kind, String id, String handle) {
        return new InventoryEntry(new ArtifactId(Sync.TOOL, kind, id), handle);
    }

    private static InventoryEntry pullRequest(int number) {
        return watched(ArtifactKind.PULL_REQUEST, Long.toString(5_000_000_000L + number), "PR_" + REPO + number);
    }

    @Test
    void review_that_left_the_time_of_the_last_update_alone_is_captured() {
        Map<String, Object> open = repository.pullRequest(1, AT);
        list(open, "reviews")
                .add(review(7, "APPROVED", "2026-03-02T10:00:00Z", FakeRepository.account("User", "bob", 2)));

        Revisit visit = visit("pull-requests", pullRequest(1));

        assertThat(visit.facts().events()).anyMatch(FlowEvent.Reviewed.class::isInstance);
        assertThat(visit.facts().existence())
                .containsExactly(new ExistenceFact.Whole(pullRequest(1).artifact()));
        assertThat(visit.facts().watches())
                .containsExactly(new Watch.Unfinished(pullRequest(1).artifact(), "PR_" + REPO + 1, Watch.Reason.OPEN));
    }

    @Test
    void pull_requests_are_asked_for_together_and_those_that_are_not_there_are_absent() {
        repository.pullRequest(1, AT);
        FakeRepository.merged(repository.pullRequest(2, AT), "2026-03-02T10:00:00Z", sha(2));

        Revisit visit = visit("pull-requests", pullRequest(1), pullRequest(2), pullRequest(3));

        assertThat(gitHub.asked).containsExactly("PullRequestsById");
        assertThat(visit.facts().snapshots()).hasSize(2);
        assertThat(visit.facts().watches())
                .contains(new Watch.Finished(pullRequest(2).artifact()));
        assertThat(visit.absent()).containsExactly(pullRequest(3).artifact());
    }

    @Test
    void node_that_github_says_it_cannot_find_is_absent_and_no_error() {
        gitHub.canned.add(new Response(
                200,
                Map.of("Content-Type", "application/json"),
                "{\"data\":{\"repository\":{\"nameWithOwner\":\"acme/shop\",\"defaultBranchRef\":null},"
                        + "\"nodes\":[null]},\"errors\":[{\"type\":\"NOT_FOUND\",\"path\":[\"nodes\",0],"
                        + "\"message\":\"Could not resolve to a node with the global id of 'PR_1'\"}]}"));

        assertThat(visit("pull-requests", pullRequest(1)).absent()).hasSize(1);
    }

    @Test
    void deployment_status_that_left_the_time_of_the_last_update_alone_is_captured() {
        repository.deployment(11, "live", sha(1), AT, AT, true);
        repository.status(11, 101, "success", "2026-03-02T10:00:00Z");
        InventoryEntry unfinished = watched(ArtifactKind.DEPLOYMENT, "11", "11");
        InventoryEntry deleted = watched(ArtifactKind.DEPLOYMENT, "12", "12");

        Revisit visit = visit("deployments", unfinished, deleted);

        assertThat(visit.facts().events()).hasSize(2);
        assertThat(visit.facts().watches()).containsExactly(new Watch.Finished(unfinished.artifact()));
        assertThat(visit.absent()).containsExactly(deleted.artifact());
    }

    @Test
    void lists_name_what_is_there_page_by_page() {
        for (int i = 1; i <= 130; i++) {
            repository.pullRequest(i, AT);
            repository.deployment(i, "live", sha(1), AT, AT, true);
        }
        assertThat(listed("pull-requests")).hasSize(130).contains(pullRequest(130));
        assertThat(gitHub.asked).containsExactly("PullRequestIds", "PullRequestIds");
        assertThat(listed("deployments")).hasSize(130);
    }

    private List<InventoryEntry> listed(String kind) {
        try (Sync sync = new Sync(gitHub.apiUrl())) {
            InventorySource source = (InventorySource) sync.source(REPO, kind);
            List<InventoryEntry> listed = new ArrayList<>();
            InventorySource.InventoryPage page = source.inventory(Optional.empty());
            listed.addAll(page.there());
            while (!page.last()) {
                page = source.inventory(Optional.of(page.nextState()));
                listed.addAll(page.there());
            }
            return listed;
        }
    }

    @Test
    void pull_request_that_is_only_known_by_its_key_is_asked_for_by_number() {
        repository.pullRequest(1, AT);
        InventoryEntry known = watched(ArtifactKind.PULL_REQUEST, "5000000001", "acme/shop#1");
        InventoryEntry deleted = watched(ArtifactKind.PULL_REQUEST, "5000000002", "acme/shop#2");

        Revisit visit = visit("pull-requests", known, deleted);

        assertThat(visit.facts().snapshots()).hasSize(1);
        assertThat(visit.absent()).containsExactly(deleted.artifact());
    }

    @Test
    void deployment_without_an_end_is_watched() {
        repository.deployment(11, "live", sha(1), AT, AT, true);
        repository.status(11, 101, "waiting", "2026-03-02T10:00:00Z");
        InventoryEntry waiting = watched(ArtifactKind.DEPLOYMENT, "11", "11");

        assertThat(visit("deployments", waiting).facts().watches())
                .containsExactly(new Watch.Unfinished(waiting.artifact(), "11", Watch.Reason.OPEN));
    }
}
