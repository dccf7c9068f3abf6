package dev.millrace.cli;

import static dev.millrace.fake.github.FakeRepository.merged;
import static dev.millrace.fake.github.FakeRepository.sha;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.cli.Millrace.Run;
import dev.millrace.fake.Response;
import dev.millrace.fake.github.FakeGitHub;
import dev.millrace.fake.github.FakeRepository;
import dev.millrace.fake.github.FakeRuns;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a sync costs in which nothing, or little, has changed, and that it still finds each change. */
class QuietSyncTest {

    /** One query asks about fifty. */
    private static final int REPOSITORIES = Boolean.getBoolean("millrace.deep") ? 100 : 51;

    private static final String FIRST = "2026-10-01T10:00:00Z";
    private static final String LATER = "2026-11-01T11:00:00Z";

    @TempDir
    private Path directory;

    private final FakeGitHub gitHub = new FakeGitHub();
    private Millrace millrace;

    private void repositories(int number) throws Exception {
        for (int i = 1; i <= number; i++) {
            FakeRepository repository = gitHub.repository("acme/r" + i);
            repository.head = repository.commit(sha(i), "first", FIRST, FIRST);
            repository.pullRequest(1, FIRST);
            merged(repository.pullRequest(2, FIRST), FIRST, sha(i));
            repository.deployment(i, "production", sha(i), FIRST, FIRST, true);
            repository.status(i, 1_000 + i, "success", FIRST);
            repository.runs.add(
                    FakeRuns.run(i, FIRST, "completed", "success"),
                    List.of(FakeRuns.job(i, "build", FIRST, FIRST, FIRST, "success")));
        }
        millrace = Millrace.in(directory).with("GITHUB_TOKEN", "t").config("""
            github:
              - id: acme
                url: %s
                repositories: ["acme/*"]
                token: {env: GITHUB_TOKEN}
            """.formatted(gitHub.apiUrl()));
        assertThat(millrace.run("sync").exitCode()).isZero();
        gitHub.asked.clear();
    }

    @AfterEach
    void stop() {
        gitHub.close();
    }

    private Map<Boolean, List<String>> asked() {
        return gitHub.asked.stream().collect(Collectors.partitioningBy(request -> !request.startsWith("/")));
    }

    private FakeRepository repository(int number) {
        return gitHub.repository("acme/r" + number);
    }

    @Test
    void quiet_sync_of_up_to_a_hundred_repositories_costs_three_queries_and_conditional_requests_alone()
            throws Exception {
        repositories(REPOSITORIES);

        Run sync = millrace.run("sync");

        System.out.printf(
                "quiet sync of %d repositories: %d queries, %d conditional requests%n",
                REPOSITORIES, asked().get(true).size(), asked().get(false).size());
        assertThat(sync.exitCode()).isZero();
        assertThat(asked().get(true)).containsExactly("OwnerRepositories", "RepositoryPulse", "RepositoryPulse");
        assertThat(asked().get(false))
                .as("each of them is answered with 304, which counts for nothing")
                .hasSize(REPOSITORIES)
                .allMatch(path -> path.endsWith("/actions/runs"));
        assertThat(sync.lines())
                .filteredOn(line -> line.contains("; nothing new;"))
                .hasSizeGreaterThanOrEqualTo(5 * REPOSITORIES);
    }

    @Test
    void change_of_any_kind_is_found_where_it_is_and_nowhere_else_is_anything_read() throws Exception {
        repositories(12);
        FakeRepository pushed = repository(3);
        pushed.head = pushed.commit(sha(1003), "second", LATER, LATER, sha(3));
        reviewed(repository(4));
        repository(5).deployment(1005, "production", sha(5), LATER, LATER, true);
        repository(6).status(6, 2006, "inactive", LATER);
        repository(8).releases.add(0, release("v1"));
        repository(9).issue(5, LATER);

        Run sync = millrace.run("sync");

        List<String> news = sync.lines().stream()
                .filter(line -> line.contains("acme/r") && !line.contains("; nothing new;"))
                .map(line -> line.replaceFirst(".*/(r\\d+/[a-z-]+):.*", "$1"))
                .toList();
        assertThat(news)
                .containsExactlyInAnyOrder(
                        "r3/commits", "r4/pull-requests", "r5/deployments", "r6/deployments", "r9/issues");
        assertThat(asked().get(true)).contains("Releases").hasSizeLessThanOrEqualTo(20);
        assertThat(IntStream.rangeClosed(10, 12))
                .allSatisfy(quiet -> assertThat(gitHub.asked)
                        .filteredOn(path -> path.contains("acme/r" + quiet + "/"))
                        .hasSize(1));
    }

    @Test
    void renamed_repository_is_noticed_and_stays_one() throws Exception {
        repositories(2);
        gitHub.rename("acme/r2", "acme/renamed");
        gitHub.forget("acme/r2");

        Run sync = millrace.run("sync");

        assertThat(sync.exitCode()).isZero();
        assertThat(millrace.run("show", "acme/renamed#1").exitCode()).isZero();
        assertThat(sync.lines()).as(sync.out()).noneMatch(line -> line.matches(".*[1-9]\\d* new event.*"));
    }

    @Test
    void source_that_did_not_come_to_its_end_is_read_again() throws Exception {
        repositories(4);
        reviewed(repository(4));
        gitHub.twist = (request, answer) ->
                request.path("operationName").asText().equals("PullRequests") ? Response.of(401, "{}") : null;
        assertThat(millrace.run("sync").exitCode()).isNotZero();
        gitHub.twist = (request, answer) -> null;

        assertThat(millrace.run("sync").lines())
                .anyMatch(line -> line.contains("r4/pull-requests: 1 page, 2 items; 1 new event"));
    }

    private static void reviewed(FakeRepository repository) {
        Map<String, Object> pullRequest = repository.byNumber(1);
        FakeRepository.list(pullRequest, "reviews")
                .add(FakeRepository.review(9, "APPROVED", LATER, FakeRepository.account("User", "bob", 2)));
        pullRequest.put("updatedAt", LATER);
    }

    private static Map<String, Object> release(String tag) {
        return Map.of(
                "__typename",
                "Release",
                "id",
                "RE_" + tag,
                "databaseId",
                77,
                "tagName",
                tag,
                "url",
                "https://github.example/releases/" + tag,
                "isDraft",
                false,
                "isPrerelease",
                false,
                "publishedAt",
                LATER,
                "updatedAt",
                LATER,
                "tagCommit",
                Map.of("__typename", "Commit", "id", "C", "oid", sha(8)));
    }
}
