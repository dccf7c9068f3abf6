package dev.millrace.github;

import static dev.millrace.fake.github.FakeRepository.sha;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.collect.InventorySource;
import dev.millrace.collect.SyncStoppedException;
import dev.millrace.fake.github.FakeRepository;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A next page without a cursor, or with one that came before, is no next page: the run ends at once, and says so. */
class BrokenCursorsTest extends SyncedPullRequests {

    /** How the way on from a page is wrong. */
    private void bend(String operation, String list, String how) {
        gitHub.twist = (request, answer) -> {
            if (request.path("operationName").asText().equals(operation)) {
                ObjectNode info = (ObjectNode) answer.at(list + "/pageInfo");
                String after = request.path("variables").path("after").asText();
                switch (how) {
                    case "null" -> {
                        if (info.path("hasNextPage").asBoolean()) {
                            info.putNull("endCursor");
                        }
                    }
                    case "same" -> {
                        if (!after.equals("null") && !after.isEmpty()) {
                            info.put("hasNextPage", true).put("endCursor", after);
                        }
                    }
                    default -> {
                        // the third page leads back to the second
                        if (!info.path("hasNextPage").asBoolean()) {
                            info.put("hasNextPage", true).put("endCursor", first);
                        } else if (after.equals("null") || after.isEmpty()) {
                            first = info.path("endCursor").asText();
                        }
                    }
                }
            }
            return null;
        };
    }

    private String first = "";

    @ParameterizedTest
    @CsvSource({"null,3,2", "same,6,3", "circle,7,4"})
    void pull_requests(String how, int stored, int questions) {
        for (int i = 1; i <= 7; i++) {
            repository.pullRequest(i, day(i));
        }
        bend("PullRequests", "/data/repository/pullRequests", how);

        assertThatThrownBy(() -> sync(3))
                .isInstanceOf(SyncStoppedException.class)
                .hasMessageContaining("acme/shop/pull-requests")
                .hasMessageContaining("GitHub reports more pull requests")
                .hasMessageContaining(questions == 2 ? "page 1 is stored" : "pages 1 to");
        assertThat(store.snapshots).hasSize(stored);
        assertThat(gitHub.asked).hasSize(questions);

        gitHub.twist = (request, answer) -> null;
        sync(3);
        assertThat(store.snapshots).hasSize(7);
        assertThat(store.ledger(REPO, "pull requests").captured()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({"null,100,2", "same,200,3"})
    void commits(String how, int stored, int questions) {
        for (int i = 1; i <= 250; i++) {
            String at = String.format("2026-03-01T%02d:%02d:00Z", i / 60, i % 60);
            String[] parents = i == 1 ? new String[0] : new String[] {sha(i - 1)};
            repository.head = repository.commit(sha(i), "commit " + i, at, at, parents);
        }
        bend("History", "/data/repository/object/history", how);

        try (Sync sync = new Sync(gitHub.apiUrl())) {
            assertThatThrownBy(() -> sync.run(store, REPO, "commits"))
                    .isInstanceOf(SyncStoppedException.class)
                    .hasMessageContaining("more commits");
        }
        assertThat(store.snapshots).hasSize(stored);
        assertThat(gitHub.asked).hasSize(questions);
        gitHub.twist = (request, answer) -> null;
        try (Sync sync = new Sync(gitHub.apiUrl())) {
            sync.run(store, REPO, "commits");
        }
        assertThat(store.snapshots).hasSize(250);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "same"})
    void list_of_what_is_there(String how) {
        for (int i = 1; i <= 250; i++) {
            repository.pullRequest(i, day(1 + i % 27));
        }
        bend("PullRequestIds", "/data/repository/pullRequests", how);
        try (Sync sync = new Sync(gitHub.apiUrl())) {
            InventorySource source = (InventorySource) sync.source(REPO, KIND);
            assertThatThrownBy(() -> {
                        Optional<String> state = Optional.empty();
                        for (int i = 0; i < 10; i++) {
                            state = Optional.of(source.inventory(state).nextState());
                        }
                    })
                    .hasMessageContaining("GitHub reports more pull requests");
        }
        assertThat(gitHub.asked.size()).isLessThanOrEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "same"})
    void list_inside_a_pull_request_marks_it_and_the_others_are_read(String how) {
        for (int i = 1; i <= 3; i++) {
            repository.pullRequest(i, day(i));
        }
        for (int i = 0; i < 330; i++) {
            FakeRepository.list(repository.byNumber(2), "labels").add(Map.of("id", "L" + i, "name", "label " + i));
        }
        bend("MoreLabels", "/data/node/labels", how);

        assertThat(sync(2).problemCount()).isEqualTo(1);

        assertThat(store.snapshots).hasSize(3);
        assertThat(store.incomplete())
                .singleElement()
                .satisfies(line -> assertThat(line.note()).contains("cursor"));
    }

    @Test
    void repositories_of_an_owner() {
        gitHub.repository("acme/tools");
        gitHub.twist = (request, answer) -> {
            if (request.path("operationName").asText().equals("OwnerRepositories")) {
                ((ObjectNode) answer.at("/data/repositoryOwner/repositories/pageInfo"))
                        .put("hasNextPage", true)
                        .put("endCursor", "i0");
            }
            return null;
        };
        try (Sync sync = new Sync(gitHub.apiUrl())) {
            assertThatThrownBy(() -> sync.sources("acme/*")).hasMessageContaining("more repositories of acme");
        }
        assertThat(gitHub.asked).hasSize(2);
    }
}
