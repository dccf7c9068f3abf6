package dev.millrace.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.millrace.flow.Delivery;
import dev.millrace.flow.Delivery.Content;
import dev.millrace.flow.Delivery.Deployment;
import dev.millrace.metrics.delivery.FailureFinder;
import dev.millrace.model.DeployStages;
import dev.millrace.model.ItemHistory;
import dev.millrace.model.Reason;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.Glob;
import dev.millrace.valuestream.IncidentRules;
import dev.millrace.valuestream.Owner;
import dev.millrace.valuestream.ProductionRule;
import dev.millrace.valuestream.Selection;
import dev.millrace.valuestream.Service;
import dev.millrace.valuestream.Service.Environment;
import dev.millrace.valuestream.Team;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The definition says what the services are and which environments are production. Commits: a - b. */
class ServiceCatalogTest {

    private static final String A = "a".repeat(40);
    private static final String B = "b".repeat(40);
    private static final Instant ARRIVED = Instant.parse("2026-01-06T00:00:00Z");

    @TempDir
    private Path folder;

    private Story story;

    @BeforeEach
    void open() {
        story = Story.in(folder.resolve("chain.db"));
        story.commit(A, "2026-01-01T00:00:00Z").commit(B, "2026-01-05T00:00:00Z", A);
        story.issue("X-1", "2026-01-02T00:00:00Z");
        story.pullRequest("7", "X-1", B, "2026-01-04T00:00:00Z", "2026-01-05T00:00:00Z");
    }

    @AfterEach
    void close() {
        story.close();
    }

    @Test
    void environment_that_is_called_production_delivers() {
        live("cluster-eu");

        assertThat(deliveries(Definition.standard()).get(0).deployments())
                .as("nobody says that it is production")
                .isEmpty();
        Delivery shop = deliveries(shop(new Environment("production", globs("cluster-*"), List.of(), true)))
                .get(0);

        assertThat(shop.service()).isEqualTo("Web shop");
        assertThat(shop.deployments())
                .extracting(Deployment::environment, Deployment::content)
                .containsExactly(tuple("cluster-eu", Content.NEWER), tuple("cluster-eu", Content.NEWER));
        assertThat(shop.changes())
                .filteredOn(change -> change.key().equals("acme/shop#7"))
                .singleElement()
                .satisfies(change ->
                        assertThat(change.arrival()).isEqualTo(new Delivery.Arrival(ARRIVED, Story.deploymentId("2"))));
    }

    @Test
    void item_is_served_by_it_and_knows_the_service() {
        live("cluster-eu");
        ItemHistory item = story.reader(shop(new Environment("production", globs("cluster-*"), List.of(), true)))
                .item(Story.issueId("X-1"))
                .orElseThrow();

        assertThat(item.changes()).singleElement().satisfies(change -> {
            assertThat(change.service().name()).isEqualTo("Web shop");
            assertThat(change.service().firstProduction()).isEqualTo(Instant.parse("2026-01-01T12:00:00Z"));
            assertThat(change.attempts())
                    .singleElement()
                    .satisfies(attempt -> assertThat(attempt.snapshot().attributes())
                            .containsEntry("production", List.of("true"))
                            .containsEntry("environment", List.of("cluster-eu")));
        });
    }

    @Test
    void tools_word_counts_where_nothing_is_said_and_is_overruled_where_something_is() {
        story.production("1", A, "2026-01-01T12:00:00Z", "success")
                .production("2", B, "2026-01-06T00:00:00Z", "success");

        assertThat(deliveries(shop(new Environment("qa", List.of(), List.of(), false)))
                        .get(0)
                        .deployments())
                .hasSize(2);
        Delivery overruled = deliveries(shop(new Environment("production", List.of(), List.of(), false)))
                .get(0);
        assertThat(overruled.deployments()).isEmpty();
        assertThat(overruled.changes())
                .allSatisfy(change ->
                        assertThat(change.unknown()).extracting(Reason::code).isEqualTo(Reason.Code.NO_PRODUCTION));
    }

    @Test
    void job_deploys_where_it_is_said_to() {
        story.build("shop/release", 1, "2026-01-01T12:00:00Z").branch("main").head(A);
        story.build("shop/release", 2, "2026-01-05T23:59:00Z").branch("main").head(B);

        Delivery shop = deliveries(shop(new Environment("production", List.of(), globs("shop/rel*"), true)))
                .get(0);

        assertThat(shop.deployments()).extracting(Deployment::environment).containsOnly("production");
        assertThat(shop.changes())
                .filteredOn(change -> change.key().equals("acme/shop#7"))
                .singleElement()
                .satisfies(change -> assertThat(change.arrival())
                        .extracting(Delivery.Arrival::at)
                        .isEqualTo(ARRIVED));
    }

    @Test
    void stage_of_a_job_belongs_to_the_service_of_the_job() {
        story.build("shop/main", 1, "2026-01-01T12:00:00Z")
                .branch("main")
                .head(A)
                .deploys("Deploy to uat", "SUCCESS");
        Definition definition = shop(new Environment("acceptance", globs("uat"), List.of(), true));

        assertThat(deliveries(definition).get(0).deployments())
                .singleElement()
                .satisfies(deployment -> assertThat(deployment.environment()).isEqualTo("uat"));
        assertThat(deliveries(definition).get(0).owner(Story.pullRequestId("7")))
                .isEqualTo(new Owner(null, "Web shop", "Shop team"));
    }

    @Test
    void name_of_an_environment_tells_where_no_deployment_of_the_repository_has_the_flag() {
        story.deployment("1", Story.REPOSITORY, "Production", A, "2026-01-01T12:00:00Z");
        story.deployment("2", Story.REPOSITORY, "pre-prod", B, "2026-01-05T06:00:00Z");
        story.deployment("3", Story.REPOSITORY, "production preview", B, "2026-01-05T07:00:00Z");
        story.deployment("4", Story.REPOSITORY, "prod_eu", B, "2026-01-06T00:00:00Z");

        assertThat(deliveries(Definition.standard()).get(0).deployments())
                .extracting(Deployment::environment, Deployment::rule)
                .containsExactly(tuple("Production", ProductionRule.NAME), tuple("prod_eu", ProductionRule.NAME));
    }

    @Test
    void flag_decides_alone_in_a_repository_where_any_deployment_has_it() {
        story.deployment("1", Story.REPOSITORY, "live", A, "2026-01-01T12:00:00Z")
                .production("2", B, "2026-01-06T00:00:00Z", "failure");
        story.deployment("3", "acme/other", "live", A, "2026-01-07T00:00:00Z");

        assertThat(story.reader().deliveries().stream().flatMap(one -> one.deployments().stream()))
                .extracting(Deployment::artifact, Deployment::rule)
                .as("the flag of one repository says nothing of another, whose sources are the same")
                .containsExactlyInAnyOrder(
                        tuple(Story.deploymentId("2"), ProductionRule.FLAG),
                        tuple(Story.deploymentId("3"), ProductionRule.NAME));
    }

    @Test
    void definition_decides_before_flag_and_name() {
        story.deployment("1", Story.REPOSITORY, "live", A, "2026-01-01T12:00:00Z");
        story.deployment("2", Story.REPOSITORY, "production", B, "2026-01-06T00:00:00Z");

        assertThat(deliveries(shop(new Environment("live", List.of(), List.of(), false)))
                        .get(0)
                        .deployments())
                .extracting(Deployment::environment, Deployment::rule)
                .containsExactly(tuple("production", ProductionRule.NAME));
        assertThat(deliveries(shop(new Environment("live", List.of(), List.of(), true)))
                        .get(0)
                        .deployments())
                .extracting(Deployment::environment, Deployment::rule)
                .containsExactly(tuple("live", ProductionRule.DEFINITION), tuple("production", ProductionRule.NAME));
    }

    @ParameterizedTest
    @CsvSource({
        "production, true",
        "PROD, true",
        "live, true",
        "eu-prod, true",
        "prod/us-east, true",
        "production (shop), true",
        "preprod, false",
        "pre-production, false",
        "non_prod, false",
        "prod-test, false",
        "production-staging, false",
        "delivery, false",
        "product, false",
        "github-pages, false"
    })
    void production_is_told_by_whole_words(String environment, boolean production) {
        assertThat(DeployStages.isProduction(environment)).isEqualTo(production);
    }

    @Test
    void older_commit_in_one_place_of_an_environment_rolls_back_no_other_place() {
        story.deployment("1", Story.REPOSITORY, "live-eu", A, "2026-01-01T12:00:00Z");
        story.deployment("2", Story.REPOSITORY, "live-us", A, "2026-01-02T12:00:00Z");
        story.deployment("3", Story.REPOSITORY, "live-eu", B, "2026-01-06T00:00:00Z");
        story.deployment("4", Story.REPOSITORY, "live-us", A, "2026-01-07T00:00:00Z");
        Delivery shop = deliveries(shop(new Environment("production", globs("live-*"), List.of(), true)))
                .get(0);

        assertThat(shop.deployments()).hasSize(4);
        assertThat(FailureFinder.find(shop, List.of())).isEmpty();
    }

    private void live(String environment) {
        story.deployment("1", Story.REPOSITORY, environment, A, "2026-01-01T12:00:00Z");
        story.deployment("2", Story.REPOSITORY, environment, B, "2026-01-06T00:00:00Z");
    }

    private List<Delivery> deliveries(Definition definition) {
        return story.reader(definition).deliveries();
    }

    private static Definition shop(Environment environment) {
        Selection scope = new Selection(List.of(), globs("acme/shop"), globs("shop/*"), List.of());
        return new Definition(
                "1",
                "1",
                Definition.standard().streams(),
                List.of(new Team("shop-team", "Shop team", scope, null)),
                List.of(new Service("shop", "Web shop", scope, List.of(environment))),
                IncidentRules.STANDARD);
    }

    private static List<Glob> globs(String... patterns) {
        return List.of(patterns).stream().map(Glob::new).toList();
    }
}
