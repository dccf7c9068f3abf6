package dev.millrace.github;

import static dev.millrace.fake.github.FakeRepository.sha;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.millrace.collect.SyncStoppedException;
import dev.millrace.collect.SyncSummary;
import dev.millrace.facts.Watch;
import dev.millrace.fake.Response;
import dev.millrace.fake.github.FakeGitHub;
import dev.millrace.fake.github.FakeRepository;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a sync of deployments does, against a GitHub that answers over HTTP. */
class DeploymentSyncTest {

    private static final String REPO = "acme/shop";

    private final FakeGitHub gitHub = new FakeGitHub();
    private final FakeRepository repository = gitHub.repository(REPO);
    private final KeptFacts store = new KeptFacts();

    @AfterEach
    void stop() {
        gitHub.close();
    }

    /** As an older Enterprise Server may show them: then REST has the statuses, one call for each deployment. */
    private void withoutNodeIds() {
        repository.deployments.forEach(deployment -> deployment.remove("node_id"));
    }

    private long asked(String what) {
        return gitHub.asked.stream().filter(path -> path.endsWith(what)).count();
    }

    private SyncSummary sync() {
        try (Sync sync = new Sync(gitHub.apiUrl())) {
            return sync.run(store, REPO, "deployments");
        }
    }

    private static String at(int minute) {
        return String.format("2026-03-%02dT10:%02d:00Z", 1 + minute / 60, minute % 60);
    }

    @Test
    void statuses_become_states_and_production_is_what_github_says() {
        repository.deployment(11, "live", sha(1), at(0), at(0), true);
        repository.status(11, 101, "queued", at(1));
        repository.status(11, 102, "in_progress", at(2));
        repository.status(11, 5_000_000_103L, "success", at(2));
        repository.deployment(12, "production", sha(1), at(3), at(3), false);

        sync();

        assertThat(store.statesOf("acme/shop deploy live 11"))
                .containsExactly(
                        "pending@2026-03-01T10:00:00Z",
                        "queued@2026-03-01T10:01:00Z",
                        "in_progress@2026-03-01T10:02:00Z",
                        "success@2026-03-01T10:02:00Z");
        assertThat(store.byKey("acme/shop deploy live 11").attributes())
                .containsEntry("production", List.of("true"))
                .containsEntry("environment", List.of("live"))
                .containsEntry("commit", List.of(sha(1)));
        assertThat(store.byKey("acme/shop deploy production 12").attributes()).doesNotContainKey("production");
        assertThat(store.links).hasSize(2).allMatch(link -> link.relation().equals("deploys"));
    }

    @Test
    void state_the_library_does_not_know_is_kept_as_it_is() {
        repository.deployment(11, "live", sha(1), at(0), at(0), true);
        repository.status(11, 101, "waiting", at(1));

        sync();

        assertThat(store.statesOf("acme/shop deploy live 11")).endsWith("waiting@2026-03-01T10:01:00Z");
    }

    @Test
    void long_lists_of_deployments_and_statuses_are_read_to_their_end() {
        for (int i = 1; i <= 230; i++) {
            repository.deployment(i, "test", sha(i), at(i), at(i), false);
        }
        for (int i = 0; i < 120; i++) {
            repository.status(230, 1000 + i, i % 2 == 0 ? "queued" : "in_progress", at(300 + i));
        }

        SyncSummary summary = sync();

        assertThat(store.snapshots).hasSize(230);
        assertThat(summary.done()).isEqualTo(230);
        assertThat(store.statesOf("acme/shop deploy test 230")).hasSize(121);
        assertThat(gitHub.asked.stream().filter(path -> path.endsWith("/deployments")))
                .as("the list is not begun again for every page")
                .hasSize(3);
        assertThat(store.ledger(REPO, "deployments").captured()).isEqualTo(230);
        assertThat(store.incomplete()).isEmpty();
    }

    @Test
    void thousand_deployments_cost_22_calls_and_say_the_same_as_one_call_each() {
        for (int i = 1; i <= 1_000; i++) {
            repository.deployment(i, "live", sha(i), at(i), at(i), true);
            repository.status(i, 10_000 + 2 * i, "in_progress", at(i));
            repository.status(i, 10_001 + 2 * i, i % 3 == 0 ? "failure" : "success", at(i + 1));
        }

        sync();

        System.out.printf("deployments: %d calls for 1,000%n", gitHub.asked.size());
        assertThat(gitHub.asked).hasSize(22);
        assertThat(asked("DeploymentStatuses")).isEqualTo(10);
        KeptFacts oneByOne = new KeptFacts();
        repository.deployments.removeIf(deployment -> Long.parseLong(String.valueOf(deployment.get("id"))) > 60);
        withoutNodeIds();
        try (Sync sync = new Sync(gitHub.apiUrl())) {
            sync.run(oneByOne, REPO, "deployments");
        }
        assertThat(asked("/statuses")).isEqualTo(60);
        assertThat(store.events.values()).containsAll(oneByOne.events.values());
    }

    @Test
    void deployment_whose_statuses_graphql_refuses_or_cuts_off_is_asked_of_rest() {
        for (int i = 1; i <= 3; i++) {
            repository.deployment(i, "live", sha(i), at(i), at(i), true);
            repository.status(i, 100 + i, "success", at(i));
        }
        for (int i = 0; i < 60; i++) {
            repository.status(2, 200 + i, i % 2 == 0 ? "inactive" : "success", at(100 + i));
        }
        gitHub.twist = (request, answer) -> {
            if (answer.path("data").path("nodes") instanceof ArrayNode nodes && nodes.size() == 3) {
                nodes.setNull(0);
                answer.putArray("errors")
                        .addObject()
                        .put("message", "Resource not accessible by integration")
                        .putArray("path")
                        .add("nodes")
                        .add(0);
            }
            return null;
        };

        assertThat(sync().problems()).isEmpty();

        assertThat(asked("/3/statuses")).as("the refused one").isEqualTo(1);
        assertThat(asked("/2/statuses")).as("the long one, page by page").isEqualTo(3);
        assertThat(asked("/1/statuses")).isZero();
        assertThat(store.statesOf("acme/shop deploy live 2")).hasSize(62);
        assertThat(store.snapshots).hasSize(3);
    }

    @Test
    void later_run_asks_only_for_the_statuses_of_what_was_updated() {
        for (int i = 1; i <= 130; i++) {
            repository.deployment(i, "test", sha(i), at(i * 5), at(i * 5), false);
        }
        sync();
        repository.status(3, 1000, "inactive", at(1000));
        gitHub.asked.clear();

        sync();

        assertThat(store.statesOf("acme/shop deploy test 3")).hasSize(2);
        assertThat(asked("DeploymentStatuses")).isEqualTo(1);
        assertThat(asked("/statuses")).isZero();
    }

    @Test
    void killed_run_goes_on_behind_what_is_stored() {
        for (int i = 1; i <= 130; i++) {
            repository.deployment(i, "test", sha(i), at(i), at(i), false);
        }
        // the repository, two pages of the list, statuses, and then
        gitHub.before = request -> {
            if (request == 5) {
                gitHub.canned.add(new Response(400, Map.of(), "{}"));
            }
        };
        assertThatThrownBy(this::sync).isInstanceOf(SyncStoppedException.class);
        assertThat(store.snapshots).hasSize(100);
        gitHub.before = request -> {};
        // one more while it stood still: the list is read from its top once more, and has it
        repository.deployment(131, "test", sha(131), at(900), at(900), false);

        assertThat(sync().done()).isEqualTo(131);
        assertThat(store.snapshots).hasSize(131);
        assertThat(store.incomplete()).isEmpty();
    }

    @Test
    void rate_limit_of_rest_is_waited_for_like_any_other() {
        repository.deployment(11, "live", sha(1), at(0), at(0), true);
        gitHub.canned.add(new Response(429, Map.of("Retry-After", "90"), "{}"));

        try (Sync sync = new Sync(gitHub.apiUrl())) {
            sync.run(store, REPO, "deployments");
            assertThat(sync.waits.stream().reduce(Duration.ZERO, Duration::plus))
                    .isEqualTo(Duration.ofSeconds(90));
        }
        assertThat(store.snapshots).hasSize(1);
    }

    @Test
    void list_that_leads_to_another_host_is_not_followed() {
        repository.deployment(11, "live", sha(1), at(0), at(0), true);
        gitHub.before = request -> {
            if (request == 2) {
                gitHub.canned.add(new Response(
                        200,
                        Map.of("Link", "<http://elsewhere.example/next>; rel=\"next\""),
                        "[{\"id\":11,\"created_at\":\"2026-03-01T10:00:00Z\","
                                + "\"updated_at\":\"2026-03-01T10:00:00Z\",\"statuses_url\":\"" + gitHub.apiUrl()
                                + "/repos/acme/shop/deployments/11/statuses\"}]"));
            }
        };
        assertThatThrownBy(this::sync)
                .hasMessageContaining("elsewhere.example")
                .hasMessageContaining("check the API URL");
    }

    @Test
    void missing_permission_is_told_with_what_to_do() {
        gitHub.canned.add(
                new Response(403, Map.of(), "{\"message\":\"Resource not accessible by personal access token\"}"));
        assertThatThrownBy(this::sync)
                .hasMessageContaining("Resource not accessible")
                .hasMessageContaining("docs/github.md");
    }

    @Test
    void deployments_that_are_not_listed_by_falling_id_are_all_read_also_after_a_kill() {
        for (int i = 1; i <= 230; i++) {
            repository.deployment(i, "test", sha(i), at(i), at(i), false);
        }
        Collections.shuffle(repository.deployments, new Random(7));
        gitHub.before = request -> {
            if (request == 5) {
                gitHub.canned.add(new Response(400, Map.of(), "{}"));
            }
        };
        assertThatThrownBy(this::sync).isInstanceOf(SyncStoppedException.class);
        assertThat(store.snapshots).hasSize(100);
        gitHub.before = request -> {};
        gitHub.asked.clear();

        assertThat(sync().done()).isEqualTo(230);

        assertThat(store.snapshots).hasSize(230);
        assertThat(asked("DeploymentStatuses"))
                .as("what is stored is not asked for again")
                .isEqualTo(2);
        assertThat(store.ledger(REPO, "deployments").captured()).isEqualTo(230);
    }

    @Test
    void one_that_was_changed_late_and_is_listed_anywhere_is_read_by_the_next_run() {
        for (int i = 1; i <= 130; i++) {
            repository.deployment(i, "test", sha(i), at(i * 5), at(i * 5), false);
        }
        Collections.shuffle(repository.deployments, new Random(3));
        sync();
        repository.status(77, 1000, "success", at(1800));

        sync();

        assertThat(store.statesOf("acme/shop deploy test 77")).endsWith("success@" + at(1800));
    }

    @Test
    void list_without_an_end_ends_the_run_and_keeps_what_was_read() {
        for (int i = 1; i <= 5; i++) {
            repository.deployment(i, "test", sha(i), at(i), at(i), false);
        }
        gitHub.endless = true;

        assertThatThrownBy(this::sync)
                .isInstanceOf(SyncStoppedException.class)
                .hasMessageContaining("page 1 is stored")
                .hasMessageContaining("the list has no end");
        assertThat(store.snapshots).hasSize(5);
        assertThat(gitHub.asked.stream().filter(path -> path.endsWith("/deployments")))
                .hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void one_that_github_cannot_give_and_one_that_is_gone_keep_out_no_other() {
        for (int i = 1; i <= 5; i++) {
            repository.deployment(i, "test", sha(i), at(i), at(i), false);
        }
        withoutNodeIds();
        gitHub.broken.put("/deployments/2/statuses", 502);
        gitHub.broken.put("/deployments/4/statuses", 404);

        SyncSummary summary = sync();

        assertThat(store.snapshots).hasSize(3);
        assertThat(summary.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.item()).isEqualTo("acme/shop deployment 2"));
        ArtifactId lost = new ArtifactId(Sync.TOOL, ArtifactKind.DEPLOYMENT, "2");
        assertThat(store.watches.get(lost)).isEqualTo(new Watch.Unfinished(lost, "2", Watch.Reason.INCOMPLETE));
    }
}
