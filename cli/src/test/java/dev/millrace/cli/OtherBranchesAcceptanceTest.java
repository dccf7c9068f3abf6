package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.cli.Millrace.Run;
import dev.millrace.fake.github.FakeGitHub;
import dev.millrace.fake.github.FakeRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user sees whose repository has other branches than the default one: main is 1 to 5, the branch of release 11 begins at 3. */
class OtherBranchesAcceptanceTest {

    @TempDir
    private Path directory;

    private final FakeGitHub gitHub = new FakeGitHub();
    private final FakeRepository shop = gitHub.repository("acme/shop");

    @AfterEach
    void stop() {
        gitHub.close();
    }

    private Millrace millrace() throws IOException {
        return Millrace.in(directory).with("GITHUB_TOKEN", "ghp_notARealToken").config("""
            github:
              - id: acme
                url: %s
                repositories: [acme/shop]
                token: {env: GITHUB_TOKEN}
            """.formatted(gitHub.apiUrl()));
    }

    private void trunk(String base) {
        for (int i = 1; i <= 5; i++) {
            String[] parents = i == 1 ? new String[0] : new String[] {FakeRepository.sha(i - 1)};
            shop.head = shop.commit(FakeRepository.sha(i), "c" + i, day(i), day(i), parents);
            if (i > 1) {
                Map<String, Object> pullRequest = shop.pullRequest(i, day(i - 1));
                pullRequest.put("baseRefName", base);
                FakeRepository.merged(pullRequest, day(i), FakeRepository.sha(i));
                FakeRepository.list(pullRequest, "commits")
                        .add(FakeRepository.ownCommit(shop.commits.get(FakeRepository.sha(i))));
                pullRequest.put("createdAt", day(i));
            }
        }
        deploy(1, FakeRepository.sha(1), 1);
    }

    private void deploy(int id, String sha, int day) {
        shop.deployment(id, "production", sha, day(day), day(day), true);
        shop.status(id, id * 10L, "success", day(day));
    }

    private static String day(int day) {
        return String.format("2026-03-%02dT10:00:00Z", day);
    }

    private Run why(String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of("report", "--since", "2026-03-01", "--until", "2026-03-31"));
        command.addAll(List.of("--as-of", "2026-04-01", "--why", "lead-time-for-changes"));
        command.addAll(List.of(more));
        Run run = millrace().run(command.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }

    @Test
    void release_from_a_maintenance_branch_delivers_what_the_branch_began_with() throws Exception {
        trunk("main");
        shop.commit(FakeRepository.sha(11), "ABC-1: fix", day(6), day(6), FakeRepository.sha(3));
        deploy(2, FakeRepository.sha(11), 7);
        deploy(3, FakeRepository.sha(5), 20);

        Run sync = millrace().run("sync");

        assertThat(sync.exitCode()).as(sync.err()).isZero();
        assertThat(sync.lines())
                .contains(
                        "github:acme/acme/shop/deployed-commits: 2 pages, 1 item; 1 new event, 0 revised; 0 problems");
        Run why = why("--json");
        Map<String, String> deployed = new TreeMap<>();
        for (JsonNode row : new ObjectMapper().readTree(why.out()).path("rows")) {
            deployed.put(
                    row.findValuesAsText("key").get(0),
                    row.at("/values/deployed").asText());
        }
        assertThat(deployed)
                .containsExactly(
                        Map.entry("acme/shop#2", "2026-03-07T10:00:00Z"),
                        Map.entry("acme/shop#3", "2026-03-07T10:00:00Z"),
                        Map.entry("acme/shop#4", "2026-03-20T10:00:00Z"),
                        Map.entry("acme/shop#5", "2026-03-20T10:00:00Z"));
        assertThat(millrace().run("doctor").out())
                .contains("acme/shop: the commits of all deployments to production are captured");
        assertThat(millrace().run("sync").lines())
                .contains("github:acme/acme/shop/deployed-commits: 1 page, 0 items; nothing new; 0 problems");
    }

    @Test
    void deployment_that_github_cannot_tell_of_makes_unknown_and_doctor_says_so() throws Exception {
        trunk("main");
        deploy(2, FakeRepository.sha(99), 7);
        deploy(3, FakeRepository.sha(5), 20);

        assertThat(millrace().run("sync").out()).contains("GitHub does not have this commit");

        Run why = why("--json");
        assertThat(why.out()).contains("unread-deployments").contains("1 deployment to production");
        assertThat(millrace().run("doctor").out())
                .contains("the commits of 1 of 3 deployments to production are not captured");
    }

    @Test
    void changes_of_a_former_default_branch_are_delivered_like_all_others() throws Exception {
        trunk("master");
        deploy(2, FakeRepository.sha(5), 7);

        millrace().run("sync");

        Run why = why();
        assertThat(why.out()).contains("4 of 5 changes");
    }
}
