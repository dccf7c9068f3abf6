package dev.millrace.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.collect.SyncSummary;
import dev.millrace.fake.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits are waited for; errors are told and store nothing that is half there. */
class PullRequestErrorsTest extends SyncedPullRequests {

    @Test
    void rate_limit_inside_an_answer_of_status_200_is_waited_for() {
        repository.pullRequest(1, day(1));
        gitHub.canned.add(new Response(
                200,
                Map.of(
                        "X-RateLimit-Limit", "5000",
                        "X-RateLimit-Remaining", "0",
                        // compared with the clock of the server, which is a real one
                        "X-RateLimit-Reset", Long.toString(Instant.now().getEpochSecond() + 600)),
                "{\"errors\":[{\"type\":\"RATE_LIMITED\",\"message\":\"API rate limit exceeded\"}]}"));

        try (Sync sync = new Sync(gitHub.apiUrl())) {
            sync.run(store, REPO, KIND);
            assertThat(sync.waits.stream().reduce(Duration.ZERO, Duration::plus))
                    .isBetween(Duration.ofMinutes(9), Duration.ofMinutes(11));
        }
        assertThat(store.snapshots).hasSize(1);
    }

    @Test
    void secondary_limit_without_a_time_is_given_a_minute() {
        repository.pullRequest(1, day(1));
        gitHub.canned.add(
                new Response(403, Map.of(), "{\"message\":\"You have exceeded a secondary rate limit. Please wait\"}"));

        try (Sync sync = new Sync(gitHub.apiUrl())) {
            sync.run(store, REPO, KIND);
            assertThat(sync.waits.stream().reduce(Duration.ZERO, Duration::plus))
                    .isBetween(Duration.ofSeconds(60), Duration.ofSeconds(61));
        }
        assertThat(store.snapshots).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"'',60", "45,45"})
    void secondary_limit_inside_an_answer_of_status_200_is_waited_for(String retryAfter, int seconds) {
        repository.pullRequest(1, day(1));
        gitHub.canned.add(new Response(
                200,
                retryAfter.isEmpty() ? Map.of() : Map.of("Retry-After", retryAfter),
                "{\"data\":null,\"errors\":[{\"message\":\"You have exceeded a secondary rate limit. Please wait a few"
                        + " minutes before you try again.\"}]}"));

        try (Sync sync = new Sync(gitHub.apiUrl())) {
            sync.run(store, REPO, KIND);
            assertThat(sync.waits.stream().reduce(Duration.ZERO, Duration::plus))
                    .isBetween(Duration.ofSeconds(seconds), Duration.ofSeconds(seconds + 1));
        }
        assertThat(store.snapshots).hasSize(1);
    }

    @Test
    void answer_with_some_data_and_an_error_stores_nothing() {
        repository.pullRequest(1, day(1));
        gitHub.before = request -> {
            if (request == 2) {
                gitHub.canned.add(new Response(
                        200,
                        Map.of(),
                        "{\"data\":{\"repository\":{\"nameWithOwner\":\"acme/shop\",\"pullRequests\":{\"totalCount\":1,"
                                + "\"nodes\":[],\"pageInfo\":{\"hasNextPage\":false}}}},"
                                + "\"errors\":[{\"type\":\"FORBIDDEN\",\"message\":\"Resource not accessible\"}]}"));
            }
        };

        assertThatThrownBy(this::sync).hasMessageContaining("FORBIDDEN: Resource not accessible");
        assertThat(store.commits).isZero();
    }

    @Test
    void unknown_repository_is_named_with_what_to_do() {
        try (Sync sync = new Sync(gitHub.apiUrl())) {
            assertThatThrownBy(() -> sync.run(store, "acme/shopp", KIND))
                    .hasMessageContaining("acme/shopp")
                    .hasMessageContaining("Check the name")
                    .hasMessageNotContaining(Sync.TOKEN);
        }
    }

    @Test
    void unreadable_pull_request_is_reported_and_the_others_are_kept() {
        repository.pullRequest(1, day(1));
        repository.pullRequest(2, day(2)).put("createdAt", "yesterday");

        SyncSummary summary = sync();

        assertThat(summary.problems()).isNotEmpty().allSatisfy(problem -> {
            assertThat(problem.item()).isEqualTo("acme/shop#2");
            assertThat(problem.reason()).contains("createdAt", "yesterday");
        });
        assertThat(store.snapshots).hasSize(1);
        assertThat(store.incomplete()).isNotEmpty();
    }
}
